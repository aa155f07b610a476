<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Pen</source>
        <translation>펜</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>지우개</translation>
    </message>
    <message>
        <source>Take a piece of ink away and watch the answer change.</source>
        <translation>획을 조금 지우고 답이 어떻게 바뀌는지 봅니다.</translation>
    </message>
    <message>
        <source>Thinner pen</source>
        <translation>펜 가늘게</translation>
    </message>
    <message>
        <source>Thicker pen</source>
        <translation>펜 굵게</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Clear the canvas</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Replay the drawing</source>
        <translation>그림 다시 재생</translation>
    </message>
    <message>
        <source>Draw the strokes again at the speed at which they were drawn.</source>
        <translation>그렸던 속도 그대로 획을 다시 그립니다.</translation>
    </message>
    <message>
        <source>Save the drawing …</source>
        <translation>그림 저장 …</translation>
    </message>
    <message>
        <source>Open a drawing …</source>
        <translation>그림 열기 …</translation>
    </message>
    <message>
        <source>Open a recorded pass …</source>
        <translation>기록된 실행 열기 …</translation>
    </message>
    <message>
        <source>A pass that was saved here, or by a script of your own. It needs no network.</source>
        <translation>여기에서 저장했거나 직접 작성한 스크립트로 저장한 기록입니다. 네트워크이 없어도 열립니다.</translation>
    </message>
    <message>
        <source>Save this pass …</source>
        <translation>이 실행 저장 …</translation>
    </message>
    <message>
        <source>All steps with their numbers in one file, to be opened again on any computer.</source>
        <translation>모든 단계와 값을 파일 하나에 담아, 어느 컴퓨터에서나 다시 열 수 있습니다.</translation>
    </message>
    <message>
        <source>The opened pass, or that of the drawing</source>
        <translation>열어 둔 기록 / 그린 숫자의 기록</translation>
    </message>
    <message>
        <source>Go back and forth between the pass that was opened and the live network.</source>
        <translation>열어 둔 기록과 지금 동작하는 네트워크 사이를 오갑니다.</translation>
    </message>
    <message>
        <source>Raw, boxed, centred</source>
        <translation>그대로, 상자, 무게 중심</translation>
    </message>
    <message>
        <source>Change how the ink is put into the network&apos;s input.</source>
        <translation>그린 획을 네트워크 입력에 넣는 방법을 바꿉니다.</translation>
    </message>
    <message>
        <source>Box and centre</source>
        <translation>상자와 중심</translation>
    </message>
    <message>
        <source>Show the ink&apos;s box and its centre over the canvas.</source>
        <translation>획을 둘러싼 상자와 그 중심을 캔버스 위에 보여 줍니다.</translation>
    </message>
    <message>
        <source>Open a picture …</source>
        <translation>이미지 열기 …</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>이미지 붙여넣기</translation>
    </message>
    <message>
        <source>Samples of a data set …</source>
        <translation>데이터셋의 샘플 …</translation>
    </message>
    <message>
        <source>Download MNIST …</source>
        <translation>MNIST 내려받기 …</translation>
    </message>
    <message>
        <source>Folder of data sets …</source>
        <translation>데이터셋 폴더 …</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>다음 샘플</translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation>이전 샘플</translation>
    </message>
    <message>
        <source>Random sample</source>
        <translation>무작위 샘플</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>다음 줄</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Step into</source>
        <translation>안으로 들어가기</translation>
    </message>
    <message>
        <source>Into the layer or function that runs next.</source>
        <translation>다음에 실행될 층이나 함수 안으로 들어갑니다.</translation>
    </message>
    <message>
        <source>Run to the return</source>
        <translation>반환까지 실행</translation>
    </message>
    <message>
        <source>Until the function that is looked at has returned.</source>
        <translation>지금 보고 있는 함수가 끝날 때까지 실행합니다.</translation>
    </message>
    <message>
        <source>Up the call stack</source>
        <translation>호출 스택 위로</translation>
    </message>
    <message>
        <source>Down the call stack</source>
        <translation>호출 스택 아래로</translation>
    </message>
    <message>
        <source>Run to the next mark</source>
        <translation>다음 표시까지 실행</translation>
    </message>
    <message>
        <source>Where to stop …</source>
        <translation>멈출 조건 …</translation>
    </message>
    <message>
        <source>When a shape changes, a NaN appears, a name changes or an expression is true.</source>
        <translation>모양이 바뀔 때, NaN이 생길 때, 변수가 바뀔 때, 식이 참이 될 때 멈춥니다.</translation>
    </message>
    <message>
        <source>Pin what the picture shows</source>
        <translation>그림의 값 고정</translation>
    </message>
    <message>
        <source>Keep the value in sight, to be compared with another moment.</source>
        <translation>값을 고정해 두고 다른 시점과 비교합니다.</translation>
    </message>
    <message>
        <source>Compare two pinned values</source>
        <translation>고정한 두 값 비교</translation>
    </message>
    <message>
        <source>Both pictures on one colour scale, and their difference.</source>
        <translation>두 그림을 같은 색 눈금으로 나란히 보고 차이를 봅니다.</translation>
    </message>
    <message>
        <source>Mark the line</source>
        <translation>줄에 표시하기</translation>
    </message>
    <message>
        <source>Show where I am</source>
        <translation>현재 줄 보기</translation>
    </message>
    <message>
        <source>To the beginning</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>끝으로</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>재생 또는 멈춤</translation>
    </message>
    <message>
        <source>Ask in the prompt</source>
        <translation>프롬프트에서 물어보기</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>다시 기록</translation>
    </message>
    <message>
        <source>The next batch of the data set, or the input once more.</source>
        <translation>데이터셋의 다음 배치를, 또는 같은 입력을 다시 기록합니다.</translation>
    </message>
    <message>
        <source>Leave the stepper</source>
        <translation>단계 실행 나가기</translation>
    </message>
    <message>
        <source>Start, pause or resume</source>
        <translation>시작, 일시 정지, 이어서 하기</translation>
    </message>
    <message>
        <source>Learn from one batch</source>
        <translation>배치 하나 학습</translation>
    </message>
    <message>
        <source>Go on for one epoch</source>
        <translation>에폭 하나 학습</translation>
    </message>
    <message>
        <source>Moment before</source>
        <translation>이전 시점</translation>
    </message>
    <message>
        <source>Moment after</source>
        <translation>다음 시점</translation>
    </message>
    <message>
        <source>Newest moment</source>
        <translation>가장 최근 시점</translation>
    </message>
    <message>
        <source>Play the training as a film</source>
        <translation>학습 과정을 필름처럼 재생</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>다시 평가</translation>
    </message>
    <message>
        <source>Judge the network as it is now.</source>
        <translation>지금 상태의 네트워크를 평가합니다.</translation>
    </message>
    <message>
        <source>The label is wrong</source>
        <translation>레이블이 틀림</translation>
    </message>
    <message>
        <source>Mark the chosen picture, or take the mark back. It is remembered.</source>
        <translation>고른 이미지에 표시하거나 표시를 지웁니다. 표시는 저장됩니다.</translation>
    </message>
    <message>
        <source>Step through the picture</source>
        <translation>이 이미지를 한 줄씩 실행</translation>
    </message>
    <message>
        <source>Previous layer</source>
        <translation>이전 층</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>다음 층</translation>
    </message>
    <message>
        <source>Previous channel</source>
        <translation>이전 채널</translation>
    </message>
    <message>
        <source>Next channel</source>
        <translation>다음 채널</translation>
    </message>
    <message>
        <source>Enlarge the channel</source>
        <translation>채널 확대</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>한 단계 뒤로</translation>
    </message>
    <message>
        <source>Close the enlarged channel, leave the cell, leave present mode.</source>
        <translation>확대한 채널을 닫고, 셀 선택을 풀고, 발표 모드를 끝냅니다.</translation>
    </message>
    <message>
        <source>Range of the colours</source>
        <translation>색 범위</translation>
    </message>
    <message>
        <source>Open weights …</source>
        <translation>가중치 열기 …</translation>
    </message>
    <message>
        <source>Korean or English</source>
        <translation>한국어 또는 영어</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>밝게 또는 어둡게</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>발표 모드</translation>
    </message>
    <message>
        <source>Full screen with large type, for a projector.</source>
        <translation>프로젝터에 맞게 전체 화면과 큰 글자로 보여 줍니다.</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>이 화면의 단축키</translation>
    </message>
    <message>
        <source>Settings …</source>
        <translation>설정 …</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>단계 실행</translation>
    </message>
    <message>
        <source>Walk through the pass of what is the input now, line by line.</source>
        <translation>지금 입력의 순전파를 한 줄씩 따라갑니다.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Train a network, watch it learn, and go back to any moment of it.</source>
        <translation>네트워크를 학습시키고, 배우는 모습을 보고, 어느 시점으로든 되돌아갑니다.</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>평가</translation>
    </message>
    <message>
        <source>How good the network is, what it gets wrong, and the pictures behind it.</source>
        <translation>네트워크가 얼마나 잘하는지, 무엇을 틀리는지, 어떤 이미지 때문인지 봅니다.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
</context>
<context>
    <name>ArithmeticView</name>
    <message>
        <source>size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>params</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>곱셈 수</translation>
    </message>
    <message>
        <source>∂ output</source>
        <translation>∂ 출력</translation>
    </message>
    <message>
        <source>∂ input</source>
        <translation>∂ 입력</translation>
    </message>
    <message>
        <source>added</source>
        <translation>더한 수</translation>
    </message>
    <message>
        <source>{layer}, backward</source>
        <translation>{layer}, 역전파</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>역전파</translation>
    </message>
    <message>
        <source>A gradient has the size of what it belongs to.</source>
        <translation>기울기의 모양은 그 대상의 모양과 같습니다.</translation>
    </message>
    <message>
        <source>One weight, with its own numbers; click the picture for another.</source>
        <translation>가중치 하나를 실제 값으로 계산한 식입니다. 그림을 누르면 다른 가중치로 바뀝니다.</translation>
    </message>
    <message>
        <source>Record a pass: the sums of each layer appear here as it runs.</source>
        <translation>순전파를 한 번 기록하면 층이 실행될 때마다 그 계산을 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>No layer of this network has a size or a parameter to work out.</source>
        <translation>이 네트워크에는 크기나 파라미터를 계산할 층이 없습니다.</translation>
    </message>
    <message>
        <source>Step on: the sums of each layer appear here once it has run.</source>
        <translation>한 단계씩 가 보십시오. 층이 실행되면 그 계산이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>크기와 파라미터 계산</translation>
    </message>
    <message>
        <source>(in + 2·padding − kernel) / stride + 1</source>
        <translation>(입력 + 2·패딩 − 커널) / 스트라이드 + 1</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Size&lt;/b&gt;: a kernel of k cells, moved in steps of the stride over an input with padding on both sides, fits into (in + 2·padding − k) / stride + 1 places. Where that is no whole number, ⌊ ⌋ rounds it down.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Parameters&lt;/b&gt;: one weight for each cell of the kernel, each input channel and each output channel, and one bias for each output channel.&lt;/p&gt;&lt;p&gt;&lt;b&gt;MACs&lt;/b&gt; (multiply-adds): how often a weight is multiplied and added for this batch: cells of the output times weights for each cell.&lt;/p&gt;&lt;p&gt;&lt;b&gt;∂&lt;/b&gt; is a gradient: how much the loss grows with each number. There is one for each number, so it has the same size. A linear layer gets them as products of &lt;b&gt;G&lt;/b&gt;, the gradient of what it gave, with &lt;b&gt;X&lt;/b&gt;, what it took in, and &lt;b&gt;W&lt;/b&gt;, its weights. A convolution uses each weight at many places: &lt;b&gt;added&lt;/b&gt; says how many gradients are added up in one.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Updates&lt;/b&gt; show one weight: &lt;b&gt;w&lt;/b&gt; the weight, &lt;b&gt;g&lt;/b&gt; its gradient, &lt;b&gt;m&lt;/b&gt; and &lt;b&gt;v&lt;/b&gt; the running averages of the gradient and of its square.&lt;/p&gt;&lt;p&gt;Click a layer to go to the step at which it has run.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;크기&lt;/b&gt;: 크기가 k인 커널을 양쪽에 패딩을 댄 입력 위에서 스트라이드만큼씩 옮기면 (입력 + 2·패딩 − k) / 스트라이드 + 1 자리가 나옵니다. 나누어떨어지지 않으면 ⌊ ⌋로 내림합니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;파라미터&lt;/b&gt;: 커널의 칸, 입력 채널, 출력 채널마다 가중치가 하나씩 있고, 출력 채널마다 편향이 하나씩 있습니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;곱셈 수&lt;/b&gt;: 이 배치에서 가중치를 곱하고 더하는 횟수입니다. 출력 칸 수에 칸마다의 가중치 수를 곱합니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;∂&lt;/b&gt;는 기울기(gradient)입니다. 값 하나가 커질 때 손실이 얼마나 커지는지를 나타냅니다. 값마다 하나씩 있으므로 크기가 같습니다. 선형 층의 기울기는 출력의 기울기 &lt;b&gt;G&lt;/b&gt;와 입력 &lt;b&gt;X&lt;/b&gt;, 가중치 &lt;b&gt;W&lt;/b&gt;의 곱입니다. 합성곱은 가중치 하나를 여러 자리에서 쓰므로, &lt;b&gt;더한 수&lt;/b&gt;는 기울기 몇 개를 더해서 하나가 되었는지를 나타냅니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;갱신&lt;/b&gt;에서는 가중치 하나를 계산합니다. &lt;b&gt;w&lt;/b&gt;는 가중치, &lt;b&gt;g&lt;/b&gt;는 그 기울기, &lt;b&gt;m&lt;/b&gt;과 &lt;b&gt;v&lt;/b&gt;는 기울기와 기울기 제곱의 이동 평균입니다.&lt;/p&gt;&lt;p&gt;층을 누르면 그 층이 막 실행된 단계로 갑니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>The sums of the layers that ran</source>
        <translation>실행된 층의 계산</translation>
    </message>
</context>
<context>
    <name>AttackView</name>
    <message>
        <source>Choose a picture: here a small step turns the network against it.</source>
        <translation>이미지를 고르면 작은 변화로 네트워크를 속여 봅니다.</translation>
    </message>
    <message>
        <source>Before {before}, after {after}; it is {truth}.</source>
        <translation>바꾸기 전 {before}, 바꾼 뒤 {after}, 정답은 {truth}입니다.</translation>
    </message>
    <message>
        <source>before</source>
        <translation>전</translation>
    </message>
    <message>
        <source>the step</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>after</source>
        <translation>후</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>적대적 공격</translation>
    </message>
    <message>
        <source>Each pixel goes a little where the loss grows: hardly seen, and yet misread.</source>
        <translation>픽셀마다 손실이 커지는 쪽으로 조금씩 옮깁니다. 눈에는 거의 같아도 다르게 읽습니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;The gradient of the loss tells for each pixel whether the answer gets worse when it gets lighter or darker. The &lt;b&gt;fast gradient sign method&lt;/b&gt; moves every pixel by ε in that direction: x + ε · sign(∂loss/∂x).&lt;/p&gt;&lt;p&gt;In the middle picture grey is no change, light and dark are a step towards either side.&lt;/p&gt;</source>
        <translation>&lt;p&gt;손실의 기울기(gradient)는 픽셀마다 밝아질 때와 어두워질 때 가운데 어느 쪽에서 답이 나빠지는지 알려 줍니다. &lt;b&gt;FGSM&lt;/b&gt;(fast gradient sign method)은 모든 픽셀을 그쪽으로 ε만큼 옮깁니다: x + ε · sign(∂loss/∂x).&lt;/p&gt;&lt;p&gt;가운데 그림에서 회색은 변화 없음, 밝은 곳과 어두운 곳은 각각 한쪽으로 옮긴 것입니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>step ε, on a scale of 0 to 1</source>
        <translation>변화 ε (0에서 1 사이)</translation>
    </message>
    <message>
        <source>How far each pixel may go.</source>
        <translation>픽셀마다 얼마나 옮길지 정합니다.</translation>
    </message>
</context>
<context>
    <name>CalibrationView</name>
    <message>
        <source>As soon as the network is evaluated, its sureness is compared with its success.</source>
        <translation>네트워크를 평가하면 확신과 실제 정답률을 비교해 보여 줍니다.</translation>
    </message>
    <message>
        <source>On average it is {sure} sure and {right} right.</source>
        <translation>평균적으로 {sure} 확신하고 {right} 맞힙니다.</translation>
    </message>
    <message>
        <source>No answer is that sure.</source>
        <translation>이만큼 확신한 답이 없습니다.</translation>
    </message>
    <message>
        <source>{count} answers that are {sure} sure on average: {right} of them are right.</source>
        <translation>평균 {sure} 확신한 답 {count}개 가운데 {right}가 맞았습니다.</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>보정(calibration)</translation>
    </message>
    <message>
        <source>Of the answers given with 80 %, are 80 % right?</source>
        <translation>80 %로 답한 것 가운데 정말 80 %가 맞는지 봅니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;All answers are sorted into ten bins by their probability. The height of a bar is the share of right ones. On the thin diagonal a probability can be taken at its word; bars below it: the network is surer than it is right.&lt;/p&gt;&lt;p&gt;The &lt;b&gt;expected calibration error&lt;/b&gt; is the mean distance from the diagonal, each bin weighted with its answers.&lt;/p&gt;</source>
        <translation>&lt;p&gt;모든 답을 확률에 따라 열 구간으로 나눕니다. 막대의 높이는 그 구간에서 맞은 답의 비율입니다. 가는 대각선 위에 있으면 확률을 그대로 믿어도 됩니다. 막대가 대각선보다 낮으면 네트워크가 실제보다 더 확신하는 것입니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;기대 보정 오차(ECE)&lt;/b&gt;는 대각선까지의 평균 거리이며, 구간마다 답의 수로 가중합니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>probability of the answer</source>
        <translation>답의 확률</translation>
    </message>
    <message>
        <source>right</source>
        <translation>정답률</translation>
    </message>
    <message>
        <source>calibration error</source>
        <translation>보정 오차</translation>
    </message>
</context>
<context>
    <name>CellPicture</name>
    <message>
        <source>row {row}, column {column}: {value}</source>
        <translation>행 {row}, 열 {column}: {value}</translation>
    </message>
</context>
<context>
    <name>ClassTableView</name>
    <message>
        <source>As soon as the network is evaluated, the classes stand here.</source>
        <translation>네트워크를 평가하면 클래스별 결과가 여기에 나옵니다.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Found is recall, right is precision.</source>
        <translation>재현율은 찾아낸 비율, 정밀도는 맞은 비율입니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Found&lt;/b&gt; (recall): of the pictures of this class, the share that was recognised.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Right&lt;/b&gt; (precision): of the pictures that were taken for it, the share that is of it.&lt;/p&gt;&lt;p&gt;&lt;b&gt;F1&lt;/b&gt;: the harmonic mean of both: high only where both are.&lt;/p&gt;&lt;p&gt;A click on a head sorts; a click on a row shows only its pictures.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;재현율&lt;/b&gt;(recall): 이 클래스의 이미지 가운데 알아맞힌 비율입니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;정밀도&lt;/b&gt;(precision): 이 클래스라고 답한 이미지 가운데 정말 이 클래스인 비율입니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;F1&lt;/b&gt;: 둘의 조화 평균입니다. 둘 다 높아야 높습니다.&lt;/p&gt;&lt;p&gt;머리글을 누르면 정렬하고, 줄을 누르면 그 클래스의 이미지만 보여 줍니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>What the pictures show. Sorts in the order of the data set.</source>
        <translation>이미지가 나타내는 것입니다. 데이터셋의 순서대로 정렬합니다.</translation>
    </message>
    <message>
        <source>Found %</source>
        <translation>재현율 %</translation>
    </message>
    <message>
        <source>Recall: the share of its pictures that was recognised.</source>
        <translation>재현율: 이 클래스의 이미지 가운데 알아맞힌 비율입니다.</translation>
    </message>
    <message>
        <source>Right %</source>
        <translation>정밀도 %</translation>
    </message>
    <message>
        <source>Precision: the share of the answers “this class” that is right.</source>
        <translation>정밀도: “이 클래스”라는 답 가운데 맞은 비율입니다.</translation>
    </message>
    <message>
        <source>F1 %</source>
        <translation>F1 %</translation>
    </message>
    <message>
        <source>The harmonic mean of recall and precision.</source>
        <translation>재현율과 정밀도의 조화 평균입니다.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>How many pictures of this class there are.</source>
        <translation>이 클래스의 이미지 수입니다.</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>오답</translation>
    </message>
    <message>
        <source>How many of them were taken for something else.</source>
        <translation>그 가운데 다른 것으로 잘못 본 수입니다.</translation>
    </message>
</context>
<context>
    <name>Classes</name>
    <message>
        <source>T-shirt/top</source>
        <translation>티셔츠/상의</translation>
    </message>
    <message>
        <source>Trouser</source>
        <translation>바지</translation>
    </message>
    <message>
        <source>Pullover</source>
        <translation>풀오버</translation>
    </message>
    <message>
        <source>Dress</source>
        <translation>원피스</translation>
    </message>
    <message>
        <source>Coat</source>
        <translation>코트</translation>
    </message>
    <message>
        <source>Sandal</source>
        <translation>샌들</translation>
    </message>
    <message>
        <source>Shirt</source>
        <translation>셔츠</translation>
    </message>
    <message>
        <source>Sneaker</source>
        <translation>운동화</translation>
    </message>
    <message>
        <source>Bag</source>
        <translation>가방</translation>
    </message>
    <message>
        <source>Ankle boot</source>
        <translation>앵클부츠</translation>
    </message>
    <message>
        <source>airplane</source>
        <translation>비행기</translation>
    </message>
    <message>
        <source>automobile</source>
        <translation>자동차</translation>
    </message>
    <message>
        <source>bird</source>
        <translation>새</translation>
    </message>
    <message>
        <source>cat</source>
        <translation>고양이</translation>
    </message>
    <message>
        <source>deer</source>
        <translation>사슴</translation>
    </message>
    <message>
        <source>dog</source>
        <translation>개</translation>
    </message>
    <message>
        <source>frog</source>
        <translation>개구리</translation>
    </message>
    <message>
        <source>horse</source>
        <translation>말</translation>
    </message>
    <message>
        <source>ship</source>
        <translation>배</translation>
    </message>
    <message>
        <source>truck</source>
        <translation>트럭</translation>
    </message>
</context>
<context>
    <name>ComparisonTableView</name>
    <message>
        <source>Compare with “{name}” no more</source>
        <translation>“{name}”과(와) 비교하지 않기</translation>
    </message>
    <message>
        <source>Best validation loss</source>
        <translation>가장 낮은 검증 손실</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>테스트 정확도</translation>
    </message>
    <message>
        <source>Time of an epoch</source>
        <translation>에폭 시간</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>What differs in the setups, and what came of it.</source>
        <translation>설정에서 다른 점과 그 결과입니다.</translation>
    </message>
    <message>
        <source>Runs beside one another</source>
        <translation>나란히 놓은 실행</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>{name}, step {step}</source>
        <translation>{name}, {step}단계</translation>
    </message>
    <message>
        <source>Its numbers were not kept; only the shape is known.</source>
        <translation>값을 보관하지 않아서 모양만 알 수 있습니다.</translation>
    </message>
    <message>
        <source>{one} and {other}: only tensors of the same shape can be subtracted.</source>
        <translation>{one}과 {other}: 모양이 같은 텐서끼리만 뺄 수 있습니다.</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>값의 개수</translation>
    </message>
    <message>
        <source>Without the numbers of both there is no difference to show.</source>
        <translation>두 쪽의 값이 모두 있어야 차이를 보여 줄 수 있습니다.</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>바뀐 값</translation>
    </message>
    <message>
        <source>largest change</source>
        <translation>가장 큰 차이</translation>
    </message>
    <message>
        <source>mean change</source>
        <translation>평균 차이</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>type</source>
        <translation>자료형</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>최솟값</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>최댓값</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>std. dev.</source>
        <translation>표준편차</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>0의 비율</translation>
    </message>
    <message>
        <source>{one} → {other}</source>
        <translation>{one} → {other}</translation>
    </message>
    <message>
        <source>{shapes}. Both pictures have one colour scale, {low} to {high}.</source>
        <translation>{shapes}. 두 그림의 색 눈금은 {low}부터 {high}까지로 같습니다.</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>둘이 같습니다.</translation>
    </message>
    <message>
        <source>They differ, and there is no number to say by how much.</source>
        <translation>둘이 다릅니다. 수가 아니어서 차이를 계산할 수는 없습니다.</translation>
    </message>
    <message>
        <source>Two moments</source>
        <translation>두 시점 비교</translation>
    </message>
    <message>
        <source>Pin two values first: click a name in the source at one moment, and a name at another.</source>
        <translation>먼저 값 두 개를 고정하십시오. 소스 코드의 변수를 한 시점에서 누르고, 다른 시점에서 또 누르면 됩니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Image N of the batch</source>
        <translation>배치의 이미지 N</translation>
    </message>
    <message>
        <source>Which image of the batch (arrow keys, or type its number)</source>
        <translation>배치에서 볼 이미지 (화살표 키, 또는 번호 입력)</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>왼쪽</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>오른쪽</translation>
    </message>
    <message>
        <source>Compare another pinned value</source>
        <translation>고정한 다른 값과 비교하기</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>그 시점으로</translation>
    </message>
    <message>
        <source>Right − left</source>
        <translation>오른쪽 − 왼쪽</translation>
    </message>
</context>
<context>
    <name>Config</name>
    <message>
        <source>images, or a part of them below 1</source>
        <translation>이미지 수, 또는 1보다 작은 비율</translation>
    </message>
    <message>
        <source>degrees</source>
        <translation>도</translation>
    </message>
    <message>
        <source>part of the image’s side</source>
        <translation>이미지 변의 비율</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>part of the value</source>
        <translation>값의 비율</translation>
    </message>
    <message>
        <source>What the network learns from.</source>
        <translation>네트워크가 학습할 데이터입니다.</translation>
    </message>
    <message>
        <source>The folder with the files of the set, or with one sub-folder of pictures for each class.</source>
        <translation>데이터 파일이 있는 폴더, 또는 클래스마다 이미지 하위 폴더가 하나씩 있는 폴더입니다.</translation>
    </message>
    <message>
        <source>Height and width to which pictures of a folder are brought; 0: by their own.</source>
        <translation>폴더의 이미지를 맞출 높이와 너비입니다. 0이면 이미지의 크기에 따라 정합니다.</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>픽셀</translation>
    </message>
    <message>
        <source>1 for grey, 3 for colour pictures of a folder; 0: as they are.</source>
        <translation>폴더의 이미지를 흑백으로 읽으려면 1, 컬러로 읽으려면 3입니다. 0이면 있는 그대로 읽습니다.</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>How many images the network learns from; 0: all that the other splits leave.</source>
        <translation>학습에 쓸 이미지 수입니다. 0이면 다른 분할에 쓰고 남은 전부입니다.</translation>
    </message>
    <message>
        <source>How many images are held back to judge each epoch; the weights that do best on them are kept. 0.2 takes the validation images that the set comes with, where it has some.</source>
        <translation>에폭마다 평가하려고 따로 떼어 두는 이미지 수. 이 이미지에서 가장 좋은 가중치를 남깁니다. 0.2이면 데이터셋에 검증 이미지가 따로 있을 때 그것을 씁니다.</translation>
    </message>
    <message>
        <source>How many images are looked at once, at the very end; 0: the test images that the set comes with.</source>
        <translation>맨 마지막에 한 번만 보는 이미지 수입니다. 0이면 데이터에 딸린 테스트 이미지를 씁니다.</translation>
    </message>
    <message>
        <source>Give each split the same mixture of classes.</source>
        <translation>분할마다 클래스 비율을 같게 합니다.</translation>
    </message>
    <message>
        <source>The number that decides which image goes into which split.</source>
        <translation>어느 이미지가 어느 분할에 들어갈지 정하는 시드입니다.</translation>
    </message>
    <message>
        <source>How pixels become numbers: none 0–255, unit 0–1, min-max by the darkest and lightest, standard by mean and standard deviation of the training images.</source>
        <translation>픽셀을 수로 바꾸는 방법입니다. none은 0–255, unit은 0–1, min-max는 가장 어두운 값과 밝은 값, standard는 학습 이미지의 평균과 표준편차를 기준으로 합니다.</translation>
    </message>
    <message>
        <source>Against classes of unequal size: weights in the loss, or a sampler that draws rare ones oftener.</source>
        <translation>클래스 불균형에 대한 대책입니다. 손실에 가중치를 주거나(weights), 드문 클래스를 더 자주 뽑습니다(sampler).</translation>
    </message>
    <message>
        <source>Images that need no more memory than this are kept there as a whole.</source>
        <translation>이 크기를 넘지 않는 데이터는 통째로 메모리에 올려 둡니다.</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Processes that read images which do not fit into memory.</source>
        <translation>메모리에 다 들어가지 않는 이미지를 읽는 프로세스 수입니다.</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>프로세스</translation>
    </message>
    <message>
        <source>Places of images that are left out, such as those with a wrong label.</source>
        <translation>레이블이 틀린 것처럼, 빼고 쓸 이미지의 번호입니다.</translation>
    </message>
    <message>
        <source>Turn each training image by up to this angle, to either side.</source>
        <translation>학습 이미지를 좌우로 이 각도까지 회전합니다.</translation>
    </message>
    <message>
        <source>Move each training image by up to this part of its side, in any direction.</source>
        <translation>학습 이미지를 변 길이의 이 비율까지 아무 방향으로나 옮깁니다.</translation>
    </message>
    <message>
        <source>Enlarge or shrink each training image by up to this part.</source>
        <translation>학습 이미지를 이 비율까지 확대하거나 축소합니다.</translation>
    </message>
    <message>
        <source>Slant each training image by up to this angle.</source>
        <translation>학습 이미지를 이 각도까지 기울입니다.</translation>
    </message>
    <message>
        <source>Make each training image wider or narrower by up to this part.</source>
        <translation>학습 이미지의 너비를 이 비율까지 늘리거나 줄입니다.</translation>
    </message>
    <message>
        <source>How often left and right change places.</source>
        <translation>좌우를 뒤집을 확률입니다.</translation>
    </message>
    <message>
        <source>How often top and bottom change places.</source>
        <translation>상하를 뒤집을 확률입니다.</translation>
    </message>
    <message>
        <source>Make each training image brighter or darker by up to this part.</source>
        <translation>학습 이미지를 이 비율까지 밝게 하거나 어둡게 합니다.</translation>
    </message>
    <message>
        <source>Raise or lower the contrast of each training image by up to this part.</source>
        <translation>학습 이미지의 대비를 이 비율까지 높이거나 낮춥니다.</translation>
    </message>
    <message>
        <source>Pad each training image by so many pixels, then cut its size out at random.</source>
        <translation>학습 이미지 둘레에 이만큼 픽셀을 덧댄 뒤, 원래 크기로 임의의 자리를 잘라 냅니다.</translation>
    </message>
    <message>
        <source>How often a random rectangle of a training image is blanked.</source>
        <translation>학습 이미지의 임의의 사각형을 지울 확률입니다.</translation>
    </message>
    <message>
        <source>Standard deviation of the noise that is added to each pixel of 0 to 1.</source>
        <translation>0–1 픽셀에 더하는 잡음의 표준편차입니다.</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>The network that learns, by its name in the list of networks.</source>
        <translation>학습할 네트워크의 이름입니다.</translation>
    </message>
    <message>
        <source>What the network is built with, such as its number of filters.</source>
        <translation>필터 수처럼 네트워크를 만들 때 주는 인자입니다.</translation>
    </message>
    <message>
        <source>A file of weights to begin with; empty: random weights by the seed.</source>
        <translation>처음에 쓸 가중치 파일입니다. 비워 두면 시드로 정한 무작위 가중치로 시작합니다.</translation>
    </message>
    <message>
        <source>The number that decides the random weights that the network begins with.</source>
        <translation>처음 무작위 가중치를 정하는 시드입니다.</translation>
    </message>
    <message>
        <source>What measures how wrong the network is: cross-entropy for classes, bce for yes or no, mse for distance.</source>
        <translation>네트워크가 얼마나 틀렸는지 재는 손실 함수입니다. 클래스에는 cross-entropy, 예/아니요에는 bce, 거리에는 mse를 씁니다.</translation>
    </message>
    <message>
        <source>Part of the certainty that the right class gives to all classes alike.</source>
        <translation>정답의 확신 가운데 모든 클래스에 고르게 나누어 주는 비율입니다(레이블 스무딩).</translation>
    </message>
    <message>
        <source>The rule by which gradients change the weights.</source>
        <translation>기울기로 가중치를 바꾸는 규칙(옵티마이저)입니다.</translation>
    </message>
    <message>
        <source>How far a step of training goes; 0.001 suits Adam, 0.01 to 0.1 suit SGD.</source>
        <translation>학습 한 스텝의 폭입니다. Adam에는 0.001, SGD에는 0.01–0.1이 알맞습니다.</translation>
    </message>
    <message>
        <source>How much of the last step goes into the next; for momentum and nesterov.</source>
        <translation>앞 스텝을 다음 스텝에 얼마나 이어 갈지입니다. momentum과 nesterov에 씁니다.</translation>
    </message>
    <message>
        <source>How slowly the mean of the gradients follows; for adam and adamw.</source>
        <translation>기울기의 평균이 따라가는 느린 정도입니다. adam과 adamw에 씁니다.</translation>
    </message>
    <message>
        <source>How slowly the mean of their squares follows; for adam and adamw.</source>
        <translation>기울기 제곱의 평균이 따라가는 느린 정도입니다. adam과 adamw에 씁니다.</translation>
    </message>
    <message>
        <source>How slowly the mean of squared gradients follows; for rmsprop.</source>
        <translation>기울기 제곱의 평균이 따라가는 느린 정도입니다. rmsprop에 씁니다.</translation>
    </message>
    <message>
        <source>A small number that keeps divisions away from zero.</source>
        <translation>0으로 나누는 일을 막는 작은 수입니다.</translation>
    </message>
    <message>
        <source>How strongly large weights are pulled to zero (L2); for adamw apart from the loss.</source>
        <translation>큰 가중치를 0 쪽으로 당기는 세기(L2)입니다. adamw에서는 손실과 따로 적용합니다.</translation>
    </message>
    <message>
        <source>How strongly the sum of absolute weights goes into the loss (L1).</source>
        <translation>가중치 절댓값의 합을 손실에 넣는 세기(L1)입니다.</translation>
    </message>
    <message>
        <source>The longest gradient that is allowed, all weights together; 0: any length.</source>
        <translation>모든 가중치를 합친 기울기의 최대 길이입니다. 0이면 제한하지 않습니다.</translation>
    </message>
    <message>
        <source>How the learning rate changes: none, in steps, down a cosine, up and down once, or lower where the validation loss stands still (plateau).</source>
        <translation>학습률을 바꾸는 방법입니다. 그대로(none), 계단식(step), 코사인(cosine), 한 번 올렸다 내리기(one-cycle), 검증 손실이 멈추면 낮추기(plateau)가 있습니다.</translation>
    </message>
    <message>
        <source>For so long the learning rate grows from zero to its value.</source>
        <translation>학습률을 0에서 제 값까지 서서히 올리는 기간입니다.</translation>
    </message>
    <message>
        <source>After each so many epochs the learning rate drops; for step.</source>
        <translation>이만큼 에폭이 지날 때마다 학습률을 낮춥니다. step에 씁니다.</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by when it drops; for step and plateau.</source>
        <translation>학습률을 낮출 때 곱하는 수입니다. step과 plateau에 씁니다.</translation>
    </message>
    <message>
        <source>So many epochs without a better validation loss are waited for; for plateau.</source>
        <translation>검증 손실이 나아지지 않아도 기다리는 에폭 수입니다. plateau에 씁니다.</translation>
    </message>
    <message>
        <source>The least part of the learning rate that is left; for cosine and plateau.</source>
        <translation>끝까지 남는 학습률의 최소 비율입니다. cosine과 plateau에 씁니다.</translation>
    </message>
    <message>
        <source>The part of the training in which the learning rate rises; for one-cycle.</source>
        <translation>전체 학습에서 학습률이 올라가는 구간의 비율입니다. one-cycle에 씁니다.</translation>
    </message>
    <message>
        <source>part of the training</source>
        <translation>전체 학습의 비율</translation>
    </message>
    <message>
        <source>What the run is called; empty: by its network and its time.</source>
        <translation>학습의 이름입니다. 비워 두면 네트워크와 시각으로 짓습니다.</translation>
    </message>
    <message>
        <source>So many images make one step of training; the class takes 100.</source>
        <translation>학습 한 스텝에 쓰는 이미지 수입니다. 수업에서는 100입니다.</translation>
    </message>
    <message>
        <source>images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>So often the network sees all training images; the class takes 5.</source>
        <translation>학습 이미지 전체를 보는 횟수입니다. 수업에서는 5입니다.</translation>
    </message>
    <message>
        <source>Where the arithmetic is done: cpu, cuda, mps, or auto for the quickest there is.</source>
        <translation>계산할 장치입니다. cpu, cuda, mps 가운데 고르거나, auto로 가장 빠른 것을 씁니다.</translation>
    </message>
    <message>
        <source>How exact the numbers of the forward pass are; bf16 and fp16 are quick on GPUs.</source>
        <translation>순전파에 쓰는 수의 정밀도입니다. bf16과 fp16은 GPU에서 빠릅니다.</translation>
    </message>
    <message>
        <source>Processor cores that training may use; 0: as many as there are.</source>
        <translation>학습에 쓸 프로세서 코어 수입니다. 0이면 있는 만큼 씁니다.</translation>
    </message>
    <message>
        <source>Translate the network into machine code first: slow to start, quicker on GPUs.</source>
        <translation>네트워크를 먼저 기계어로 컴파일합니다. 시작은 느리지만 GPU에서 더 빠릅니다.</translation>
    </message>
    <message>
        <source>The number that decides the order of the images, dropout and augmentation.</source>
        <translation>이미지 순서, 드롭아웃, 증강을 정하는 시드입니다.</translation>
    </message>
    <message>
        <source>Stop early after so many epochs without improvement; 0: never.</source>
        <translation>이만큼 에폭 동안 나아지지 않으면 조기 종료합니다. 0이면 하지 않습니다.</translation>
    </message>
    <message>
        <source>What has to improve for early stopping: the validation loss or accuracy.</source>
        <translation>조기 종료에서 나아져야 하는 값입니다. 검증 손실 또는 검증 정확도입니다.</translation>
    </message>
    <message>
        <source>A change smaller than this is no improvement for early stopping.</source>
        <translation>이보다 작은 변화는 조기 종료에서 나아진 것으로 치지 않습니다.</translation>
    </message>
    <message>
        <source>At most so many moments of the weights are kept to look back at; 0: none.</source>
        <translation>되돌아볼 수 있게 남기는 가중치 시점의 최대 수입니다. 0이면 남기지 않습니다.</translation>
    </message>
    <message>
        <source>moments</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>At most so much disk space is used for them.</source>
        <translation>그 시점들이 쓰는 디스크의 최대 용량입니다.</translation>
    </message>
    <message>
        <source>What a crash may cost: after so long everything is saved, besides each epoch; 0: at each step.</source>
        <translation>갑자기 꺼졌을 때 잃어도 되는 시간입니다. 에폭마다, 그리고 이 시간이 지날 때마다 모두 저장합니다. 0이면 스텝마다 저장합니다.</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>초</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>As soon as the network is evaluated, every answer is counted here.</source>
        <translation>네트워크를 평가하면 모든 답을 여기에 셉니다.</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>Row: the truth. Column: the answer.</source>
        <translation>행은 정답, 열은 예측입니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each picture is counted once: in the row of what it is, in the column of what the network takes it for. Right answers lie on the diagonal; everything beside it is a mistake, and shows what is taken for what.&lt;/p&gt;&lt;p&gt;On the diagonal there are so many that no grey would be left for the mistakes: therefore the colours leave it out, unless you want it in.&lt;/p&gt;</source>
        <translation>&lt;p&gt;이미지 하나를 한 번씩, 정답의 행과 네트워크가 예측한 열에 셉니다. 맞은 답은 대각선에 놓이고, 대각선 밖은 모두 오답이며 무엇을 무엇으로 잘못 보는지 보여 줍니다.&lt;/p&gt;&lt;p&gt;대각선에는 수가 너무 많아서 오답에 쓸 명암이 남지 않습니다. 그래서 색은 대각선을 빼고 정하며, 원하면 넣을 수 있습니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>What stands in the cells</source>
        <translation>칸에 적는 값</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>How many pictures.</source>
        <translation>이미지 수입니다.</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>Percent of the pictures of that class: of the row.</source>
        <translation>그 클래스 이미지 가운데의 백분율, 곧 행에서의 비율입니다.</translation>
    </message>
    <message>
        <source>Colour leaves out the diagonal</source>
        <translation>색에서 대각선 제외</translation>
    </message>
    <message>
        <source>Right answers are many: with them in the scale, mistakes would look alike.</source>
        <translation>맞은 답은 수가 많아서, 색의 범위에 넣으면 오답이 모두 비슷하게 보입니다.</translation>
    </message>
    <message>
        <source>Arrow keys go from cell to cell, Return shows the pictures.</source>
        <translation>화살표 키로 칸을 옮기고, Enter 키로 이미지를 봅니다.</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>{row} taken for {column}: {count} images, {share} of {row}</source>
        <translation>{row}을(를) {column}(으)로 예측: 이미지 {count}개, {row}의 {share}</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong inside the program ({error}). It goes on; what you did last may be missing. “Copy details” copies what the developers need.</source>
        <translation>프로그램 안에서 문제가 생겼습니다({error}). 프로그램은 계속되지만 마지막에 한 일은 반영되지 않았을 수 있습니다. “자세한 내용 복사”를 누르면 개발자에게 필요한 내용이 복사됩니다.</translation>
    </message>
</context>
<context>
    <name>CurvesView</name>
    <message>
        <source>best {loss}</source>
        <translation>최저 {loss}</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>{epoch}에폭</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>조기 종료</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>training</source>
        <translation>훈련</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>length of the gradient</source>
        <translation>기울기의 크기</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>학습 곡선</translation>
    </message>
    <message>
        <source>Lower loss, higher accuracy: validation is what counts.</source>
        <translation>손실은 낮을수록, 정확도는 높을수록 좋습니다. 기준은 검증입니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Training&lt;/b&gt; is measured on the images that the network learns from, &lt;b&gt;validation&lt;/b&gt; on images that it never learns from. Where the loss of training goes on falling and that of validation rises, the network learns its images by heart: it &lt;b&gt;overfits&lt;/b&gt;. The weights with the lowest validation loss are kept.&lt;/p&gt;&lt;p&gt;The pale curve is the loss of each single batch, the strong one the mean of the last tenth of an epoch.&lt;/p&gt;&lt;p&gt;Turn the wheel to zoom, drag to pan, double-click for everything. Click to see the network as it was there.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;훈련&lt;/b&gt;은 네트워크가 배우는 이미지로, &lt;b&gt;검증&lt;/b&gt;은 배우지 않는 이미지로 잽니다. 훈련 손실은 계속 내려가는데 검증 손실이 올라가면 이미지를 외우고 있는 것입니다. 이것을 &lt;b&gt;과적합&lt;/b&gt;이라고 합니다. 검증 손실이 가장 낮은 가중치를 남깁니다.&lt;/p&gt;&lt;p&gt;옅은 곡선은 배치 하나하나의 손실이고, 진한 곡선은 최근 10분의 1 에폭의 평균입니다.&lt;/p&gt;&lt;p&gt;휠로 확대하고, 끌어서 옮기고, 두 번 누르면 전체를 봅니다. 한 번 누르면 그때의 네트워크를 보여 줍니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>선형</translation>
    </message>
    <message>
        <source>Equal distances are equal differences of the loss</source>
        <translation>같은 간격은 같은 손실 차이입니다</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Equal distances are equal factors: small losses stay visible</source>
        <translation>같은 간격은 같은 비율입니다. 작은 손실도 잘 보입니다</translation>
    </message>
    <message>
        <source>Scale of the loss</source>
        <translation>손실 축의 눈금</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Show another run beside this one</source>
        <translation>다른 실행을 함께 보입니다</translation>
    </message>
    <message>
        <source>What the third plot shows</source>
        <translation>세 번째 그래프에 보일 것</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>What drives it</source>
        <translation>학습을 움직이는 값</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에폭</translation>
    </message>
</context>
<context>
    <name>DrawingView</name>
    <message>
        <source>{title}, label {label}. Draw to start your own.</source>
        <translation>{title}, 정답 {label}. 직접 그리면 새로 시작합니다.</translation>
    </message>
    <message>
        <source>A picture</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>{title}. Draw to start your own.</source>
        <translation>{title}. 직접 그리면 새로 시작합니다.</translation>
    </message>
    <message>
        <source>Draw one digit; the answer follows the pen.</source>
        <translation>숫자를 하나 그리면 획을 따라 답이 바뀝니다.</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>&lt;p&gt;Draw with the mouse, a pen or a finger. A pen&apos;s pressure makes the line thicker; the right mouse button erases.&lt;/p&gt;&lt;p&gt;The network answers at every move: start a 1 and turn it into a 7, and watch the bars trade places. Erase a piece and see what the network held on to.&lt;/p&gt;</source>
        <translation>&lt;p&gt;마우스나 펜, 손가락으로 그립니다. 펜을 세게 누르면 선이 굵어지고, 마우스 오른쪽 단추로는 지웁니다.&lt;/p&gt;&lt;p&gt;펜이 움직일 때마다 네트워크가 답합니다. 1을 그리다가 7로 바꾸면서 막대의 순위가 뒤바뀌는 것을 보십시오. 한 부분을 지워 보면 네트워크가 무엇을 근거로 삼았는지 알 수 있습니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Draw a digit here</source>
        <translation>여기에 숫자를 그리십시오</translation>
    </message>
    <message>
        <source>Canvas for one digit</source>
        <translation>숫자 하나를 그리는 캔버스</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes}분 {seconds}초</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
</context>
<context>
    <name>EvaluatePage</name>
    <message>
        <source>{run}, best epoch</source>
        <translation>{run}, 가장 좋은 에폭</translation>
    </message>
    <message>
        <source>{run}, step {step}</source>
        <translation>{run}, 스텝 {step}</translation>
    </message>
    <message>
        <source>data of {run}</source>
        <translation>{run}의 데이터</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>그림 (*.png)</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>벡터 그림 (*.svg)</translation>
    </message>
    <message>
        <source>Numbers (*.csv)</source>
        <translation>수치 (*.csv)</translation>
    </message>
    <message>
        <source>Save “{figure}”</source>
        <translation>“{figure}” 저장</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>저장함: {file}</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>소프트맥스</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>보정</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>임곗값</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>강건성</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>이웃</translation>
    </message>
    <message>
        <source>Attack</source>
        <translation>공격</translation>
    </message>
    <message>
        <source>What is shown here</source>
        <translation>여기에 보일 것</translation>
    </message>
</context>
<context>
    <name>EvaluationGalleryView</name>
    <message>
        <source>Pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>As soon as the network is evaluated, its mistakes stand here.</source>
        <translation>네트워크를 평가하면 오답이 여기에 나옵니다.</translation>
    </message>
    <message>
        <source>The label is right</source>
        <translation>레이블이 맞음</translation>
    </message>
    <message>
        <source>The label is wrong</source>
        <translation>레이블이 틀림</translation>
    </message>
    <message>
        <source>Leave {count} out of the next run</source>
        <translation>다음 학습에서 {count}개 빼기</translation>
    </message>
    <message>
        <source>Pictures of this shape can be looked at here alone.</source>
        <translation>이 모양의 이미지는 여기에서만 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>A click makes it the input of every page.</source>
        <translation>누르면 모든 화면의 입력이 됩니다.</translation>
    </message>
    <message>
        <source>True {truth}, recognised</source>
        <translation>정답 {truth}, 맞힘</translation>
    </message>
    <message>
        <source>True {truth}, taken for {answer}</source>
        <translation>정답 {truth}, 예측 {answer}</translation>
    </message>
    <message>
        <source>{what}: true {truth}</source>
        <translation>{what}: 정답 {truth}</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>오답</translation>
    </message>
    <message>
        <source>Least sure hits</source>
        <translation>가장 자신 없는 정답</translation>
    </message>
    <message>
        <source>Surest hits</source>
        <translation>가장 확신한 정답</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>모든 이미지</translation>
    </message>
    <message>
        <source>Wrong labels</source>
        <translation>틀린 레이블</translation>
    </message>
    <message>
        <source>One cell</source>
        <translation>한 칸</translation>
    </message>
    <message>
        <source>No picture lies in this cell of the matrix.</source>
        <translation>행렬의 이 칸에는 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>No label is marked. Choose a picture and say that its label is wrong.</source>
        <translation>표시한 레이블이 없습니다. 이미지를 고르고 레이블이 틀렸다고 표시하십시오.</translation>
    </message>
    <message>
        <source>No mistake among these pictures.</source>
        <translation>이 이미지 가운데 오답이 없습니다.</translation>
    </message>
    <message>
        <source>There is no such picture.</source>
        <translation>그런 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>No. {place}: is {truth}, taken for {answer} with {share}</source>
        <translation>{place}번: 정답 {truth}, 예측 {answer} ({share})</translation>
    </message>
    <message>
        <source>No. {place}: is {truth}, recognised with {share}</source>
        <translation>{place}번: 정답 {truth}, 맞힘 ({share})</translation>
    </message>
    <message>
        <source>Only of the class</source>
        <translation>한 클래스만</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>모든 클래스</translation>
    </message>
    <message>
        <source>Which pictures are shown, and in what order.</source>
        <translation>어떤 이미지를 어떤 순서로 보여 줄지 고릅니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;Below each picture: what it is → what the network says, and how probable it holds that.&lt;/p&gt;&lt;p&gt;Mistakes stand with the surest first: often the picture can hardly be read, or its label is wrong. A wrong label can be marked, and the next run leaves it out.&lt;/p&gt;</source>
        <translation>&lt;p&gt;이미지 아래에는 정답 → 네트워크의 예측과 그 확률이 적혀 있습니다.&lt;/p&gt;&lt;p&gt;오답은 가장 확신한 것부터 나옵니다. 알아보기 어려운 이미지이거나 레이블이 틀린 경우가 많습니다. 틀린 레이블은 표시해 두었다가 다음 학습에서 뺄 수 있습니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Step through it</source>
        <translation>한 줄씩 실행</translation>
    </message>
    <message>
        <source>Walk this picture through the network, line by line.</source>
        <translation>이 이미지를 네트워크에 넣고 한 줄씩 따라갑니다.</translation>
    </message>
    <message>
        <source>Mark the label as wrong, or take the mark back. It is remembered.</source>
        <translation>레이블이 틀렸다고 표시하거나 표시를 지웁니다. 표시는 저장됩니다.</translation>
    </message>
    <message>
        <source>Set up a run that learns without the pictures whose labels are marked.</source>
        <translation>표시한 이미지를 빼고 학습하도록 설정을 준비합니다.</translation>
    </message>
</context>
<context>
    <name>EvaluationHeadView</name>
    <message>
        <source>none yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>test split</source>
        <translation>시험 분할</translation>
    </message>
    <message>
        <source>validation split</source>
        <translation>검증 분할</translation>
    </message>
    <message>
        <source>training split</source>
        <translation>학습 분할</translation>
    </message>
    <message>
        <source>Nothing is evaluated yet.</source>
        <translation>아직 평가하지 않았습니다.</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>시험 정확도</translation>
    </message>
    <message>
        <source>test loss</source>
        <translation>시험 손실</translation>
    </message>
    <message>
        <source>validation accuracy</source>
        <translation>검증 정확도</translation>
    </message>
    <message>
        <source>validation loss</source>
        <translation>검증 손실</translation>
    </message>
    <message>
        <source>training accuracy</source>
        <translation>학습 정확도</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>학습 손실</translation>
    </message>
    <message>
        <source>wrong of {total}</source>
        <translation>{total}개 가운데 오답</translation>
    </message>
    <message>
        <source>validation, epoch {epoch}</source>
        <translation>검증, 에폭 {epoch}</translation>
    </message>
    <message>
        <source>The network has changed since.</source>
        <translation>그 뒤로 네트워크가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Test and validation agree.</source>
        <translation>시험과 검증의 결과가 서로 맞습니다.</translation>
    </message>
    <message>
        <source>Worse on the test split than in validation: perhaps learned by heart.</source>
        <translation>검증보다 시험에서 더 나쁩니다. 외워서 맞혔을 수 있습니다.</translation>
    </message>
    <message>
        <source>Better on the test split than in validation.</source>
        <translation>검증보다 시험에서 더 좋습니다.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Save a figure as PNG or SVG, or its numbers as CSV.</source>
        <translation>그림을 PNG나 SVG로, 수치를 CSV로 저장합니다.</translation>
    </message>
    <message>
        <source>{count} images in {seconds} s</source>
        <translation>이미지 {count}개를 {seconds}초에 평가</translation>
    </message>
    <message>
        <source>{done} of {total} images</source>
        <translation>이미지 {total}개 가운데 {done}개</translation>
    </message>
    <message>
        <source>The network and the images are being read.</source>
        <translation>네트워크와 이미지를 읽고 있습니다.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Which network is judged: the one of the window, or the best weights of a run.</source>
        <translation>어떤 네트워크를 평가할지 고릅니다. 창의 네트워크 또는 학습에서 가장 좋은 가중치입니다.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>By which pictures it is judged.</source>
        <translation>어떤 이미지로 평가할지 고릅니다.</translation>
    </message>
    <message>
        <source>Which split of them. The test split was never used while the network learned.</source>
        <translation>어느 분할인지 고릅니다. 시험 분할은 학습하는 동안 한 번도 쓰지 않은 것입니다.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Give this evaluation up; the one before stays.</source>
        <translation>이 평가를 그만둡니다. 앞의 결과는 남습니다.</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>다시 평가</translation>
    </message>
    <message>
        <source>Judge the network as it is now.</source>
        <translation>지금 상태의 네트워크를 평가합니다.</translation>
    </message>
</context>
<context>
    <name>FailureView</name>
    <message>
        <source>The pass did not fail.</source>
        <translation>순전파가 실패하지 않았습니다.</translation>
    </message>
    <message>
        <source>given</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>The pass stopped here</source>
        <translation>순전파가 여기서 멈췄습니다</translation>
    </message>
    <message>
        <source>What met, why it does not fit, and what would mend it.</source>
        <translation>무엇이 만났고, 왜 맞지 않으며, 어떻게 고치는지 알려 줍니다.</translation>
    </message>
    <message>
        <source>What met</source>
        <translation>만난 것</translation>
    </message>
    <message>
        <source>What would mend it</source>
        <translation>고치는 방법</translation>
    </message>
    <message>
        <source>In PyTorch&apos;s words</source>
        <translation>PyTorch의 말로는</translation>
    </message>
    <message>
        <source>Go to the line</source>
        <translation>그 줄로 가기</translation>
    </message>
    <message>
        <source>Go to the step that failed</source>
        <translation>실패한 단계로 갑니다</translation>
    </message>
    <message>
        <source>The shapes that met</source>
        <translation>만난 텐서들의 모양</translation>
    </message>
</context>
<context>
    <name>FeatureMapsView</name>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>/ {count}</translation>
    </message>
    <message>
        <source>logit</source>
        <translation>로짓</translation>
    </message>
    <message>
        <source>Point at a cell for its value.</source>
        <translation>셀을 가리키면 값이 보입니다.</translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation>행 {row}, 열 {column}</translation>
    </message>
    <message>
        <source>channel {channel}, row {row}, column {column}</source>
        <translation>채널 {channel}, 행 {row}, 열 {column}</translation>
    </message>
    <message>
        <source>The picture as the network gets it.</source>
        <translation>네트워크가 받는 그대로의 입력입니다.</translation>
    </message>
    <message>
        <source>{count} numbers in one row; here a line for each channel.</source>
        <translation>한 줄로 펼친 수 {count}개입니다. 여기서는 채널마다 한 줄씩 보여 줍니다.</translation>
    </message>
    <message>
        <source>The logits: one number for each class, before softmax.</source>
        <translation>로짓입니다. 소프트맥스를 거치기 전, 클래스마다 수 하나입니다.</translation>
    </message>
    <message>
        <source>One picture per filter: orange where it responds, blue against it.</source>
        <translation>필터마다 한 장: 반응한 곳은 주황, 반대인 곳은 파랑입니다.</translation>
    </message>
    <message>
        <source>Each channel, shifted and stretched to a common range.</source>
        <translation>채널마다 값을 옮기고 늘려 같은 범위로 맞췄습니다.</translation>
    </message>
    <message>
        <source>What was negative is zero now: the blue is gone.</source>
        <translation>음수는 0이 되어 파랑이 사라집니다.</translation>
    </message>
    <message>
        <source>Of each small block only the largest value stays.</source>
        <translation>작은 구역마다 가장 큰 값만 남습니다.</translation>
    </message>
    <message>
        <source>One picture per channel: what this layer puts out.</source>
        <translation>채널마다 한 장씩, 이 층의 출력입니다.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>All channels</source>
        <translation>모든 채널</translation>
    </message>
    <message>
        <source>Output {index}</source>
        <translation>출력 {index}</translation>
    </message>
    <message>
        <source>Channel {index}</source>
        <translation>채널 {index}</translation>
    </message>
    <message>
        <source>The network is being loaded.</source>
        <translation>네트워크를 불러오는 중입니다.</translation>
    </message>
    <message>
        <source>Draw a digit: the feature maps of every layer appear here while you draw.</source>
        <translation>숫자를 그리십시오. 그리는 동안 각 층의 특징 맵이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>The values of this layer were not kept.</source>
        <translation>이 층의 값은 보관하지 않았습니다.</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>특징 맵</translation>
    </message>
    <message>
        <source>&lt;p&gt;A convolution slides each of its filters over its input. Where the patch under the filter looks like the filter, the sum of products is large: the cell is orange. Where it looks like the opposite, the sum is negative: the cell is blue. Zero has the colour of the paper.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Colours&lt;/b&gt;: &lt;i&gt;This map&lt;/i&gt; stretches the colours for each channel alone and makes weak channels look strong. &lt;i&gt;This layer&lt;/i&gt; lets you compare channels. &lt;i&gt;Whole network&lt;/i&gt; lets you compare layers.&lt;/p&gt;&lt;p&gt;A channel that is zero everywhere is marked as off: with this input it adds nothing.&lt;/p&gt;&lt;p&gt;Click a channel to enlarge it, click a cell to mark it. Comma and full stop change the layer and keep the channel.&lt;/p&gt;</source>
        <translation>&lt;p&gt;합성곱은 필터를 입력 위에서 한 칸씩 밀면서 계산합니다. 필터 아래의 조각이 필터와 닮았으면 곱의 합이 커져 셀이 주황이 되고, 정반대로 생겼으면 합이 음수가 되어 파랑이 됩니다. 0은 바탕색입니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;색 범위&lt;/b&gt;: &lt;i&gt;이 맵&lt;/i&gt;은 채널마다 색을 따로 늘리므로 약한 채널도 강해 보입니다. &lt;i&gt;이 층&lt;/i&gt;을 고르면 채널끼리, &lt;i&gt;네트워크 전체&lt;/i&gt;를 고르면 층끼리 비교할 수 있습니다.&lt;/p&gt;&lt;p&gt;모든 값이 0인 채널은 꺼짐으로 표시합니다. 이 입력에는 아무것도 보태지 않는 채널입니다.&lt;/p&gt;&lt;p&gt;채널을 누르면 확대되고, 셀을 누르면 표시가 남습니다. 쉼표와 마침표 키로 층을 옮겨도 채널은 그대로입니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>색 범위</translation>
    </message>
    <message>
        <source>This map</source>
        <translation>이 맵</translation>
    </message>
    <message>
        <source>Each channel uses the whole range of colours</source>
        <translation>채널마다 색을 처음부터 끝까지 씁니다</translation>
    </message>
    <message>
        <source>This layer</source>
        <translation>이 층</translation>
    </message>
    <message>
        <source>Equal colours mean equal values in this layer</source>
        <translation>이 층 안에서는 같은 색이 같은 값입니다</translation>
    </message>
    <message>
        <source>Whole network</source>
        <translation>네트워크 전체</translation>
    </message>
    <message>
        <source>Equal colours mean equal values everywhere</source>
        <translation>어느 층에서나 같은 색이 같은 값입니다</translation>
    </message>
    <message>
        <source>Range of the colour scale</source>
        <translation>색 범위</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Zero in the middle where a layer has negative values, at the start where it has none</source>
        <translation>음수가 있는 층은 0을 가운데에, 없는 층은 0을 처음에 둡니다</translation>
    </message>
    <message>
        <source>±</source>
        <translation>±</translation>
    </message>
    <message>
        <source>Zero in the middle: blue below, orange above</source>
        <translation>0을 가운데에 둡니다. 음수는 파랑, 양수는 주황입니다</translation>
    </message>
    <message>
        <source>Zero at the start; negative values look like zero</source>
        <translation>0을 처음에 둡니다. 음수도 0처럼 보입니다</translation>
    </message>
    <message>
        <source>0 →</source>
        <translation>0 →</translation>
    </message>
    <message>
        <source>Where zero lies in the colour scale</source>
        <translation>색 범위에서 0의 자리</translation>
    </message>
    <message>
        <source>All channels of this layer</source>
        <translation>이 층의 모든 채널</translation>
    </message>
    <message>
        <source>The chosen channel, enlarged</source>
        <translation>확대한 채널</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>Data set</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>훈련 이미지</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>테스트 이미지</translation>
    </message>
    <message>
        <source>Same mixture</source>
        <translation>같은 비율</translation>
    </message>
    <message>
        <source>Seed of the splits</source>
        <translation>분할 시드</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>스케일링</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>균형</translation>
    </message>
    <message>
        <source>Kept in memory</source>
        <translation>메모리 한도</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>읽기 프로세스</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>뺀 이미지</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>회전</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Shear</source>
        <translation>기울임</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>늘임</translation>
    </message>
    <message>
        <source>Flip sideways</source>
        <translation>좌우 뒤집기</translation>
    </message>
    <message>
        <source>Flip upside down</source>
        <translation>상하 뒤집기</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>Random crop</source>
        <translation>무작위 자르기</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>모델 인자</translation>
    </message>
    <message>
        <source>Start weights</source>
        <translation>시작 가중치</translation>
    </message>
    <message>
        <source>Start seed</source>
        <translation>시작 시드</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>레이블 스무딩</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>β₁</source>
        <translation>β₁</translation>
    </message>
    <message>
        <source>β₂</source>
        <translation>β₂</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>ε</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>가중치 감쇠</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>Clip gradients</source>
        <translation>기울기 자르기</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>학습률 계획</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>워밍업</translation>
    </message>
    <message>
        <source>Drop every</source>
        <translation>낮추는 간격</translation>
    </message>
    <message>
        <source>Drop to</source>
        <translation>낮추는 비율</translation>
    </message>
    <message>
        <source>Wait for</source>
        <translation>기다리는 에폭</translation>
    </message>
    <message>
        <source>Not below</source>
        <translation>최소 비율</translation>
    </message>
    <message>
        <source>Rise</source>
        <translation>상승 구간</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>배치 크기</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에폭 수</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>스레드</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>컴파일</translation>
    </message>
    <message>
        <source>Seed of the order</source>
        <translation>순서 시드</translation>
    </message>
    <message>
        <source>Early stop after</source>
        <translation>조기 종료 기준</translation>
    </message>
    <message>
        <source>Early stop by</source>
        <translation>조기 종료 지표</translation>
    </message>
    <message>
        <source>Least gain</source>
        <translation>최소 개선</translation>
    </message>
    <message>
        <source>Saved moments</source>
        <translation>저장된 시점</translation>
    </message>
    <message>
        <source>Their size</source>
        <translation>저장 용량</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>체크포인트 간격</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>데이터 증강</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Pen digits</source>
        <translation>펜 숫자</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>이미지 폴더</translation>
    </message>
    <message>
        <source>MNIST as in class</source>
        <translation>MNIST, 수업과 같이</translation>
    </message>
    <message>
        <source>MNIST, tuned and small</source>
        <translation>MNIST, 작고 잘 조정한 CNN</translation>
    </message>
    <message>
        <source>MNIST, dense layers alone</source>
        <translation>MNIST, 완전 연결 층만</translation>
    </message>
    <message>
        <source>MNIST, CNN with dropout</source>
        <translation>MNIST, 드롭아웃 CNN</translation>
    </message>
    <message>
        <source>Fashion-MNIST, dense with dropout</source>
        <translation>Fashion-MNIST, 드롭아웃 완전 연결</translation>
    </message>
    <message>
        <source>Fashion-MNIST, CNN</source>
        <translation>Fashion-MNIST, CNN</translation>
    </message>
    <message>
        <source>CIFAR-10, plain CNN</source>
        <translation>CIFAR-10, 기본 CNN</translation>
    </message>
    <message>
        <source>CIFAR-10, deep CNN with augmentation</source>
        <translation>CIFAR-10, 데이터 증강을 쓴 깊은 CNN</translation>
    </message>
    <message>
        <source>Cats and dogs, one output</source>
        <translation>고양이와 개, 출력 하나</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Open weights</source>
        <translation>가중치 열기</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pt *.pth)</source>
        <translation>가중치 (*.safetensors *.pt *.pth)</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp *.webp *.gif *.tif *.tiff)</source>
        <translation>이미지 (*.png *.jpg *.jpeg *.bmp *.webp *.gif *.tif *.tiff)</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>이미지 열기</translation>
    </message>
    <message>
        <source>Open a drawing</source>
        <translation>그림 열기</translation>
    </message>
    <message>
        <source>Drawings (*.json)</source>
        <translation>그림 (*.json)</translation>
    </message>
    <message>
        <source>There is nothing to save yet: draw a digit first.</source>
        <translation>아직 저장할 것이 없습니다. 먼저 숫자를 그리십시오.</translation>
    </message>
    <message>
        <source>digit.json</source>
        <translation>숫자.json</translation>
    </message>
    <message>
        <source>Save the drawing</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>Open a recorded pass</source>
        <translation>기록된 실행 열기</translation>
    </message>
    <message>
        <source>Recorded passes (*.trace)</source>
        <translation>기록된 실행 (*.trace)</translation>
    </message>
    <message>
        <source>There is no pass to save yet: draw a digit first.</source>
        <translation>아직 저장할 실행이 없습니다. 먼저 숫자를 그리십시오.</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Save the recorded pass</source>
        <translation>기록된 실행 저장</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>“{name}” 파일로 저장했습니다.</translation>
    </message>
    <message>
        <source>Folder of data sets</source>
        <translation>데이터셋 폴더</translation>
    </message>
</context>
<context>
    <name>FiltersView</name>
    <message>
        <source>What this layer has learned.</source>
        <translation>이 층이 학습한 것입니다.</translation>
    </message>
    <message>
        <source>Channel {index}</source>
        <translation>채널 {index}</translation>
    </message>
    <message>
        <source>All filters</source>
        <translation>모든 필터</translation>
    </message>
    <message>
        <source>Class {index}</source>
        <translation>클래스 {index}</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>행렬</translation>
    </message>
    <message>
        <source>kernel {tile}, row {row}, column {column}: {value}</source>
        <translation>커널 {tile}, 행 {row}, 열 {column}: {value}</translation>
    </message>
    <message>
        <source>filter {output}, kernel {tile}, row {row}, column {column}: {value}</source>
        <translation>필터 {output}, 커널 {tile}, 행 {row}, 열 {column}: {value}</translation>
    </message>
    <message>
        <source>output {row}, input {column}: {value}</source>
        <translation>출력 {row}, 입력 {column}: {value}</translation>
    </message>
    <message>
        <source>row {row}, column {column}: {value}</source>
        <translation>행 {row}, 열 {column}: {value}</translation>
    </message>
    <message>
        <source>{what} Bias {bias}.</source>
        <translation>{what} 편향은 {bias}입니다.</translation>
    </message>
    <message>
        <source>The {height} × {width} weights that slide over the input.</source>
        <translation>입력 위를 미끄러지는 {height}×{width} 가중치입니다.</translation>
    </message>
    <message>
        <source>{outputs} filters, one a row, of {inputs} kernels each.</source>
        <translation>한 줄이 필터 하나, 모두 {outputs}개입니다. 필터마다 커널이 {inputs}장 있습니다.</translation>
    </message>
    <message>
        <source>{inputs} kernels of {height} × {width}, one per input channel.</source>
        <translation>{height}×{width} 커널 {inputs}장입니다. 입력 채널마다 한 장씩 씁니다.</translation>
    </message>
    <message>
        <source>One row per class, one column per input: {inputs}.</source>
        <translation>행마다 클래스 하나, 열마다 입력 하나입니다. 입력은 {inputs}개입니다.</translation>
    </message>
    <message>
        <source>Folded back onto the {inputs} maps that it reads.</source>
        <translation>읽어 들이는 맵 {inputs}장의 모양으로 다시 접었습니다.</translation>
    </message>
    <message>
        <source>One weight per input.</source>
        <translation>입력마다 가중치가 하나씩 있습니다.</translation>
    </message>
    <message>
        <source>The network is being loaded.</source>
        <translation>네트워크를 불러오는 중입니다.</translation>
    </message>
    <message>
        <source>The input has no weights. Choose a convolution in the network strip below.</source>
        <translation>입력에는 가중치가 없습니다. 아래 네트워크에서 합성곱 층을 고르십시오.</translation>
    </message>
    <message>
        <source>This layer only rearranges numbers: it has no weights. Choose another in the network strip.</source>
        <translation>이 층은 수를 다시 늘어놓기만 하므로 가중치가 없습니다. 아래 네트워크에서 다른 층을 고르십시오.</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>필터</translation>
    </message>
    <message>
        <source>&lt;p&gt;A filter is a small table of weights. A convolution lays it on every place of its input, multiplies cell by cell, adds up, and adds the bias: that sum is one cell of a feature map.&lt;/p&gt;&lt;p&gt;Orange weights are positive, blue ones negative. A filter that reads several channels has one kernel for each of them, and their sums are added.&lt;/p&gt;&lt;p&gt;Nobody chose these numbers: training found them. ReLU, pooling and batch norm keep the channels of the convolution before them, so its filters are shown for them too.&lt;/p&gt;</source>
        <translation>&lt;p&gt;필터는 가중치를 적은 작은 표입니다. 합성곱은 필터를 입력의 모든 자리에 차례로 올려놓고, 셀끼리 곱해서 모두 더한 뒤 편향을 더합니다. 그 합이 특징 맵의 셀 하나가 됩니다.&lt;/p&gt;&lt;p&gt;주황은 양의 가중치, 파랑은 음의 가중치입니다. 채널을 여러 개 읽는 필터는 채널마다 커널이 한 장씩 있고, 그 합들을 모두 더합니다.&lt;/p&gt;&lt;p&gt;이 수들은 사람이 정한 것이 아니라 학습으로 찾은 것입니다. ReLU, 풀링, 배치 정규화는 앞선 합성곱의 채널을 그대로 이어 가므로 그 합성곱의 필터를 함께 보여 줍니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Which weights to show</source>
        <translation>보여 줄 가중치</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>Weight matrix</source>
        <translation>가중치 행렬</translation>
    </message>
    <message>
        <source>The chosen kernel in numbers</source>
        <translation>고른 커널의 수치</translation>
    </message>
</context>
<context>
    <name>InfoButton</name>
    <message>
        <source>What is this?</source>
        <translation>이것은 무엇입니까?</translation>
    </message>
    <message>
        <source>Explain “{title}”</source>
        <translation>“{title}” 설명</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>설명</translation>
    </message>
</context>
<context>
    <name>LaterPages</name>
    <message>
        <source>“{name}” is being trained.</source>
        <translation>“{name}”을(를) 학습하고 있습니다.</translation>
    </message>
    <message>
        <source>Follow it</source>
        <translation>따라가기</translation>
    </message>
    <message>
        <source>The training of “{name}” was cut off at step {step}; it can go on from there.</source>
        <translation>“{name}”의 학습이 {step}스텝에서 끊겼습니다. 거기서 이어서 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>보기</translation>
    </message>
</context>
<context>
    <name>LocalsView</name>
    <message>
        <source>overwritten</source>
        <translation>덮어씀</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>보관 안 함</translation>
    </message>
    <message>
        <source>{type}, {count} parameters</source>
        <translation>{type}, 파라미터 {count}개</translation>
    </message>
    <message>
        <source>{type} of {count}: {items}</source>
        <translation>{type}, {count}개: {items}</translation>
    </message>
    <message>
        <source>Record a pass, and the names of forward() appear here with their shapes.</source>
        <translation>순전파를 한 번 기록하면 forward()의 변수가 모양과 함께 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>This network is a ready-made chain of modules: it has no lines of its own, and so no names.</source>
        <translation>이 네트워크는 모듈을 차례로 이어 놓은 것이라서 직접 쓴 코드 줄이 없고, 따라서 변수도 없습니다.</translation>
    </message>
    <message>
        <source>Locals</source>
        <translation>지역 변수</translation>
    </message>
    <message>
        <source>Names in this function; what the last line changed is marked.</source>
        <translation>이 함수의 변수입니다. 방금 바뀐 것을 표시했습니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;What the names of the function stand for at this step: the &lt;b&gt;shape&lt;/b&gt; of each tensor, its number type, its smallest and largest number, how its numbers are spread, and a small picture of the chosen image and channel.&lt;/p&gt;&lt;p&gt;What the last line changed is tinted. Where the shape changed, the old one is struck through.&lt;/p&gt;&lt;p&gt;The bars count how many numbers lie in each part of the range; they grow with the logarithm, so that many zeros leave room for the rest.&lt;/p&gt;&lt;p&gt;Click a tensor to keep it in the picture below; click it again to follow the walk.&lt;/p&gt;</source>
        <translation>&lt;p&gt;이 단계에서 함수의 변수들이 가진 값입니다. 텐서마다 &lt;b&gt;모양&lt;/b&gt;, 자료형, 최솟값과 최댓값, 값의 분포, 그리고 고른 이미지와 채널의 작은 그림을 보여 줍니다.&lt;/p&gt;&lt;p&gt;방금 실행한 줄이 바꾼 것은 바탕색을 칠했습니다. 모양이 바뀌면 이전 모양에 줄을 긋습니다.&lt;/p&gt;&lt;p&gt;막대는 값이 구간마다 몇 개씩 있는지 셉니다. 0이 아주 많아도 나머지가 보이도록 높이는 로그로 그립니다.&lt;/p&gt;&lt;p&gt;텐서를 누르면 아래 그림에 계속 보여 줍니다. 다시 누르면 실행을 따라갑니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>type</source>
        <translation>자료형</translation>
    </message>
    <message>
        <source>min, max</source>
        <translation>최소, 최대</translation>
    </message>
    <message>
        <source>mean, std</source>
        <translation>평균, 편차</translation>
    </message>
    <message>
        <source>values</source>
        <translation>분포</translation>
    </message>
    <message>
        <source>The names of this function</source>
        <translation>이 함수의 변수</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>cnnviz</source>
        <translation>cnnviz</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>The class&apos;s network: two convolutions and one linear layer</source>
        <translation>수업에서 쓰는 네트워크: 합성곱 층 둘과 선형 층 하나</translation>
    </message>
    <message>
        <source>The class&apos;s network with batch normalisation after each convolution</source>
        <translation>수업에서 쓰는 네트워크의 합성곱마다 배치 정규화를 더한 것</translation>
    </message>
    <message>
        <source>Dense layers alone</source>
        <translation>완전 연결 층만 있는 ANN</translation>
    </message>
    <message>
        <source>Dense layers with dropout of 0.4 and 0.25</source>
        <translation>완전 연결 층과 드롭아웃 0.4, 0.25</translation>
    </message>
    <message>
        <source>Two convolutions without padding, dropout, two dense layers</source>
        <translation>패딩 없는 합성곱 두 층, 드롭아웃, 완전 연결 두 층</translation>
    </message>
    <message>
        <source>Four convolutions in fewer than 30,000 numbers, quick to learn</source>
        <translation>파라미터 3만 개 미만의 합성곱 네 층, 빠르게 학습</translation>
    </message>
    <message>
        <source>Three convolutions with batch normalisation and dropout</source>
        <translation>배치 정규화와 드롭아웃을 쓰는 합성곱 세 층</translation>
    </message>
    <message>
        <source>Two convolutions and two dense layers for colour pictures</source>
        <translation>컬러 이미지용 합성곱 두 층과 완전 연결 두 층</translation>
    </message>
    <message>
        <source>Six convolutions with batch normalisation for colour pictures</source>
        <translation>컬러 이미지용, 배치 정규화를 쓰는 합성곱 여섯 층</translation>
    </message>
    <message>
        <source>Three convolutions and one output that tells two classes apart</source>
        <translation>합성곱 세 층과 두 클래스를 구별하는 출력 하나</translation>
    </message>
    <message>
        <source>The function after each layer but the last.</source>
        <translation>마지막 층을 뺀 모든 층 뒤의 활성화 함수.</translation>
    </message>
    <message>
        <source>Rows and columns of each kernel.</source>
        <translation>커널의 행과 열의 수.</translation>
    </message>
    <message>
        <source>The share of values that are set to 0 at random while the network learns.</source>
        <translation>학습하는 동안 무작위로 0으로 만드는 값의 비율(드롭아웃).</translation>
    </message>
    <message>
        <source>Whether batch normalisation follows each convolution.</source>
        <translation>합성곱마다 배치 정규화를 넣을지.</translation>
    </message>
    <message>
        <source>Feature maps, or neurons, of the first layer; later layers follow it.</source>
        <translation>첫 층의 특징 맵 또는 뉴런의 수. 뒤의 층은 이에 맞추어 정해집니다.</translation>
    </message>
</context>
<context>
    <name>MomentView</name>
    <message>
        <source>The network at step {step}</source>
        <translation>{step}스텝의 네트워크</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Its curves are beside this panel.</source>
        <translation>학습 곡선은 옆에 있습니다.</translation>
    </message>
    <message>
        <source>This network takes pictures of {shape}: what is drawn cannot be shown to it.</source>
        <translation>이 네트워크는 {shape} 이미지를 받습니다. 그린 숫자를 넣을 수 없습니다.</translation>
    </message>
    <message>
        <source>It is seen here while it learns.</source>
        <translation>학습하는 동안의 모습이 여기에 보입니다.</translation>
    </message>
    <message>
        <source>Start a run, or open one: what the network sees and answers then appears here.</source>
        <translation>학습을 시작하거나 실행을 여십시오. 네트워크가 보는 것과 답하는 것이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Before the first update: random weights.</source>
        <translation>아직 한 번도 고치지 않은 무작위 가중치입니다.</translation>
    </message>
    <message>
        <source>End of epoch {epoch}.</source>
        <translation>{epoch}에폭의 끝입니다.</translation>
    </message>
    <message>
        <source>Epoch {epoch}, after batch {batch}.</source>
        <translation>{epoch}에폭, 배치 {batch}까지 배운 뒤입니다.</translation>
    </message>
    <message>
        <source>Draw a digit on the Draw page.</source>
        <translation>그리기 화면에서 숫자를 그리십시오.</translation>
    </message>
    <message>
        <source>grey line: at the start</source>
        <translation>회색 선: 처음</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>&lt;p&gt;The whole window shows the network as it was at this step of its training, not only this panel: draw on the Draw page, and this network answers.&lt;/p&gt;&lt;p&gt;Watch the filters: at the start they are noise, and within some tens of steps they take the form of strokes and edges.&lt;/p&gt;&lt;p&gt;Choose another layer in the network strip below.&lt;/p&gt;</source>
        <translation>&lt;p&gt;이 패널만이 아니라 창 전체가 이 스텝의 네트워크를 보여 줍니다. 그리기 화면에서 그리면 이 네트워크가 답합니다.&lt;/p&gt;&lt;p&gt;필터를 지켜보십시오. 처음에는 잡음이지만 수십 스텝 안에 획과 가장자리 모양이 됩니다.&lt;/p&gt;&lt;p&gt;아래 네트워크 띠에서 다른 층을 고를 수 있습니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>필터</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>특징 맵</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>How many weights have which value</source>
        <translation>가중치 값의 분포</translation>
    </message>
    <message>
        <source>The network&apos;s input</source>
        <translation>네트워크의 입력</translation>
    </message>
    <message>
        <source>How likely each class is</source>
        <translation>클래스별 확률</translation>
    </message>
</context>
<context>
    <name>MosaicView</name>
    <message>
        <source>channel {channel}</source>
        <translation>채널 {channel}</translation>
    </message>
    <message>
        <source>channel {channel}, row {row}, column {column}: {value}</source>
        <translation>채널 {channel}, 행 {row}, 열 {column}: {value}</translation>
    </message>
</context>
<context>
    <name>NeighboursView</name>
    <message>
        <source>As soon as the network is evaluated, its pictures are laid out here.</source>
        <translation>네트워크를 평가하면 이미지가 여기에 펼쳐집니다.</translation>
    </message>
    <message>
        <source>The last layer of this network takes too much for all pictures to be compared.</source>
        <translation>이 네트워크는 마지막 층의 입력이 너무 커서 모든 이미지를 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>Draw a digit, or click a picture: here are those that the network finds alike.</source>
        <translation>숫자를 그리거나 이미지를 누르면 네트워크가 비슷하다고 보는 이미지가 나옵니다.</translation>
    </message>
    <message>
        <source>Of the {count} nearest, {same} are {name}.</source>
        <translation>가장 가까운 {count}개 가운데 {same}개가 {name}입니다.</translation>
    </message>
    <message>
        <source>the two main directions hold {share} of the spread</source>
        <translation>두 주성분이 전체 분산의 {share}</translation>
    </message>
    <message>
        <source>No. {place}: is {truth}, taken for {answer}; distance {distance}</source>
        <translation>{place}번: 정답 {truth}, 예측 {answer}, 거리 {distance}</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>이웃</translation>
    </message>
    <message>
        <source>&lt;p&gt;Before its last layer the network has turned each picture into a list of numbers. Pictures that it finds alike have lists that lie close together; below each neighbour stands how far away it is.&lt;/p&gt;&lt;p&gt;The map shows all pictures from the side on which their lists lie widest apart (principal components). It shows two directions out of many: what lies together here may be apart in the others.&lt;/p&gt;</source>
        <translation>&lt;p&gt;마지막 층에 들어가기 전에 네트워크는 이미지마다 수의 목록(특징 벡터)을 만듭니다. 비슷하다고 보는 이미지는 이 목록이 서로 가깝습니다. 이웃마다 아래에 거리가 적혀 있습니다.&lt;/p&gt;&lt;p&gt;지도는 특징 벡터가 가장 넓게 퍼진 두 방향(주성분)에서 모든 이미지를 본 것입니다. 여러 방향 가운데 둘만 보여 주므로, 여기서 붙어 있어도 다른 방향에서는 떨어져 있을 수 있습니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Map of the pictures</source>
        <translation>이미지 지도</translation>
    </message>
    <message>
        <source>Each point is a picture: point at it to see it, click to choose it.</source>
        <translation>점 하나가 이미지 하나입니다. 가리키면 보이고, 누르면 고릅니다.</translation>
    </message>
    <message>
        <source>Nearest pictures</source>
        <translation>가장 가까운 이미지</translation>
    </message>
</context>
<context>
    <name>NetworkInputView</name>
    <message>
        <source>A sample, as the data set has it.</source>
        <translation>데이터셋에 있는 그대로의 샘플입니다.</translation>
    </message>
    <message>
        <source>The whole canvas, shrunk.</source>
        <translation>캔버스 전체를 줄였습니다.</translation>
    </message>
    <message>
        <source>Its box in the middle.</source>
        <translation>상자를 가운데에</translation>
    </message>
    <message>
        <source>By its centre of mass.</source>
        <translation>무게 중심을 가운데에</translation>
    </message>
    <message>
        <source>row {row}, column {column}: {value}</source>
        <translation>행 {row}, 열 {column}: {value}</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>네트워크가 보는 입력</translation>
    </message>
    <message>
        <source>28 × 28 numbers from 0 to 1.</source>
        <translation>0에서 1까지의 수 28×28개</translation>
    </message>
    <message>
        <source>&lt;p&gt;The network never sees your drawing, only these 784 numbers: 0 is paper, 1 is ink.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raw&lt;/b&gt;: the whole canvas is shrunk. &lt;b&gt;Boxed&lt;/b&gt;: the ink&apos;s box is scaled into 20 × 20 and put in the middle. &lt;b&gt;Centred&lt;/b&gt;: the same, but the centre of mass lies in the middle. That is how MNIST was made, the digits this network learned from.&lt;/p&gt;&lt;p&gt;Draw a small digit in a corner and switch to &lt;i&gt;Raw&lt;/i&gt;: the network was never shown such a picture, and fails. What comes in must look like what was learned.&lt;/p&gt;</source>
        <translation>&lt;p&gt;네트워크는 그림을 보지 못하고 이 수 784개만 봅니다. 0은 종이, 1은 획입니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;그대로&lt;/b&gt;: 캔버스 전체를 줄입니다. &lt;b&gt;상자&lt;/b&gt;: 획을 둘러싼 상자를 20×20으로 맞춰 가운데에 놓습니다. &lt;b&gt;무게 중심&lt;/b&gt;: 똑같이 하되 무게 중심이 가운데에 오게 합니다. 이 네트워크가 학습한 MNIST 숫자도 이렇게 만들었습니다.&lt;/p&gt;&lt;p&gt;구석에 작은 숫자를 그리고 &lt;i&gt;그대로&lt;/i&gt;로 바꿔 보십시오. 그런 그림을 본 적이 없는 네트워크는 틀립니다. 들어오는 것은 학습한 것과 닮아야 합니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>그대로</translation>
    </message>
    <message>
        <source>The whole canvas, shrunk to 28 × 28</source>
        <translation>캔버스 전체를 28×28로 줄입니다</translation>
    </message>
    <message>
        <source>Boxed</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>The ink&apos;s box scaled into 20 × 20, in the middle</source>
        <translation>획의 상자를 20×20으로 맞춰 가운데에 놓습니다</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>무게 중심</translation>
    </message>
    <message>
        <source>The same, with the centre of mass in the middle</source>
        <translation>똑같이 하되 무게 중심을 가운데에 놓습니다</translation>
    </message>
    <message>
        <source>How the ink is put into the picture</source>
        <translation>획을 입력에 넣는 방법</translation>
    </message>
    <message>
        <source>Box and centre</source>
        <translation>상자와 중심</translation>
    </message>
    <message>
        <source>The network&apos;s input</source>
        <translation>네트워크의 입력</translation>
    </message>
</context>
<context>
    <name>NetworkStripView</name>
    <message>
        <source>{count} parameters</source>
        <translation>파라미터 {count}개</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Each block is what one layer puts out; a click shows that layer everywhere.</source>
        <translation>블록 하나가 한 층의 출력입니다. 누르면 모든 패널이 그 층을 보여 줍니다.</translation>
    </message>
    <message>
        <source>The walk has not reached a layer yet; a click on a block goes there.</source>
        <translation>아직 어떤 층에도 이르지 않았습니다. 블록을 누르면 그곳으로 갑니다.</translation>
    </message>
    <message>
        <source>The walk has reached {layer}; a click on a block goes there.</source>
        <translation>지금 {layer}까지 실행했습니다. 블록을 누르면 그곳으로 갑니다.</translation>
    </message>
    <message>
        <source>Step through this digit</source>
        <translation>이 숫자를 한 줄씩 실행</translation>
    </message>
    <message>
        <source>Layers of the network</source>
        <translation>네트워크의 층</translation>
    </message>
</context>
<context>
    <name>NetworkStripWidget</name>
    <message>
        <source>{name}, output {shape}</source>
        <translation>{name}, 출력 {shape}</translation>
    </message>
    <message>
        <source>{block}, layer {number} of {count}</source>
        <translation>{block}, 전체 {count}개 가운데 {number}번째 층</translation>
    </message>
    <message>
        <source>Earlier layers</source>
        <translation>앞쪽 층</translation>
    </message>
    <message>
        <source>Earlier layers (Home: the first)</source>
        <translation>앞쪽 층 (Home: 첫 층)</translation>
    </message>
    <message>
        <source>Later layers</source>
        <translation>뒤쪽 층</translation>
    </message>
    <message>
        <source>Later layers (End: the last)</source>
        <translation>뒤쪽 층 (End: 마지막 층)</translation>
    </message>
</context>
<context>
    <name>NoticeSheet</name>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
    <message>
        <source>{text} ({count} times)</source>
        <translation>{text} ({count}번)</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>이 알림 닫기</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>자세한 내용 복사</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The loss is no number any more since step {step}. The weights of before are kept; a smaller learning rate often helps.</source>
        <translation>스텝 {step}부터 손실이 수가 아닙니다(NaN 또는 무한대). 그 전의 가중치는 남아 있습니다. 학습률을 낮추면 대개 나아집니다.</translation>
    </message>
    <message>
        <source>The gradients became very large at step {step} (length {norm}). Lower the learning rate or clip them.</source>
        <translation>스텝 {step}에서 기울기가 매우 커졌습니다(길이 {norm}). 학습률을 낮추거나 기울기를 자르십시오.</translation>
    </message>
    <message>
        <source>The gradients are nearly zero since step {step} (length {norm}): the network hardly learns.</source>
        <translation>스텝 {step}부터 기울기가 거의 0입니다(길이 {norm}). 네트워크가 거의 학습하지 못합니다.</translation>
    </message>
    <message>
        <source>In “{layer}”, {dead} of {total} channels after ReLU are zero for all images looked at: they no longer learn.</source>
        <translation>“{layer}”에서 ReLU를 지난 채널 {total}개 가운데 {dead}개가 살펴본 모든 이미지에서 0입니다. 이 채널들은 더는 학습하지 않습니다.</translation>
    </message>
    <message>
        <source>The training loss has hardly changed for {epochs} epochs. A smaller learning rate may go further.</source>
        <translation>{epochs}에폭 동안 학습 손실이 거의 바뀌지 않았습니다. 학습률을 낮추면 더 나아갈 수 있습니다.</translation>
    </message>
    <message>
        <source>For {epochs} epochs the validation loss has risen while the training loss fell: the network learns its training images by heart. The weights of epoch {best} are kept.</source>
        <translation>{epochs}에폭째 학습 손실은 줄고 검증 손실은 늘고 있습니다. 네트워크가 학습 이미지를 외우고 있습니다(과대적합). 에폭 {best}의 가중치를 남겨 둡니다.</translation>
    </message>
    <message>
        <source>Files that cannot be read as pictures are left out ({count}): {files}</source>
        <translation>이미지로 읽을 수 없는 파일 {count}개를 뺐습니다: {files}</translation>
    </message>
    <message>
        <source>The classes are uneven: to learn from, “{largest}” has {most} images and “{smallest}” has {least}. data.balance = weights or sampler makes up for it.</source>
        <translation>클래스의 크기가 고르지 않습니다. 학습 이미지가 “{largest}”은(는) {most}장, “{smallest}”은(는) {least}장입니다. data.balance를 weights나 sampler로 두면 맞출 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ProbabilitiesView</name>
    <message>
        <source>then {name}: &lt; 0.1 %</source>
        <translation>다음 {name}: &lt; 0.1 %</translation>
    </message>
    <message>
        <source>then {name}: {share}</source>
        <translation>다음 {name}: {share}</translation>
    </message>
    <message>
        <source>The network is being loaded.</source>
        <translation>네트워크를 불러오는 중입니다.</translation>
    </message>
    <message>
        <source>Draw a digit.</source>
        <translation>숫자를 그리십시오.</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>How likely each digit is; the ten add up to 100 %.</source>
        <translation>각 숫자일 확률입니다. 열 개를 모두 더하면 100 %입니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;The last layer gives one number for each class, a &lt;b&gt;logit&lt;/b&gt;. Softmax turns logits into probabilities: e to the power of each logit, divided by the sum of all ten.&lt;/p&gt;&lt;p&gt;The network always answers, also when what it sees is no digit: the probabilities only say which class fits better than the others. Draw a cat and look.&lt;/p&gt;&lt;p&gt;Point at a bar for its logit.&lt;/p&gt;</source>
        <translation>&lt;p&gt;마지막 층은 클래스마다 수를 하나씩 냅니다. 이것이 &lt;b&gt;로짓&lt;/b&gt;입니다. 소프트맥스는 로짓을 확률로 바꿉니다. e를 로짓만큼 거듭제곱하고, 열 개를 더한 값으로 나눕니다.&lt;/p&gt;&lt;p&gt;네트워크는 숫자가 아닌 것을 보아도 반드시 답합니다. 확률은 어느 클래스가 다른 것보다 더 어울리는지를 말할 뿐입니다. 고양이를 그려 보십시오.&lt;/p&gt;&lt;p&gt;막대를 가리키면 로짓이 보입니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>Logit</source>
        <translation>로짓</translation>
    </message>
    <message>
        <source>What the bars show</source>
        <translation>막대가 보여 주는 값</translation>
    </message>
    <message>
        <source>One bar for each class</source>
        <translation>클래스마다 막대 하나</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>class {name} · {share} · logit {logit}</source>
        <translation>클래스 {name} · {share} · 로짓 {logit}</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>The drawing cannot be saved as “{name}”: {reason}. Choose another place.</source>
        <translation>그림을 “{name}” 파일로 저장할 수 없습니다: {reason}. 다른 곳을 고르십시오.</translation>
    </message>
    <message>
        <source>The drawing “{name}” cannot be read: {reason}.</source>
        <translation>“{name}” 그림을 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>“{name}” is not a drawing: its content is not JSON. Open a file saved here.</source>
        <translation>“{name}” 파일은 그림이 아닙니다. 내용이 JSON이 아닙니다. 이 프로그램에서 저장한 파일을 여십시오.</translation>
    </message>
    <message>
        <source>“{name}” was saved by a newer version of this program (drawing format {version}). Update the program.</source>
        <translation>“{name}” 파일은 이 프로그램의 더 새로운 버전에서 저장했습니다(그림 형식 {version}). 프로그램을 업데이트하십시오.</translation>
    </message>
    <message>
        <source>“{name}” does not hold a drawing. Open a drawing that was saved here.</source>
        <translation>“{name}” 파일에는 그림이 없습니다. 이 프로그램에서 저장한 그림을 여십시오.</translation>
    </message>
    <message>
        <source>The drawing “{name}” is damaged: some of its numbers are not finite.</source>
        <translation>“{name}” 그림이 손상되었습니다. 유한하지 않은 수가 들어 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” is too large for a drawing: more than {limit} MB.</source>
        <translation>“{name}” 파일은 그림으로 보기에 너무 큽니다. {limit} MB를 넘습니다.</translation>
    </message>
    <message>
        <source>PyTorch cannot be loaded, so no network can answer ({reason}). Install PyTorch again.</source>
        <translation>PyTorch를 불러올 수 없어서 네트워크가 답하지 못합니다({reason}). PyTorch를 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Copy one and paste again.</source>
        <translation>클립보드에 이미지가 없습니다. 이미지를 복사한 뒤 다시 붙여넣으십시오.</translation>
    </message>
    <message>
        <source>There is no model named “{name}”. Did you mean {close}?</source>
        <translation>“{name}”이라는 이름의 모델은 없습니다. {close}을(를) 찾으셨습니까?</translation>
    </message>
    <message>
        <source>“{model}” has one output, which tells two classes apart, but the data have {classes}. Take another network, or data of two classes.</source>
        <translation>“{model}”은(는) 출력이 하나라 두 클래스만 구별하는데 데이터의 클래스는 {classes}개입니다. 다른 네트워크를 고르거나 클래스가 둘인 데이터를 쓰십시오.</translation>
    </message>
    <message>
        <source>There is no model named “{name}”. The models are {names}.</source>
        <translation>“{name}”이라는 이름의 모델은 없습니다. 쓸 수 있는 모델: {names}.</translation>
    </message>
    <message>
        <source>The settings file “{path}” cannot be read ({reason}). The program starts with its own settings.</source>
        <translation>설정 파일 “{path}”을(를) 읽을 수 없습니다({reason}). 기본 설정으로 시작합니다.</translation>
    </message>
    <message>
        <source>The settings file was damaged and has been set aside as “{path}”. The program starts with its own settings.</source>
        <translation>설정 파일이 손상되어 “{path}”(으)로 옮겨 두었습니다. 기본 설정으로 시작합니다.</translation>
    </message>
    <message>
        <source>Some settings were not understood ({names}) and are left out. The old file has been set aside as “{path}”.</source>
        <translation>알 수 없는 설정({names})은 쓰지 않습니다. 이전 파일은 “{path}”(으)로 옮겨 두었습니다.</translation>
    </message>
    <message>
        <source>The settings cannot be saved in “{path}” ({reason}). They hold until the program is closed.</source>
        <translation>“{path}” 폴더에 설정을 저장할 수 없습니다({reason}). 지금 설정은 프로그램을 닫을 때까지만 유지됩니다.</translation>
    </message>
    <message>
        <source>{function}() failed in line {line}: {message}</source>
        <translation>{function}()의 {line}번째 줄에서 오류가 났습니다: {message}</translation>
    </message>
    <message>
        <source>The model could not be called: {message}</source>
        <translation>모델을 호출할 수 없습니다: {message}</translation>
    </message>
    <message>
        <source>{layer} failed in its own forward(): {message}</source>
        <translation>{layer}의 forward() 안에서 실패했습니다: {message}</translation>
    </message>
    <message>
        <source>{layer} cannot take an input of size {size}: {message}</source>
        <translation>{layer}에는 크기가 {size}인 입력을 넣을 수 없습니다: {message}</translation>
    </message>
    <message>
        <source>{layer} expects {expected} features, {source} gives {found} = {product}: the batch of {batch} was flattened too.</source>
        <translation>{layer}에 필요한 특징은 {expected}개인데 {source}이(가) 준 것은 {found} = {product}개입니다. 배치 {batch}개까지 함께 펼쳤습니다.</translation>
    </message>
    <message>
        <source>Keep the batch axis: x = torch.flatten(x, 1)</source>
        <translation>배치 축은 그대로 두십시오: x = torch.flatten(x, 1)</translation>
    </message>
    <message>
        <source>{layer} expects {expected} features, {source} gives {found} = {product}: the size {size} has no batch axis, so its first axis was taken for one.</source>
        <translation>{layer}에 필요한 특징은 {expected}개인데 {source}이(가) 준 것은 {found} = {product}개입니다. 크기 {size}에 배치 축이 없어서 첫 축을 배치로 여겼습니다.</translation>
    </message>
    <message>
        <source>Give the model a batch of one: x = x.unsqueeze(0)</source>
        <translation>모델에 한 장짜리 배치를 주십시오: x = x.unsqueeze(0)</translation>
    </message>
    <message>
        <source>{layer} expects {expected} features, {source} gives {found} = {product}.</source>
        <translation>{layer}에 필요한 특징은 {expected}개인데 {source}이(가) 준 것은 {found} = {product}개입니다.</translation>
    </message>
    <message>
        <source>{layer} expects {expected} features in a row, but gets maps of size {size}: {product}.</source>
        <translation>{layer}에는 한 줄로 펼친 특징 {expected}개가 필요한데 크기가 {size}인 맵이 왔습니다: {product}.</translation>
    </message>
    <message>
        <source>Flatten them first: x = torch.flatten(x, 1)</source>
        <translation>먼저 펼치십시오: x = torch.flatten(x, 1)</translation>
    </message>
    <message>
        <source>{layer} expects {expected} features, but its input has {found}: its size is {size}.</source>
        <translation>{layer}에 필요한 특징은 {expected}개인데 입력에는 {found}개가 있습니다. 입력의 크기는 {size}입니다.</translation>
    </message>
    <message>
        <source>Flatten the maps first, x = torch.flatten(x, 1), and write nn.Linear({found}, {out})</source>
        <translation>먼저 x = torch.flatten(x, 1)로 맵을 펼치고 nn.Linear({found}, {out})로 쓰십시오</translation>
    </message>
    <message>
        <source>Write in_features={found}: nn.Linear({found}, {out})</source>
        <translation>in_features={found}(으)로 쓰십시오: nn.Linear({found}, {out})</translation>
    </message>
    <message>
        <source>The channels come last here; put them second: x = x.permute({order})</source>
        <translation>여기서는 채널이 마지막 축입니다. 둘째 축으로 옮기십시오: x = x.permute({order})</translation>
    </message>
    <message>
        <source>Give every picture its one channel: x = x.unsqueeze(1)</source>
        <translation>그림마다 채널 축을 하나 넣으십시오: x = x.unsqueeze(1)</translation>
    </message>
    <message>
        <source>Write in_channels=1 in {layer}, or repeat the one channel: x = x.repeat({repeats})</source>
        <translation>{layer}에 in_channels=1로 쓰거나 하나뿐인 채널을 되풀이하십시오: x = x.repeat({repeats})</translation>
    </message>
    <message>
        <source>Write in_channels={found}: nn.{type}({found}, {out}, …)</source>
        <translation>in_channels={found}(으)로 쓰십시오: nn.{type}({found}, {out}, …)</translation>
    </message>
    <message>
        <source>The kernel of {layer} covers {span} cells, but its input of size {size} has {room}, with its padding: there is no place for it.</source>
        <translation>{layer}의 커널은 {span}칸을 덮는데 크기가 {size}인 입력은 패딩을 더해도 {room}칸이어서 놓일 자리가 없습니다.</translation>
    </message>
    <message>
        <source>Write kernel_size={kernel} or less, or padding={padding}, or shrink less before it</source>
        <translation>kernel_size={kernel} 이하로 쓰거나 padding={padding}(으)로 쓰거나 앞에서 덜 줄이십시오</translation>
    </message>
    <message>
        <source>{layer} would leave nothing of an input of size {size}.</source>
        <translation>{layer}을(를) 지나면 크기가 {size}인 입력에서 남는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Give the model larger pictures, or shrink them less before it</source>
        <translation>모델에 더 큰 그림을 주거나 앞에서 덜 줄이십시오</translation>
    </message>
    <message>
        <source>Write num_features={found}: nn.{type}({found})</source>
        <translation>num_features={found}(으)로 쓰십시오: nn.{type}({found})</translation>
    </message>
    <message>
        <source>{layer} is in train mode and normalises by the batch, but size {size} has one number a channel.</source>
        <translation>{layer}은(는) 학습 모드여서 배치로 정규화하는데 크기 {size}에는 채널마다 수가 하나뿐입니다.</translation>
    </message>
    <message>
        <source>Call model.eval() first, or give it two pictures or more</source>
        <translation>먼저 model.eval()을 부르거나 그림을 두 장 이상 주십시오</translation>
    </message>
    <message>
        <source>{layer} normalises the last axes {expected}, but its input has size {size}.</source>
        <translation>{layer}은(는) 마지막 축 {expected}을(를) 정규화하는데 입력의 크기는 {size}입니다.</translation>
    </message>
    <message>
        <source>Write normalized_shape={found}</source>
        <translation>normalized_shape={found}(으)로 쓰십시오</translation>
    </message>
    <message>
        <source>{layer} has rows 0 to {last}, but its input asks for row {wrong}.</source>
        <translation>{layer}에는 0행부터 {last}행까지 있는데 입력은 {wrong}행을 찾습니다.</translation>
    </message>
    <message>
        <source>Write num_embeddings={rows} or more</source>
        <translation>num_embeddings={rows} 이상으로 쓰십시오</translation>
    </message>
    <message>
        <source>{layer} expects an input with {expected} axes, but the input has {found}: its size is {size}.</source>
        <translation>{layer}에 필요한 입력은 {expected}차원인데 실제 입력은 {found}차원입니다. 입력의 크기는 {size}입니다.</translation>
    </message>
    <message>
        <source>Add the missing batch axis: x = x.unsqueeze(0)</source>
        <translation>없는 배치 축을 넣으십시오: x = x.unsqueeze(0)</translation>
    </message>
    <message>
        <source>Add the missing axis of channels: x = x.unsqueeze(1)</source>
        <translation>없는 채널 축을 넣으십시오: x = x.unsqueeze(1)</translation>
    </message>
    <message>
        <source>Add the axes of batch and channels: x = x[None, None]</source>
        <translation>배치 축과 채널 축을 넣으십시오: x = x[None, None]</translation>
    </message>
    <message>
        <source>For this size write nn.{type}({found})</source>
        <translation>이 크기에는 nn.{type}({found})로 쓰십시오</translation>
    </message>
    <message>
        <source>{layer} expects {expected} channels, but its input has {found}: its size is {size}.</source>
        <translation>{layer}에 필요한 채널은 {expected}개인데 입력에는 {found}개가 있습니다. 입력의 크기는 {size}입니다.</translation>
    </message>
    <message>
        <source>The model was given no tensor, so there is nothing to follow.</source>
        <translation>모델에 텐서를 주지 않아서 따라갈 것이 없습니다.</translation>
    </message>
    <message>
        <source>The recording was stopped before the model was done.</source>
        <translation>모델이 끝나기 전에 기록을 멈췄습니다.</translation>
    </message>
    <message>
        <source>“{model}” returned no tensor, so there is nothing to show.</source>
        <translation>“{model}” 모델이 텐서를 돌려주지 않아서 보여 줄 것이 없습니다.</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be made: {reason}.</source>
        <translation>“{folder}” 폴더를 만들 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The window gave no answer within a minute.</source>
        <translation>창이 1분 안에 답하지 않았습니다.</translation>
    </message>
    <message>
        <source>“{path}” cannot be written. Choose another folder.</source>
        <translation>“{path}” 파일을 쓸 수 없습니다. 다른 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>MNIST is not in “{folder}”. Choose the folder with its four files, or download it.</source>
        <translation>“{folder}” 폴더에 MNIST가 없습니다. MNIST 파일 네 개가 있는 폴더를 고르거나 MNIST를 내려받으십시오.</translation>
    </message>
    <message>
        <source>The data file “{name}” cannot be read: {reason}.</source>
        <translation>데이터 파일 “{name}”을(를) 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The data file “{name}” is damaged: its length is not what it says. Download {set} again.</source>
        <translation>데이터 파일 “{name}”이(가) 손상되었습니다. 길이가 파일에 적힌 것과 다릅니다. {set}을(를) 다시 내려받으십시오.</translation>
    </message>
    <message>
        <source>“{name}” is not one of the files of {set}. Choose the folder with its files, or download it.</source>
        <translation>“{name}” 파일은 {set} 파일이 아닙니다. 파일이 있는 폴더를 고르거나 내려받으십시오.</translation>
    </message>
    <message>
        <source>The file “{name}” did not arrive whole: its checksum is wrong. Try again; in some networks one must first sign in with the browser.</source>
        <translation>“{name}” 파일이 온전히 도착하지 않았습니다. 체크섬이 맞지 않습니다. 다시 시도하십시오. 먼저 브라우저에서 로그인해야 하는 통신망도 있습니다.</translation>
    </message>
    <message>
        <source>The file “{name}” did not arrive whole: the connection ended. Try again; what has arrived is kept.</source>
        <translation>“{name}” 파일을 받는 중에 연결이 끊어졌습니다. 다시 시도하십시오. 이미 받은 부분은 남아 있습니다.</translation>
    </message>
    <message>
        <source>There is no room for {set} in “{folder}”. Free some space, or choose another folder.</source>
        <translation>“{folder}” 폴더에 {set}을(를) 저장할 공간이 없습니다. 공간을 비우거나 다른 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>{set} cannot be saved in “{folder}”: {reason}. Choose another folder for data sets.</source>
        <translation>“{folder}” 폴더에 {set}을(를) 저장할 수 없습니다: {reason}. 데이터셋 폴더를 다른 곳으로 고르십시오.</translation>
    </message>
    <message>
        <source>{set} cannot be downloaded: “{server}” answers with the error {status}. Try again later.</source>
        <translation>{set}을(를) 내려받을 수 없습니다. “{server}” 서버가 오류 {status}(으)로 답합니다. 나중에 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>{set} cannot be downloaded: “{server}” is silent. Check the network, or try again later.</source>
        <translation>{set}을(를) 내려받을 수 없습니다. “{server}” 서버가 답하지 않습니다. 통신망을 확인하거나 나중에 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>{set} cannot be downloaded: there is no connection to “{server}” ({reason}). Check the network, and try again.</source>
        <translation>{set}을(를) 내려받을 수 없습니다. “{server}” 서버에 연결되지 않습니다({reason}). 통신망을 확인하고 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>“{file}” is a folder, not a picture.</source>
        <translation>“{file}”: 이미지가 아니라 폴더입니다.</translation>
    </message>
    <message>
        <source>There is no file “{file}”.</source>
        <translation>“{file}” 파일이 없습니다.</translation>
    </message>
    <message>
        <source>“{file}” cannot be read: {reason}.</source>
        <translation>“{file}” 파일을 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>“{file}” is empty. It was probably not saved or downloaded to the end.</source>
        <translation>“{file}” 파일이 비어 있습니다. 저장이나 내려받기가 끝나지 않은 것 같습니다.</translation>
    </message>
    <message>
        <source>“{file}” is cut off or damaged, so the picture cannot be shown. Get it again.</source>
        <translation>“{file}” 파일이 중간에 끊겼거나 손상되어 이미지를 보여 줄 수 없습니다. 파일을 다시 받으십시오.</translation>
    </message>
    <message>
        <source>“{file}” is not a picture that can be read, whatever its name says. Use PNG, JPEG, BMP or WebP.</source>
        <translation>“{file}” 파일은 이름과 달리 읽을 수 있는 이미지가 아닙니다. PNG, JPEG, BMP, WebP를 쓰십시오.</translation>
    </message>
    <message>
        <source>“{file}” is too large to open: {found}; the limit is {limit}. Make it smaller first.</source>
        <translation>“{file}” 파일이 너무 커서 열 수 없습니다. 크기는 {found}, 한도는 {limit}입니다. 먼저 크기를 줄이십시오.</translation>
    </message>
    <message>
        <source>This data set has no digit {digit}.</source>
        <translation>이 데이터셋에는 숫자 {digit}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The data set “{name}” is not there any more. Choose another one.</source>
        <translation>데이터셋 “{name}”이(가) 더는 없습니다. 다른 데이터셋을 고르십시오.</translation>
    </message>
    <message>
        <source>“{model}” takes pictures of {shape}, but a drawing has 1×28×28. “cnnviz evaluate” judges it by pictures of its own kind.</source>
        <translation>“{model}”은(는) {shape} 이미지를 받지만 그림은 1×28×28입니다. “cnnviz evaluate”로 알맞은 이미지에서 평가할 수 있습니다.</translation>
    </message>
    <message>
        <source>“{model}” takes pictures of {usual} and tells {count} classes apart, but the data have {shape} and {classes}. Take a network that adapts, such as “{other}”.</source>
        <translation>“{model}”은(는) {usual} 이미지를 받아 클래스 {count}개를 구별하지만, 데이터는 {shape}에 클래스 {classes}개입니다. “{other}”처럼 데이터에 맞추는 네트워크를 고르십시오.</translation>
    </message>
    <message>
        <source>Pictures of {shape} are too small for “{model}”: nothing is left of their maps.</source>
        <translation>{shape} 이미지는 “{model}”에 너무 작습니다. 특징 맵이 남지 않습니다.</translation>
    </message>
    <message>
        <source>“{folder}” holds no trained network: it has no “{file}”. Name the directory of a run that has finished an epoch, or a file of weights.</source>
        <translation>“{folder}”에는 학습한 네트워크가 없습니다(“{file}” 파일이 없음). 에폭을 하나라도 마친 실행 폴더나 가중치 파일을 지정하십시오.</translation>
    </message>
    <message>
        <source>“{name}” comes untrained: it has no weights yet. Train it with “cnnviz train”, then name the directory of the run.</source>
        <translation>“{name}”은(는) 아직 학습하지 않아 가중치가 없습니다. “cnnviz train”으로 학습한 뒤 그 실행 폴더를 지정하십시오.</translation>
    </message>
    <message>
        <source>The weights of “{name}” are missing from this installation. Install cnnviz again.</source>
        <translation>설치된 프로그램에 “{name}” 모델의 가중치가 없습니다. cnnviz를 다시 설치하십시오.</translation>
    </message>
    <message>
        <source>“{file}” does not fit “{model}”: “{name}” should have the shape {expected}, but has {found}.</source>
        <translation>“{file}” 파일은 “{model}” 모델에 맞지 않습니다. “{name}”의 모양이 {expected}이어야 하는데 {found}입니다.</translation>
    </message>
    <message>
        <source>“{file}” does not fit “{model}”: “{name}” does not hold plain numbers.</source>
        <translation>“{file}” 파일은 “{model}” 모델에 맞지 않습니다. “{name}”의 내용이 보통의 수가 아닙니다.</translation>
    </message>
    <message>
        <source>“{file}” holds weights that are not numbers (NaN or infinite): {count} of {total} in “{name}”. The training that made them went astray.</source>
        <translation>“{file}” 파일에 수가 아닌 가중치(NaN 또는 무한대)가 있습니다. “{name}”의 {total}개 가운데 {count}개입니다. 이 가중치를 만든 학습이 잘못되었습니다.</translation>
    </message>
    <message>
        <source>“{file}” is not complete for “{model}”: entries that are missing ({missing_count}): {missing}.</source>
        <translation>“{file}” 파일에는 “{model}” 모델에 필요한 항목이 모자랍니다. 없는 항목({missing_count}개): {missing}.</translation>
    </message>
    <message>
        <source>“{file}” holds more than “{model}”: entries that do not belong to it ({unexpected_count}): {unexpected}.</source>
        <translation>“{file}” 파일에는 “{model}” 모델에 없는 항목이 더 있습니다. 남는 항목({unexpected_count}개): {unexpected}.</translation>
    </message>
    <message>
        <source>“{file}” holds the weights of another network than “{model}”. Missing entries ({missing_count}): {missing}. Entries that do not belong to it ({unexpected_count}): {unexpected}.</source>
        <translation>“{file}” 파일의 가중치는 “{model}” 모델이 아닌 다른 네트워크의 것입니다. 없는 항목({missing_count}개): {missing}. 남는 항목({unexpected_count}개): {unexpected}.</translation>
    </message>
    <message>
        <source>“{file}” is a folder. Choose the weights file in it.</source>
        <translation>“{file}”: 폴더입니다. 그 안에 있는 가중치 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>“{file}” is a web page, not weights: the server probably sent an error message. Download it again.</source>
        <translation>“{file}” 파일은 가중치가 아니라 웹 페이지입니다. 서버가 오류 메시지를 보낸 것 같습니다. 다시 내려받으십시오.</translation>
    </message>
    <message>
        <source>“{file}” only points to the weights (a Git LFS pointer). Fetch the real file with “git lfs pull”.</source>
        <translation>“{file}” 파일은 가중치의 위치만 가리킵니다(Git LFS 포인터). “git lfs pull” 명령으로 실제 파일을 받으십시오.</translation>
    </message>
    <message>
        <source>“{file}” is not a weights file. cnnviz opens .safetensors files and PyTorch&apos;s .pt and .pth files.</source>
        <translation>“{file}” 파일은 가중치 파일이 아닙니다. cnnviz는 .safetensors 파일과 PyTorch의 .pt, .pth 파일을 엽니다.</translation>
    </message>
    <message>
        <source>“{file}” holds program code ({code}), not weights alone, so it was not opened: nothing in it was run. Save the model&apos;s state_dict() instead.</source>
        <translation>“{file}” 파일에는 가중치 말고도 프로그램 코드({code})가 들어 있어 열지 않았습니다. 그 안의 어떤 것도 실행하지 않았습니다. 모델의 state_dict()를 저장해서 쓰십시오.</translation>
    </message>
    <message>
        <source>“{file}” is a TorchScript program, not weights alone, so it was not opened. Save the model&apos;s state_dict() instead.</source>
        <translation>“{file}” 파일은 가중치만 담은 것이 아니라 TorchScript 프로그램이라서 열지 않았습니다. 모델의 state_dict()를 저장해서 쓰십시오.</translation>
    </message>
    <message>
        <source>“{file}” is cut off or damaged, so its weights cannot be read. Get it again.</source>
        <translation>“{file}” 파일이 중간에 끊겼거나 손상되어 가중치를 읽을 수 없습니다. 파일을 다시 받으십시오.</translation>
    </message>
    <message>
        <source>“{file}” can be read, but holds no named weights. Save the model&apos;s state_dict().</source>
        <translation>“{file}” 파일을 읽을 수는 있지만 이름 붙은 가중치가 없습니다. 모델의 state_dict()를 저장하십시오.</translation>
    </message>
    <message>
        <source>There is no model named “{name}”, neither among cnnviz&apos;s nor torchvision&apos;s.</source>
        <translation>“{name}”이라는 이름의 모델은 cnnviz에도 torchvision에도 없습니다.</translation>
    </message>
    <message>
        <source>The drawing “{file}” is empty: there is nothing to recognise in it.</source>
        <translation>“{file}” 그림이 비어 있어서 알아볼 것이 없습니다.</translation>
    </message>
    <message>
        <source>The picture “{file}” is blank: there is nothing to recognise in it.</source>
        <translation>“{file}” 이미지가 비어 있어서 알아볼 것이 없습니다.</translation>
    </message>
    <message>
        <source>The network answers to “{file}” with something that is not a number; its weights are bad.</source>
        <translation>네트워크가 “{file}” 파일에 수가 아닌 값으로 답합니다. 가중치가 잘못되었습니다.</translation>
    </message>
    <message>
        <source>Qt cannot open a window because the library {library} is missing. On Debian or Ubuntu run “sudo apt install {packages}”.</source>
        <translation>{library} 라이브러리가 없어서 Qt가 창을 열 수 없습니다. Debian이나 Ubuntu에서는 “sudo apt install {packages}”를 실행하십시오.</translation>
    </message>
    <message>
        <source>{names} is missing. “{command} --help” shows how the command is written.</source>
        <translation>{names}이(가) 빠졌습니다. “{command} --help”로 명령을 쓰는 법을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>{name} cannot be “{value}”. It is one of: {choices}.</source>
        <translation>{name}에는 “{value}”을(를) 쓸 수 없습니다. 다음 중 하나를 쓰십시오: {choices}.</translation>
    </message>
    <message>
        <source>{name} needs a value. “{command} --help” shows how the command is written.</source>
        <translation>{name}에는 값이 필요합니다. “{command} --help”로 명령을 쓰는 법을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>“{command}” does not know “{names}”. “{command} --help” shows what it knows.</source>
        <translation>“{command}” 명령은 “{names}”을(를) 모릅니다. “{command} --help”로 무엇을 쓸 수 있는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The command is not understood ({reason}). “{command} --help” shows how it is written.</source>
        <translation>명령을 이해할 수 없습니다({reason}). “{command} --help”로 명령을 쓰는 법을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>“{text}” is no input shape. Write four whole numbers with commas: pictures, channels, height, width, such as 1,3,224,224.</source>
        <translation>“{text}”은(는) 입력의 모양이 아닙니다. 이미지 수, 채널, 높이, 너비를 쉼표로 나눈 정수 네 개로 쓰십시오. 예: 1,3,224,224.</translation>
    </message>
    <message>
        <source>An input of {text} is too large. Take fewer or smaller pictures.</source>
        <translation>{text} 크기의 입력은 너무 큽니다. 이미지 수나 크기를 줄이십시오.</translation>
    </message>
    <message>
        <source>“{text}” is no size of a window. Write width and height from {smallest} to {largest}, such as 1440x900.</source>
        <translation>“{text}”은(는) 창의 크기가 아닙니다. 너비와 높이를 {smallest}에서 {largest} 사이의 수로 쓰십시오. 예: 1440x900.</translation>
    </message>
    <message>
        <source>“{text}” is no scale. Write a number from {smallest:g} to {largest:g}, such as 2.</source>
        <translation>“{text}”은(는) 배율이 아닙니다. {smallest:g}에서 {largest:g} 사이의 수를 쓰십시오. 예: 2.</translation>
    </message>
    <message>
        <source>{place} was given numbers on two devices: {first} and {second}.</source>
        <translation>{place}에 두 장치의 수가 함께 왔습니다: {first}, {second}.</translation>
    </message>
    <message>
        <source>Move the model and its input to the same one: model.to(device) and x = x.to(device)</source>
        <translation>모델과 입력을 같은 장치로 옮기십시오: model.to(device), x = x.to(device)</translation>
    </message>
    <message>
        <source>{place} works with {wanted}, but its input is {given}.</source>
        <translation>{place}은(는) {wanted}(으)로 계산하는데 입력은 {given}입니다.</translation>
    </message>
    <message>
        <source>Convert the input: x = x.{cast}</source>
        <translation>입력을 바꾸십시오: x = x.{cast}</translation>
    </message>
    <message>
        <source>Sizes {left} and {right} cannot be added: {first} and {second} differ in axis {axis}.</source>
        <translation>크기 {left}과(와) {right}은(는) 더할 수 없습니다. 축 {axis}에서 {first}과(와) {second}(으)로 다릅니다.</translation>
    </message>
    <message>
        <source>Bring the larger one to the smaller: nn.Conv2d({channels}, {out}, kernel_size=1, stride={stride})</source>
        <translation>큰 쪽을 작은 쪽에 맞추십시오: nn.Conv2d({channels}, {out}, kernel_size=1, stride={stride})</translation>
    </message>
    <message>
        <source>{place} cannot join the sizes {left} and {right}: {first} and {second} differ in axis {axis}.</source>
        <translation>{place}은(는) 크기 {left}과(와) {right}을(를) 함께 계산할 수 없습니다. 축 {axis}에서 {first}과(와) {second}(으)로 다릅니다.</translation>
    </message>
    <message>
        <source>Bring the second to the first one&apos;s channels: nn.Conv2d({channels}, {out}, kernel_size=1)</source>
        <translation>둘째의 채널을 첫째에 맞추십시오: nn.Conv2d({channels}, {out}, kernel_size=1)</translation>
    </message>
    <message>
        <source>Give both branches the same padding and stride, so that their maps agree</source>
        <translation>맵의 크기가 같아지도록 두 갈래에 같은 padding과 stride를 주십시오</translation>
    </message>
    <message>
        <source>Make the two sizes equal in that axis, or 1 in one of them</source>
        <translation>그 축의 크기를 같게 하거나 한쪽을 1로 하십시오</translation>
    </message>
    <message>
        <source>Sizes {left} and {right} cannot be put together: they have {first} and {second} axes.</source>
        <translation>크기 {left}과(와) {right}은(는) 이어 붙일 수 없습니다. 하나는 {first}차원, 하나는 {second}차원입니다.</translation>
    </message>
    <message>
        <source>Flatten or reshape them to the same number of axes first</source>
        <translation>먼저 펼치거나 모양을 바꿔 차원 수를 같게 하십시오</translation>
    </message>
    <message>
        <source>Sizes {left} and {right} cannot be put together along axis {joined}: {first} and {second} differ in axis {axis}.</source>
        <translation>크기 {left}과(와) {right}은(는) 축 {joined}(으)로 이어 붙일 수 없습니다. 축 {axis}에서 {first}과(와) {second}(으)로 다릅니다.</translation>
    </message>
    <message>
        <source>All but axis {joined} must agree: use the same padding and stride, or dim={axis}</source>
        <translation>축 {joined} 말고는 모두 같아야 합니다. 같은 padding과 stride를 쓰거나 dim={axis}(으)로 쓰십시오</translation>
    </message>
    <message>
        <source>All but axis {joined} must agree: use the same padding and stride</source>
        <translation>축 {joined} 말고는 모두 같아야 합니다. 같은 padding과 stride를 쓰십시오</translation>
    </message>
    <message>
        <source>Matrices of sizes {left} and {right} cannot be multiplied: {columns} columns meet {rows} rows.</source>
        <translation>크기가 {left}인 행렬과 {right}인 행렬은 곱할 수 없습니다. 열 {columns}개가 행 {rows}개와 만납니다.</translation>
    </message>
    <message>
        <source>Transpose the second one: b.transpose(-2, -1)</source>
        <translation>둘째 행렬을 전치하십시오: b.transpose(-2, -1)</translation>
    </message>
    <message>
        <source>The second one needs {columns} rows, as the first has columns</source>
        <translation>첫째의 열만큼 둘째에 행 {columns}개가 있어야 합니다</translation>
    </message>
    <message>
        <source>view() needs numbers that lie side by side in memory; these, of size {size}, do not.</source>
        <translation>view()에는 메모리에 나란히 놓인 수가 필요한데 크기가 {size}인 이 수들은 그렇지 않습니다.</translation>
    </message>
    <message>
        <source>Write reshape() instead of view()</source>
        <translation>view() 대신 reshape()을 쓰십시오</translation>
    </message>
    <message>
        <source>{count} = {product} numbers cannot be arranged as {wanted}.</source>
        <translation>수 {count} = {product}개를 {wanted} 모양으로 놓을 수 없습니다.</translation>
    </message>
    <message>
        <source>Let PyTorch count, and keep the batch axis: x = x.{op}(x.size(0), -1)</source>
        <translation>배치 축은 두고 나머지는 PyTorch가 세게 하십시오: x = x.{op}(x.size(0), -1)</translation>
    </message>
    <message>
        <source>“{file}” cannot be written: {reason}.</source>
        <translation>“{file}”에 쓸 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>“{file}” was written by a newer version of this program. Update it first.</source>
        <translation>“{file}”은(는) 이 프로그램의 더 새로운 버전에서 쓴 파일입니다. 먼저 프로그램을 새 버전으로 바꾸십시오.</translation>
    </message>
    <message>
        <source>“{file}” is no recorded pass.</source>
        <translation>“{file}”은(는) 기록된 실행이 아닙니다.</translation>
    </message>
    <message>
        <source>“{file}” is damaged: the recorded pass in it cannot be read.</source>
        <translation>“{file}”이(가) 손상되어 그 안에 기록된 실행을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Say what the network is judged by: “--data” with a folder of pictures, or one of {names}.</source>
        <translation>네트워크를 무엇으로 평가할지 알려 주십시오. “--data”에 이미지 폴더나 다음 중 하나를 쓰십시오: {names}.</translation>
    </message>
    <message>
        <source>--resume goes on with a run that has its own configuration: leave {other} out.</source>
        <translation>--resume은 자기 설정을 가진 학습을 이어 갑니다. {other}은(는) 빼십시오.</translation>
    </message>
    <message>
        <source>The run in “{folder}” is finished. To train on, give it more epochs, such as “--set {setting}”.</source>
        <translation>“{folder}”의 학습은 끝났습니다. 더 학습하려면 “--set {setting}”처럼 에폭을 늘리십시오.</translation>
    </message>
    <message>
        <source>The augmentation “{name}” cannot be {value}. It is a number from {low} to {high}.</source>
        <translation>데이터 증강 “{name}”에는 {value}을(를) 쓸 수 없습니다. {low}에서 {high} 사이의 수를 쓰십시오.</translation>
    </message>
    <message>
        <source>{set} in “{folder}” cannot be read: {reason}.</source>
        <translation>“{folder}” 폴더의 {set}을(를) 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The files of {set} in “{folder}” are damaged or not what they should be. Download it again.</source>
        <translation>“{folder}” 폴더의 {set} 파일이 손상되었거나 올바른 파일이 아닙니다. 다시 내려받으십시오.</translation>
    </message>
    <message>
        <source>There are no pictures in “{name}”. Add some, or choose another data set.</source>
        <translation>“{name}”에 이미지가 없습니다. 이미지를 더하거나 다른 데이터셋을 고르십시오.</translation>
    </message>
    <message>
        <source>“{name}” has {images} pictures and {labels} labels. Each picture needs one.</source>
        <translation>“{name}”에는 이미지가 {images}개, 레이블이 {labels}개 있습니다. 이미지마다 레이블이 하나씩 있어야 합니다.</translation>
    </message>
    <message>
        <source>“{name}” has a picture with the label “{label}”, which is none of its classes.</source>
        <translation>“{name}”에 클래스에 없는 레이블 “{label}”이(가) 붙은 이미지가 있습니다.</translation>
    </message>
    <message>
        <source>The files in “{folder}” are not those of {set}. Download it again.</source>
        <translation>“{folder}” 폴더의 파일은 {set} 파일이 아닙니다. 다시 내려받으십시오.</translation>
    </message>
    <message>
        <source>The decoded pictures need {size:.1f} GB in “{folder}”, which cannot be written: {reason}. Free some space, or take a smaller size.</source>
        <translation>풀어 놓은 이미지를 저장하려면 “{folder}” 폴더에 {size:.1f} GB가 필요한데 쓸 수 없습니다: {reason}. 공간을 비우거나 이미지 크기를 줄이십시오.</translation>
    </message>
    <message>
        <source>The folder of pictures “{folder}” cannot be read: {reason}.</source>
        <translation>이미지 폴더 “{folder}”을(를) 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The folder “{folder}” has the class “{label}”, which the model does not know: {classes}.</source>
        <translation>“{folder}” 폴더에 모델이 모르는 클래스 “{label}”이(가) 있습니다. 모델이 아는 클래스: {classes}.</translation>
    </message>
    <message>
        <source>None of the {count} files in “{folder}” can be read as a picture, such as “{file}”. Use PNG, JPEG, BMP or WebP.</source>
        <translation>“{folder}” 폴더의 파일 {count}개 가운데 이미지로 읽을 수 있는 것이 없습니다(예: “{file}”). PNG, JPEG, BMP, WebP를 쓰십시오.</translation>
    </message>
    <message>
        <source>There is no folder “{folder}”. Choose one with a sub-folder for each class.</source>
        <translation>“{folder}” 폴더가 없습니다. 클래스마다 하위 폴더가 있는 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>The pictures in “{folder}” are not sorted into classes. Make one sub-folder for each class, and move them there.</source>
        <translation>“{folder}” 폴더의 이미지가 클래스별로 나뉘어 있지 않습니다. 클래스마다 하위 폴더를 하나씩 만들고 이미지를 옮기십시오.</translation>
    </message>
    <message>
        <source>There are no pictures in “{folder}”. Put them into one sub-folder for each class.</source>
        <translation>“{folder}” 폴더에 이미지가 없습니다. 클래스마다 하위 폴더를 하나씩 만들고 이미지를 넣으십시오.</translation>
    </message>
    <message>
        <source>What was stored about the preprocessing of pictures cannot be used. Train the model again.</source>
        <translation>저장된 전처리 정보를 쓸 수 없습니다. 모델을 다시 학습하십시오.</translation>
    </message>
    <message>
        <source>Which pictures? Give the folder that holds them.</source>
        <translation>어떤 이미지입니까? 이미지가 있는 폴더를 지정하십시오.</translation>
    </message>
    <message>
        <source>{set} is not on this computer. Download it, or choose the folder that holds its files.</source>
        <translation>이 컴퓨터에 {set}이(가) 없습니다. 내려받거나, 파일이 있는 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>There is no data set named “{name}”. Did you mean “{close}”?</source>
        <translation>“{name}”이라는 데이터셋은 없습니다. “{close}”을(를) 쓰려고 했습니까?</translation>
    </message>
    <message>
        <source>There is no data set named “{name}”. It is one of: {names}.</source>
        <translation>“{name}”이라는 데이터셋은 없습니다. 다음 중 하나를 쓰십시오: {names}.</translation>
    </message>
    <message>
        <source>A part of the data cannot be {amount}. Give a number of pictures such as 10000, or a share from 0.0 to 1.0.</source>
        <translation>데이터를 {amount}(으)로 나눌 수 없습니다. 10000과 같은 이미지 수나 0.0에서 1.0 사이의 비율을 쓰십시오.</translation>
    </message>
    <message>
        <source>The parts of the data need {asked:,} pictures together, and there are {count:,}. Ask for fewer.</source>
        <translation>데이터를 나누려면 이미지가 모두 {asked:,}개 필요한데 {count:,}개뿐입니다. 수를 줄이십시오.</translation>
    </message>
    <message>
        <source>Of {count:,} pictures, none is left to learn from. Take fewer for validation and test.</source>
        <translation>이미지 {count:,}개 가운데 학습에 쓸 것이 남지 않습니다. 검증과 시험에 쓸 수를 줄이십시오.</translation>
    </message>
    <message>
        <source>“{name}” has a single class, “{label}”. A network learns to tell classes apart: add pictures of another one.</source>
        <translation>“{name}”에는 클래스가 “{label}” 하나뿐입니다. 네트워크는 클래스를 구별하는 법을 배우므로 다른 클래스의 이미지를 더하십시오.</translation>
    </message>
    <message>
        <source>“{name}” has no picture to learn from for {labels}. Add some, remove the class, or divide the data so that each class is in every part (stratified).</source>
        <translation>“{name}”에 {labels} 클래스를 학습할 이미지가 없습니다. 이미지를 더하거나, 클래스를 빼거나, 모든 클래스가 고루 들어가도록 데이터를 나누십시오(stratified).</translation>
    </message>
    <message>
        <source>“{name}” is being trained already; the window follows it.</source>
        <translation>“{name}”은(는) 이미 학습 중입니다. 창이 따라가고 있습니다.</translation>
    </message>
    <message>
        <source>The trainer cannot be started: {reason}.</source>
        <translation>학습 프로세스를 시작할 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>“{argument}” of “{model}” cannot be “{value}”. It is one of: {choices}.</source>
        <translation>“{model}”의 “{argument}”에는 “{value}”을(를) 쓸 수 없습니다. 다음 중 하나를 쓰십시오: {choices}.</translation>
    </message>
    <message>
        <source>“{argument}” of “{model}” cannot be “{value}”. It is true or false.</source>
        <translation>“{model}”의 “{argument}”에는 “{value}”을(를) 쓸 수 없습니다. true나 false여야 합니다.</translation>
    </message>
    <message>
        <source>“{argument}” of “{model}” cannot be {value}: it is an odd number.</source>
        <translation>“{model}”의 “{argument}”에는 {value}을(를) 쓸 수 없습니다. 홀수여야 합니다.</translation>
    </message>
    <message>
        <source>“{argument}” of “{model}” cannot be “{value}”. It is a whole number from {minimum} to {maximum}.</source>
        <translation>“{model}”의 “{argument}”에는 “{value}”을(를) 쓸 수 없습니다. {minimum}에서 {maximum} 사이의 정수여야 합니다.</translation>
    </message>
    <message>
        <source>“{argument}” of “{model}” cannot be “{value}”. It is a number from {minimum} to {maximum}.</source>
        <translation>“{model}”의 “{argument}”에는 “{value}”을(를) 쓸 수 없습니다. {minimum}에서 {maximum} 사이의 수여야 합니다.</translation>
    </message>
    <message>
        <source>“{model}” has no argument “{argument}”. Did you mean “{close}”?</source>
        <translation>“{model}”에는 “{argument}” 인자가 없습니다. “{close}”을(를) 쓰려고 했습니까?</translation>
    </message>
    <message>
        <source>“{model}” has no argument “{argument}”. It has {names}.</source>
        <translation>“{model}”에는 “{argument}” 인자가 없습니다. 있는 것은 {names}입니다.</translation>
    </message>
    <message>
        <source>“{model}” takes no arguments, so “{argument}” cannot be set.</source>
        <translation>“{model}”은(는) 인자를 받지 않으므로 “{argument}”을(를) 정할 수 없습니다.</translation>
    </message>
    <message>
        <source>“{file}” was written by a later version of cnnviz. Install that.</source>
        <translation>“{file}” 파일은 더 새로운 cnnviz가 쓴 것입니다. 새 버전을 설치하십시오.</translation>
    </message>
    <message>
        <source>“{file}” does not say how its network is built. Train the network again.</source>
        <translation>“{file}”에서 네트워크의 구조를 알 수 없습니다. 네트워크를 다시 학습하십시오.</translation>
    </message>
    <message>
        <source>{place} needs labels that are whole numbers (int64); these are {given}.</source>
        <translation>{place}의 레이블은 정수(int64)여야 하는데 {given}입니다.</translation>
    </message>
    <message>
        <source>Convert the labels: labels = labels.long()</source>
        <translation>레이블을 변환하십시오: labels = labels.long()</translation>
    </message>
    <message>
        <source>backward() went this way before, and PyTorch has freed what was kept for it.</source>
        <translation>backward()가 이미 이 그래프를 지나갔고, 그때 PyTorch가 저장해 둔 값을 지웠습니다.</translation>
    </message>
    <message>
        <source>Run the model again before backward(), or write loss.backward(retain_graph=True) the first time</source>
        <translation>backward() 전에 모델을 다시 실행하거나, 처음에 loss.backward(retain_graph=True)로 쓰십시오</translation>
    </message>
    <message>
        <source>No way leads back from the loss: it was computed under no_grad(), or from frozen weights alone.</source>
        <translation>손실에서 역전파할 길이 없습니다. no_grad() 안에서 계산했거나, 고정된 가중치만으로 계산했습니다.</translation>
    </message>
    <message>
        <source>Compute it outside of torch.no_grad(), and let the weights learn: model.requires_grad_(True)</source>
        <translation>torch.no_grad() 밖에서 계산하고 가중치가 학습되게 하십시오: model.requires_grad_(True)</translation>
    </message>
    <message>
        <source>backward() begins at one number, but this has the size {size}.</source>
        <translation>backward()는 수 하나에서 시작해야 하는데, 이 텐서의 크기는 {size}입니다.</translation>
    </message>
    <message>
        <source>Make one number of it first: loss.mean().backward()</source>
        <translation>먼저 수 하나로 만드십시오: loss.mean().backward()</translation>
    </message>
    <message>
        <source>{place} was given the label {label}, but scores of {classes} classes, 0 to {last}.</source>
        <translation>{place}에 레이블 {label}이(가) 들어왔지만, 점수는 0부터 {last}까지 {classes}개 클래스뿐입니다.</translation>
    </message>
    <message>
        <source>Number the classes from 0 on, or leave these out: ignore_index={label}</source>
        <translation>클래스 번호를 0부터 매기거나, 이 레이블은 빼고 계산하십시오: ignore_index={label}</translation>
    </message>
    <message>
        <source>Number the classes from 0 on, or let the last layer put out more scores: out_features={needed}</source>
        <translation>클래스 번호를 0부터 매기거나, 마지막 층의 출력을 늘리십시오: out_features={needed}</translation>
    </message>
    <message>
        <source>{place} was given the scores of {scores} images, but {labels} labels.</source>
        <translation>{place}에 이미지 {scores}장의 점수와 레이블 {labels}개가 들어왔습니다. 개수가 다릅니다.</translation>
    </message>
    <message>
        <source>Take images and labels of the same batch, one label for each image</source>
        <translation>같은 배치의 이미지와 레이블을 쓰십시오. 이미지 하나에 레이블 하나입니다</translation>
    </message>
    <message>
        <source>{place} needs one label for each image, of size {wanted}, but the labels have {size}.</source>
        <translation>{place}에는 이미지마다 레이블이 하나씩, 크기 {wanted}로 필요한데 레이블의 크기가 {size}입니다.</translation>
    </message>
    <message>
        <source>Take the extra axis away: labels = labels.flatten()</source>
        <translation>남는 축을 없애십시오: labels = labels.flatten()</translation>
    </message>
    <message>
        <source>backward() needs the tensor of size {size} that {maker} made, but something wrote into it afterwards.</source>
        <translation>{maker}이(가) 만든 크기 {size}의 텐서가 backward()에 필요한데, 그 뒤에 값이 덮어쓰였습니다.</translation>
    </message>
    <message>
        <source>Make a new tensor instead: y = y + x rather than y += x, and no inplace=True</source>
        <translation>새 텐서를 만드십시오: y += x 대신 y = y + x로 쓰고, inplace=True는 쓰지 마십시오</translation>
    </message>
    <message>
        <source>The checkpoint “{file}” is damaged, so the run cannot go on from it.</source>
        <translation>체크포인트 “{file}”이(가) 손상되어 여기서 이어서 학습할 수 없습니다.</translation>
    </message>
    <message>
        <source>A run has no section “{section}”. Did you mean “{close}”?</source>
        <translation>학습 설정에 “{section}” 구역이 없습니다. “{close}”을(를) 찾으셨습니까?</translation>
    </message>
    <message>
        <source>A run has no field “{field}”. Did you mean “{close}”?</source>
        <translation>학습 설정에 “{field}” 항목이 없습니다. “{close}”을(를) 찾으셨습니까?</translation>
    </message>
    <message>
        <source>A run has no section “{section}”. Its sections are {sections}.</source>
        <translation>학습 설정에 “{section}” 구역이 없습니다. 구역은 {sections}입니다.</translation>
    </message>
    <message>
        <source>A run has no field “{field}”. In “{section}” there are {fields}.</source>
        <translation>학습 설정에 “{field}” 항목이 없습니다. “{section}”에는 {fields} 항목이 있습니다.</translation>
    </message>
    <message>
        <source>A run is described by sections such as [data] and [model].</source>
        <translation>학습 설정은 [data], [model] 같은 구역으로 씁니다.</translation>
    </message>
    <message>
        <source>“{section}” is a section: its fields go below [{section}].</source>
        <translation>“{section}”은(는) 구역입니다. 항목은 [{section}] 아래에 쓰십시오.</translation>
    </message>
    <message>
        <source>“{file}” is too large to describe a run.</source>
        <translation>“{file}” 파일은 학습 설정이라기에는 너무 큽니다.</translation>
    </message>
    <message>
        <source>“{file}” is not written as a run has to be: {reason}.</source>
        <translation>“{file}” 파일이 학습 설정의 형식에 맞지 않습니다: {reason}.</translation>
    </message>
    <message>
        <source>“{text}” sets nothing. Write a field, “=” and a value, such as optimiser.learning_rate=0.01.</source>
        <translation>“{text}”에는 바꿀 값이 없습니다. optimiser.learning_rate=0.01처럼 항목, “=”, 값을 차례로 쓰십시오.</translation>
    </message>
    <message>
        <source>“{field}” cannot be {value}: it is at least {minimum}.</source>
        <translation>“{field}” 값으로 {value}은(는) 쓸 수 없습니다. {minimum} 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>“{field}” cannot be {value}: it is more than {minimum} and at most {maximum}.</source>
        <translation>“{field}” 값으로 {value}은(는) 쓸 수 없습니다. {minimum}보다 크고 {maximum} 이하여야 합니다.</translation>
    </message>
    <message>
        <source>“{field}” cannot be {value}: it is from {minimum} to {maximum}.</source>
        <translation>“{field}” 값으로 {value}은(는) 쓸 수 없습니다. {minimum}부터 {maximum}까지여야 합니다.</translation>
    </message>
    <message>
        <source>“{field}” cannot be “{value}”. Did you mean “{close}”?</source>
        <translation>“{field}” 값으로 “{value}”은(는) 쓸 수 없습니다. “{close}”을(를) 찾으셨습니까?</translation>
    </message>
    <message>
        <source>“{field}” cannot be “{value}”. It is one of: {choices}.</source>
        <translation>“{field}” 값으로 “{value}”은(는) 쓸 수 없습니다. 다음 가운데 하나여야 합니다: {choices}.</translation>
    </message>
    <message>
        <source>“{field}” is a text, not {value}.</source>
        <translation>“{field}”에는 글자를 써야 합니다. {value}은(는) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>“{field}” is a name, not {value}.</source>
        <translation>“{field}”에는 이름을 써야 합니다. {value}은(는) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>“{field}” is true or false, not {value}.</source>
        <translation>“{field}”은(는) true 또는 false여야 합니다. {value}은(는) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>“{field}” is a whole number, not {value}.</source>
        <translation>“{field}”은(는) 정수여야 합니다. {value}은(는) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>“{field}” is a number, not {value}.</source>
        <translation>“{field}”은(는) 수여야 합니다. {value}은(는) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>“{field}” is a whole number or a part below 1, not {value}.</source>
        <translation>“{field}”은(는) 정수 또는 1보다 작은 비율이어야 합니다. {value}은(는) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>“{field}” is a list of whole numbers, not {value}.</source>
        <translation>“{field}”은(는) 정수 목록이어야 합니다. {value}은(는) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>“{field}” is a table of names and values, not {value}.</source>
        <translation>“{field}”은(는) 이름과 값의 표여야 합니다. {value}은(는) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>“data.folder” is missing: say which folder holds the pictures.</source>
        <translation>“data.folder”가 빠졌습니다. 이미지가 있는 폴더를 알려 주십시오.</translation>
    </message>
    <message>
        <source>“data.channels” is 1 for grey or 3 for colour, or 0.</source>
        <translation>“data.channels”는 흑백이면 1, 컬러면 3, 아니면 0이어야 합니다.</translation>
    </message>
    <message>
        <source>“loss.smoothing” needs cross-entropy or bce as the loss.</source>
        <translation>“loss.smoothing”은 손실이 cross-entropy나 bce일 때만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Early stopping needs validation images: set “data.validation” above 0.</source>
        <translation>조기 종료에는 검증 이미지가 필요합니다. “data.validation”을 0보다 크게 하십시오.</translation>
    </message>
    <message>
        <source>“run.device” cannot be “{device}”. It is auto, cpu, cuda, cuda:1 … or mps.</source>
        <translation>“run.device” 값으로 “{device}”은(는) 쓸 수 없습니다. auto, cpu, cuda, cuda:1 …, mps 가운데 하나여야 합니다.</translation>
    </message>
    <message>
        <source>PyTorch finds no GPU for “{device}” ({count} in all). Set run.device to cpu or auto.</source>
        <translation>PyTorch가 “{device}”에 쓸 GPU를 찾지 못했습니다(모두 {count}개). run.device를 cpu나 auto로 하십시오.</translation>
    </message>
    <message>
        <source>PyTorch finds no GPU for “mps” here. Set run.device to cpu or auto.</source>
        <translation>PyTorch가 “mps”에 쓸 GPU를 찾지 못했습니다. run.device를 cpu나 auto로 하십시오.</translation>
    </message>
    <message>
        <source>The network answers with something that is not a number; its weights are bad.</source>
        <translation>네트워크의 답이 수가 아닙니다. 가중치가 잘못되었습니다.</translation>
    </message>
    <message>
        <source>The network does not answer with one row of scores a picture.</source>
        <translation>네트워크가 이미지마다 점수 한 줄로 답하지 않습니다.</translation>
    </message>
    <message>
        <source>There is no picture to judge by in “{data}”. Choose another part of it.</source>
        <translation>“{data}”에 평가할 이미지가 없습니다. 다른 부분을 고르십시오.</translation>
    </message>
    <message>
        <source>“{model}” takes pictures of {wanted}, but those of “{data}” have {found}.</source>
        <translation>“{model}”은(는) {wanted} 이미지를 받는데 “{data}”의 이미지는 {found}입니다.</translation>
    </message>
    <message>
        <source>“{model}” tells {wanted} classes apart, but “{data}” has {found}.</source>
        <translation>“{model}”은(는) 클래스 {wanted}개를 구별하는데 “{data}”의 클래스는 {found}개입니다.</translation>
    </message>
    <message>
        <source>The weights in “{file}” do not fit the network “{model}”.</source>
        <translation>“{file}”의 가중치가 네트워크 “{model}”에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The network “{model}” cannot take images of {shape}: {reason}.</source>
        <translation>네트워크 “{model}”은(는) {shape} 이미지를 받을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>A network of one output learns yes or no: set “loss.name” to “bce”.</source>
        <translation>출력이 하나인 네트워크는 예/아니요를 학습합니다. “loss.name”을 “bce”로 하십시오.</translation>
    </message>
    <message>
        <source>The network “{model}” answers with {found} for each image, but the data has {classes} classes: it needs as many outputs.</source>
        <translation>네트워크 “{model}”의 출력은 이미지마다 {found}인데 데이터의 클래스는 {classes}개입니다. 출력 수가 클래스 수와 같아야 합니다.</translation>
    </message>
    <message>
        <source>“{folder}” is no directory of a run: it has no config.json.</source>
        <translation>“{folder}”은(는) 학습 폴더가 아닙니다. config.json이 없습니다.</translation>
    </message>
    <message>
        <source>Nobody trains in “{folder}” now. “cnnviz train --resume” goes on with it.</source>
        <translation>지금 “{folder}”에서 학습 중인 프로세스가 없습니다. “cnnviz train --resume”으로 이어서 학습할 수 있습니다.</translation>
    </message>
    <message>
        <source>A run knows no command “{name}”. The commands are {names}.</source>
        <translation>학습에 “{name}” 명령은 없습니다. 명령은 {names}입니다.</translation>
    </message>
    <message>
        <source>“{folder}” is being trained already, by process {pid} on {host}.</source>
        <translation>“{folder}”에서는 이미 {host}의 프로세스 {pid}이(가) 학습하고 있습니다.</translation>
    </message>
    <message>
        <source>“{folder}” holds a run already. Resume it, or choose another folder.</source>
        <translation>“{folder}”에는 이미 학습이 들어 있습니다. 이어서 학습하거나 다른 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>“{folder}” holds other files. Choose a new folder for the run.</source>
        <translation>“{folder}”에 다른 파일이 있습니다. 학습에 쓸 새 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>“{field}” cannot change while a run goes on. These can: {fields}.</source>
        <translation>“{field}”은(는) 학습 중에 바꿀 수 없습니다. 바꿀 수 있는 항목: {fields}.</translation>
    </message>
    <message>
        <source>“{folder}” cannot be written: {reason}. What was saved before is kept and can be resumed.</source>
        <translation>“{folder}”에 쓸 수 없습니다: {reason}. 앞서 저장한 것은 남아 있으며 이어서 학습할 수 있습니다.</translation>
    </message>
    <message>
        <source>The database “{storage}” cannot be used: {reason}.</source>
        <translation>데이터베이스 “{storage}”을(를) 쓸 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>All {count} trials failed. The last one: {reason}</source>
        <translation>시도 {count}번이 모두 실패했습니다. 마지막 시도: {reason}</translation>
    </message>
    <message>
        <source>A search needs Optuna, which is not installed. Run “pip install {package}”.</source>
        <translation>탐색에는 Optuna가 필요한데 설치되어 있지 않습니다. “pip install {package}”를 실행하십시오.</translation>
    </message>
    <message>
        <source>“{file}” is not written as a search has to be: {reason}.</source>
        <translation>“{file}”은(는) 탐색 설정으로 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>“{file}” has no table [search.values] that says what to try. For one training, use “cnnviz train”.</source>
        <translation>“{file}”에 무엇을 시도할지 정하는 [search.values] 표가 없습니다. 한 번만 학습하려면 “cnnviz train”을 쓰십시오.</translation>
    </message>
    <message>
        <source>[search] has no key “{key}”. It has {keys}.</source>
        <translation>[search]에는 “{key}” 항목이 없습니다. 쓸 수 있는 것은 {keys}입니다.</translation>
    </message>
    <message>
        <source>A search needs either [search.values] or [[search.variants]], not both.</source>
        <translation>탐색에는 [search.values]와 [[search.variants]] 중 하나만 있어야 합니다.</translation>
    </message>
    <message>
        <source>A grid needs a list of values for “{field}”, not a range. Or set kind to “sampled”.</source>
        <translation>격자 탐색에는 “{field}”의 범위가 아니라 값의 목록이 필요합니다. 또는 kind를 “sampled”로 바꾸십시오.</translation>
    </message>
    <message>
        <source>The grid has {count} points. Leave some values out, or sample it.</source>
        <translation>격자점이 {count}개입니다. 값을 줄이거나 표본 추출(sampled)로 바꾸십시오.</translation>
    </message>
    <message>
        <source>Each of [[search.variants]] needs a name of its own: name = &quot;…&quot;.</source>
        <translation>[[search.variants]]마다 서로 다른 이름이 필요합니다: name = &quot;…&quot;.</translation>
    </message>
    <message>
        <source>“{field}” needs a list of values, or a range such as {{ low = 0.001, high = 0.1, log = true }}.</source>
        <translation>“{field}”에는 값의 목록이나 {{ low = 0.001, high = 0.1, log = true }} 같은 범위가 필요합니다.</translation>
    </message>
    <message>
        <source>The range of “{field}” has to have a low number and a higher one; with log both above 0 and no step.</source>
        <translation>“{field}”의 범위에는 작은 수(low)와 더 큰 수(high)가 필요합니다. log를 쓰면 둘 다 0보다 크고 step이 없어야 합니다.</translation>
    </message>
    <message>
        <source>“{key}” of [search] cannot be so: trials is a number from 1 on, kind grid or sampled, prune true or false, seed a number from 0 on, values a table, variants tables with a name.</source>
        <translation>[search]의 “{key}” 값이 잘못되었습니다. trials는 1 이상의 정수, kind는 grid나 sampled, prune은 true나 false, seed는 0 이상의 정수, values는 표, variants는 이름이 있는 표들이어야 합니다.</translation>
    </message>
    <message>
        <source>Nothing has been trained in “{folder}” yet, so there is nothing to export.</source>
        <translation>“{folder}”에서는 아직 학습한 것이 없어 내보낼 것이 없습니다.</translation>
    </message>
    <message>
        <source>The export needs TensorBoard, which is not installed. Run “pip install {package}”.</source>
        <translation>내보내기에는 TensorBoard가 필요한데 설치되어 있지 않습니다. “pip install {package}”를 실행하십시오.</translation>
    </message>
    <message>
        <source>“{field}” cannot change in a run that has begun. Start a new run with it.</source>
        <translation>이미 시작한 학습에서는 “{field}”을(를) 바꿀 수 없습니다. 그 값으로 새로 학습하십시오.</translation>
    </message>
    <message>
        <source>The memory is not enough for step {step}. Take a smaller batch.</source>
        <translation>스텝 {step}에 필요한 메모리가 모자랍니다. 배치를 줄이십시오.</translation>
    </message>
    <message>
        <source>The training cannot go on at step {step}: {reason}.</source>
        <translation>스텝 {step}에서 학습을 계속할 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>There is no batch to learn from.</source>
        <translation>학습할 배치가 없습니다.</translation>
    </message>
    <message>
        <source>“{model}” has no number that it could learn, so it cannot be trained.</source>
        <translation>“{model}”에는 학습할 파라미터가 없어서 학습시킬 수 없습니다.</translation>
    </message>
    <message>
        <source>The checkpoint does not fit this run’s network and optimiser: {reason}.</source>
        <translation>체크포인트가 이 학습의 네트워크나 옵티마이저와 맞지 않습니다: {reason}.</translation>
    </message>
    <message>
        <source>cnnviz.view shows a PyTorch module or a recorded pass, not “{type}”.</source>
        <translation>cnnviz.view는 PyTorch 모듈이나 기록된 실행를 보여 줍니다. “{type}”은(는) 보여 줄 수 없습니다.</translation>
    </message>
    <message>
        <source>The network needs an input too: cnnviz.view(model, x).</source>
        <translation>네트워크에 넣을 입력도 필요합니다: cnnviz.view(model, x).</translation>
    </message>
    <message>
        <source>A recorded pass has its input in it: leave the second one out.</source>
        <translation>기록된 실행에는 입력이 이미 들어 있습니다. 두 번째 인자를 빼십시오.</translation>
    </message>
    <message>
        <source>The window did not open. {reason}</source>
        <translation>창이 열리지 않았습니다. {reason}</translation>
    </message>
    <message>
        <source>“{name}” is shown already.</source>
        <translation>“{name}”은(는) 이미 보이고 있습니다.</translation>
    </message>
    <message>
        <source>{count} runs beside the first are as many as can be told apart.</source>
        <translation>첫 실행 말고 {count}개까지만 구별해서 보일 수 있습니다.</translation>
    </message>
    <message>
        <source>The loss is no number any more since step {step}. The weights of before are kept; a smaller learning rate often helps.</source>
        <translation>스텝 {step}부터 손실이 수가 아닙니다(NaN 또는 무한대). 그 전의 가중치는 남아 있습니다. 학습률을 낮추면 대개 나아집니다.</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>MNIST is here: 60,000 digits to learn from and 10,000 to test with.</source>
        <translation>MNIST를 받았습니다. 학습용 숫자 60,000개와 시험용 숫자 10,000개입니다.</translation>
    </message>
    <message>
        <source>MNIST is not in “{folder}”; it can be downloaded there from the input menu.</source>
        <translation>“{folder}” 폴더에 MNIST가 없습니다. 입력 메뉴에서 이 폴더로 내려받을 수 있습니다.</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>이 화면의 단축키</translation>
    </message>
</context>
<context>
    <name>ProgressRow</name>
    <message>
        <source>{done} MB</source>
        <translation>{done} MB</translation>
    </message>
    <message>
        <source>{percent} %, {done} of {total} MB</source>
        <translation>{percent} %, {total} MB 가운데 {done} MB</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>PromptView</name>
    <message>
        <source>Record a pass, then ask for x.size() or step with n.</source>
        <translation>순전파를 한 번 기록한 뒤 x.size()라고 물어보거나 n으로 한 줄씩 가 보십시오.</translation>
    </message>
    <message>
        <source>… lines left out: {count}</source>
        <translation>… 생략한 줄: {count}</translation>
    </message>
    <message>
        <source>Not everything of {names} was kept; its shape is right.</source>
        <translation>{names}의 값은 모두 보관하지 않았습니다. 모양은 맞습니다.</translation>
    </message>
    <message>
        <source>There is nothing further.</source>
        <translation>더 갈 곳이 없습니다.</translation>
    </message>
    <message>
        <source>The pass failed here: {error}.</source>
        <translation>순전파가 여기서 실패했습니다: {error}</translation>
    </message>
    <message>
        <source>The pass is over.</source>
        <translation>순전파가 끝났습니다.</translation>
    </message>
    <message>
        <source>There are no lines here.</source>
        <translation>여기에는 코드 줄이 없습니다.</translation>
    </message>
    <message>
        <source>It goes there as soon as the places are found where to stop.</source>
        <translation>멈출 곳을 찾는 대로 그곳으로 갑니다.</translation>
    </message>
    <message>
        <source>Line {line} never runs in this pass.</source>
        <translation>{line}번째 줄은 이번 실행에서 실행되지 않습니다.</translation>
    </message>
    <message>
        <source>Marked: line {line}; c stops there.</source>
        <translation>{line}번째 줄에 표시했습니다. c가 그곳에서 멈춥니다.</translation>
    </message>
    <message>
        <source>No mark on line {line}.</source>
        <translation>{line}번째 줄에는 표시가 없습니다.</translation>
    </message>
    <message>
        <source>backward: {name}</source>
        <translation>역전파: {name}</translation>
    </message>
    <message>
        <source>update: {name}</source>
        <translation>갱신: {name}</translation>
    </message>
    <message>
        <source>next line</source>
        <translation>다음 줄</translation>
    </message>
    <message>
        <source>one step back</source>
        <translation>한 단계 뒤로</translation>
    </message>
    <message>
        <source>into what runs next</source>
        <translation>다음에 실행할 것의 안으로</translation>
    </message>
    <message>
        <source>until this function returns</source>
        <translation>이 함수가 끝날 때까지</translation>
    </message>
    <message>
        <source>on to the next mark</source>
        <translation>다음 표시까지</translation>
    </message>
    <message>
        <source>mark line 12, take its mark away</source>
        <translation>12번째 줄에 표시, 표시 지우기</translation>
    </message>
    <message>
        <source>up and down the call stack</source>
        <translation>호출 스택 위아래로</translation>
    </message>
    <message>
        <source>list the lines around this one</source>
        <translation>현재 줄 주변 보기</translation>
    </message>
    <message>
        <source>the call stack</source>
        <translation>호출 스택</translation>
    </message>
    <message>
        <source>print an expression: p x.shape; pp prints it in lines</source>
        <translation>식의 값 출력: p x.shape, pp는 여러 줄로 출력</translation>
    </message>
    <message>
        <source>the class of an expression</source>
        <translation>식의 자료형</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>나가기</translation>
    </message>
    <message>
        <source>Anything else is Python, worked out with copies of the recorded values.</source>
        <translation>그 밖에는 모두 Python 식이며, 기록된 값의 복사본으로 계산합니다.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Ask as in pdb; answers come from the recorded values.</source>
        <translation>pdb처럼 물어보면 기록된 값으로 답합니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;Type what you would type in pdb: &lt;b&gt;x.size()&lt;/b&gt;, &lt;b&gt;out.shape&lt;/b&gt;, &lt;b&gt;out[0].max()&lt;/b&gt;, &lt;b&gt;torch.max(out, 1)&lt;/b&gt;. The names stand for what they stood for at this step, as real PyTorch tensors made of copies: whatever you do to them, the recording stays as it is.&lt;/p&gt;&lt;p&gt;&lt;b&gt;n&lt;/b&gt; goes to the next line, &lt;b&gt;b&lt;/b&gt; back, &lt;b&gt;s&lt;/b&gt; into, &lt;b&gt;r&lt;/b&gt; until the function returns, &lt;b&gt;u&lt;/b&gt; and &lt;b&gt;d&lt;/b&gt; move up and down the stack, &lt;b&gt;c&lt;/b&gt; goes on to the next mark, &lt;b&gt;b 12&lt;/b&gt; marks line 12, &lt;b&gt;l&lt;/b&gt; lists the lines, &lt;b&gt;q&lt;/b&gt; leaves, &lt;b&gt;h&lt;/b&gt; lists all words. Enter alone walks once more.&lt;/p&gt;&lt;p&gt;The keys up and down bring earlier questions back.&lt;/p&gt;</source>
        <translation>&lt;p&gt;pdb에서 하듯이 입력하십시오: &lt;b&gt;x.size()&lt;/b&gt;, &lt;b&gt;out.shape&lt;/b&gt;, &lt;b&gt;out[0].max()&lt;/b&gt;, &lt;b&gt;torch.max(out, 1)&lt;/b&gt;. 변수는 이 단계에서 가졌던 값이며, 복사해서 만든 진짜 PyTorch 텐서입니다. 무엇을 하든 기록은 바뀌지 않습니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;n&lt;/b&gt;은 다음 줄, &lt;b&gt;b&lt;/b&gt;는 이전, &lt;b&gt;s&lt;/b&gt;는 안으로, &lt;b&gt;r&lt;/b&gt;은 함수가 끝날 때까지, &lt;b&gt;u&lt;/b&gt;와 &lt;b&gt;d&lt;/b&gt;는 호출 스택의 위와 아래, &lt;b&gt;c&lt;/b&gt;는 다음 표시까지 갑니다. &lt;b&gt;b 12&lt;/b&gt;는 12번째 줄에 표시하고, &lt;b&gt;l&lt;/b&gt;은 줄 목록을 보여 주고, &lt;b&gt;q&lt;/b&gt;는 나가고, &lt;b&gt;h&lt;/b&gt;는 모든 명령을 보여 줍니다. Enter만 누르면 방금 한 이동을 되풀이합니다.&lt;/p&gt;&lt;p&gt;위아래 화살표 키로 앞서 물어본 것을 다시 불러옵니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A question, as at pdb&apos;s prompt</source>
        <translation>pdb 프롬프트처럼 묻는 칸</translation>
    </message>
    <message>
        <source>A question or a pdb command (Enter asks, ↑ and ↓ bring back earlier ones)</source>
        <translation>식이나 pdb 명령 (Enter로 묻고, ↑ ↓로 이전 것을 다시 부릅니다)</translation>
    </message>
    <message>
        <source>What was asked and answered</source>
        <translation>물은 것과 답</translation>
    </message>
</context>
<context>
    <name>RobustnessView</name>
    <message>
        <source>As soon as the network is evaluated, its pictures can be turned and blurred here.</source>
        <translation>네트워크를 평가하면 여기에서 이미지를 돌리거나 흐리게 해 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The pictures are being changed and judged.</source>
        <translation>이미지를 바꾸어 평가하고 있습니다.</translation>
    </message>
    <message>
        <source>Nothing is measured yet: choose a change.</source>
        <translation>아직 재지 않았습니다. 바꿀 방법을 고르십시오.</translation>
    </message>
    <message>
        <source>right of {count} images at {strength}</source>
        <translation>{strength}에서 이미지 {count}개의 정답률</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>회전</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>흐림</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>angle to the left</source>
        <translation>왼쪽으로 돌린 각도</translation>
    </message>
    <message>
        <source>share of the width, to the right</source>
        <translation>오른쪽으로 옮긴 너비의 비율</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>픽셀</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>표준 편차</translation>
    </message>
    <message>
        <source>share of the way to the negative</source>
        <translation>반전된 정도</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>강건성</translation>
    </message>
    <message>
        <source>Accuracy when all pictures are changed: drag the line.</source>
        <translation>이미지를 모두 바꾸었을 때의 정확도입니다. 선을 끌어 보십시오.</translation>
    </message>
    <message>
        <source>&lt;p&gt;A thousand pictures are changed by each strength, and judged again. Where the curve falls early, the network has never seen such pictures: augmentation in training shows them to it.&lt;/p&gt;</source>
        <translation>&lt;p&gt;이미지 천 개를 세기마다 바꾸어 다시 평가합니다. 곡선이 일찍 떨어지면 네트워크가 그런 이미지를 본 적이 없는 것입니다. 학습할 때 데이터 증강을 쓰면 그런 이미지를 보여 줄 수 있습니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>What is done to the pictures.</source>
        <translation>이미지를 어떻게 바꿀지 고릅니다.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Measure no further.</source>
        <translation>더 재지 않습니다.</translation>
    </message>
    <message>
        <source>Accuracy against strength</source>
        <translation>세기에 따른 정확도</translation>
    </message>
    <message>
        <source>right</source>
        <translation>정답률</translation>
    </message>
</context>
<context>
    <name>RunControlView</name>
    <message>
        <source>Nothing is being trained. Start with what the setup says.</source>
        <translation>지금은 학습하고 있지 않습니다. 왼쪽 설정대로 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>학습 시작</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>시작하는 중 …</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>이어서 하기</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
    <message>
        <source>The trainer is being called: PyTorch is loaded and the images are read.</source>
        <translation>학습 프로세스를 부르고 있습니다. PyTorch와 이미지를 불러옵니다.</translation>
    </message>
    <message>
        <source>The trainer ended without a word, at step {step}. Resume goes on from its last checkpoint.</source>
        <translation>학습 프로세스가 {step}스텝에서 말없이 끝났습니다. 이어서 하면 마지막 체크포인트부터 계속합니다.</translation>
    </message>
    <message>
        <source>Training failed: {reason}</source>
        <translation>학습에 실패했습니다. {reason}</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}   Batch {batch} of {batches}   {speed} images a second</source>
        <translation>에폭 {epoch}/{epochs}   배치 {batch}/{batches}   초당 이미지 {speed}장</translation>
    </message>
    <message>
        <source>Stopped. {told}</source>
        <translation>중지했습니다. {told}</translation>
    </message>
    <message>
        <source>Finished. {share} of {count} test images are right (epoch {epoch}).</source>
        <translation>마쳤습니다. 테스트 이미지 {count}장 중 {share}를 맞혔습니다({epoch}에폭의 가중치).</translation>
    </message>
    <message>
        <source>Finished. The best validation loss is {loss}, of epoch {epoch}.</source>
        <translation>마쳤습니다. 가장 낮은 검증 손실은 {epoch}에폭의 {loss}입니다.</translation>
    </message>
    <message>
        <source>Finished after {count} steps.</source>
        <translation>{count}스텝을 마쳤습니다.</translation>
    </message>
    <message>
        <source>One batch</source>
        <translation>배치 하나</translation>
    </message>
    <message>
        <source>One epoch</source>
        <translation>에폭 하나</translation>
    </message>
    <message>
        <source>Stop, keep result</source>
        <translation>중지하고 결과 남기기</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>새 실행</translation>
    </message>
    <message>
        <source>Learn from one batch, and pause again</source>
        <translation>배치 하나만 학습하고 다시 멈춥니다</translation>
    </message>
    <message>
        <source>Go on to the end of the epoch, and pause again</source>
        <translation>에폭이 끝날 때까지 학습하고 다시 멈춥니다</translation>
    </message>
    <message>
        <source>End the training; everything so far is kept, and it can be resumed</source>
        <translation>학습을 끝냅니다. 지금까지의 결과는 남고 나중에 이어서 할 수 있습니다</translation>
    </message>
    <message>
        <source>Leave this run as it is, and set up another</source>
        <translation>이 실행은 그대로 두고 새로 설정합니다</translation>
    </message>
    <message>
        <source>How far the training is</source>
        <translation>학습 진행률</translation>
    </message>
</context>
<context>
    <name>RunDesk</name>
    <message>
        <source>Open a run: choose its folder</source>
        <translation>실행 열기: 폴더를 고르십시오</translation>
    </message>
    <message>
        <source>Compare with a run: choose its folder</source>
        <translation>비교할 실행: 폴더를 고르십시오</translation>
    </message>
    <message>
        <source>A folder with one sub-folder for each class</source>
        <translation>클래스마다 하위 폴더가 하나씩 있는 폴더</translation>
    </message>
    <message>
        <source>The setup is in the clipboard. Saved as a file, it trains by: cnnviz train FILE.toml</source>
        <translation>설정을 클립보드에 복사했습니다. 파일로 저장하면 cnnviz train 파일.toml로 학습할 수 있습니다.</translation>
    </message>
    <message>
        <source>Setups (*.toml)</source>
        <translation>설정 (*.toml)</translation>
    </message>
    <message>
        <source>Save the setup</source>
        <translation>설정 저장</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>저장했습니다: {file}</translation>
    </message>
    <message>
        <source>Save the film</source>
        <translation>필름 저장</translation>
    </message>
    <message>
        <source>Films (*.gif)</source>
        <translation>필름 (*.gif)</translation>
    </message>
</context>
<context>
    <name>RunPreviewView</name>
    <message>
        <source>{count} parameters</source>
        <translation>파라미터 {count}개</translation>
    </message>
    <message>
        <source>{seconds} s an epoch</source>
        <translation>에폭마다 {seconds}초</translation>
    </message>
    <message>
        <source>The images are being read.</source>
        <translation>이미지를 읽고 있습니다.</translation>
    </message>
    <message>
        <source>{train} images to learn from, {validation} to judge each epoch, {test} to test at the end.</source>
        <translation>훈련 {train}장, 에폭마다 검증 {validation}장, 마지막에 테스트 {test}장입니다.</translation>
    </message>
    <message>
        <source>about {seconds} s an epoch</source>
        <translation>에폭마다 약 {seconds}초</translation>
    </message>
    <message>
        <source>about {minutes} min an epoch</source>
        <translation>에폭마다 약 {minutes}분</translation>
    </message>
    <message>
        <source>{time}, {megabytes} MB of memory, {count} parameters</source>
        <translation>{time}, 메모리 {megabytes} MB, 파라미터 {count}개</translation>
    </message>
    <message>
        <source>{train} / {batch} = {steps} steps an epoch</source>
        <translation>{train} / {batch} = 에폭마다 {steps}스텝</translation>
    </message>
    <message>
        <source>The classes are about equally large.</source>
        <translation>클래스마다 이미지 수가 비슷합니다.</translation>
    </message>
    <message>
        <source>The largest class has {times} times as many images as the smallest: see “Balance” in the setup.</source>
        <translation>가장 큰 클래스의 이미지가 가장 작은 클래스의 {times}배입니다. 설정의 “균형”을 보십시오.</translation>
    </message>
    <message>
        <source>Off: every epoch sees the same images. Turn it on behind “More” in the setup.</source>
        <translation>꺼져 있습니다. 에폭마다 같은 이미지를 봅니다. 설정의 “더 보기”에서 켤 수 있습니다.</translation>
    </message>
    <message>
        <source>One image as the network would get it in twelve epochs.</source>
        <translation>이미지 한 장을 열두 에폭 동안 네트워크가 받는 모습입니다.</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>Before you start</source>
        <translation>시작하기 전에</translation>
    </message>
    <message>
        <source>What the network will learn from.</source>
        <translation>네트워크가 배울 이미지입니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;The first images of the first batch, as the network gets them, with the class that each is said to be. Wrong labels and unreadable images are seen here before hours of training are spent on them.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Augmentation&lt;/b&gt; changes every training image a little, another way in each epoch, so that the network learns what does not matter. Images to judge and to test with are never changed.&lt;/p&gt;</source>
        <translation>&lt;p&gt;첫 배치의 앞쪽 이미지를 네트워크가 받는 그대로, 정답과 함께 보여 줍니다. 잘못된 정답이나 알아볼 수 없는 이미지를 몇 시간 학습하기 전에 여기서 찾을 수 있습니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;데이터 증강&lt;/b&gt;은 훈련 이미지를 에폭마다 조금씩 다르게 바꾸어, 무엇이 중요하지 않은지를 배우게 합니다. 검증과 테스트에 쓰는 이미지는 바꾸지 않습니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>The first batch</source>
        <translation>첫 배치</translation>
    </message>
    <message>
        <source>Images of each class</source>
        <translation>클래스별 이미지 수</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>데이터 증강</translation>
    </message>
</context>
<context>
    <name>RunSetupView</name>
    <message>
        <source>As recommended</source>
        <translation>권장값대로</translation>
    </message>
    <message>
        <source>✓ advised</source>
        <translation>✓ 권장값</translation>
    </message>
    <message>
        <source>advised: on</source>
        <translation>권장: 켬</translation>
    </message>
    <message>
        <source>advised: off</source>
        <translation>권장: 끔</translation>
    </message>
    <message>
        <source>advised {value}</source>
        <translation>권장값 {value}</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>What to learn, with what, and how.</source>
        <translation>무엇을, 무엇으로, 어떻게 배울지 정합니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;Every field holds what the course recommends until you change it. Go into a field, and a sentence says what it does.&lt;/p&gt;&lt;p&gt;One update of the weights is a &lt;b&gt;step&lt;/b&gt;; it takes one &lt;b&gt;batch&lt;/b&gt; of images. When all training images have been seen once, that is an &lt;b&gt;epoch&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;The same setup as a file trains without a window: &lt;code&gt;cnnviz train FILE.toml&lt;/code&gt;.&lt;/p&gt;</source>
        <translation>&lt;p&gt;바꾸기 전까지는 모든 항목이 수업의 권장값입니다. 항목에 들어가면 무엇을 하는 값인지 한 문장으로 알려 줍니다.&lt;/p&gt;&lt;p&gt;가중치를 한 번 고치는 것이 한 &lt;b&gt;스텝&lt;/b&gt;이고, 스텝마다 이미지 한 &lt;b&gt;배치&lt;/b&gt;를 씁니다. 훈련 이미지를 모두 한 번씩 보면 한 &lt;b&gt;에폭&lt;/b&gt;입니다.&lt;/p&gt;&lt;p&gt;같은 설정을 파일로 저장하면 창 없이도 학습할 수 있습니다. &lt;code&gt;cnnviz train 파일.toml&lt;/code&gt;&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Augmentation, weight decay, early stop …</source>
        <translation>데이터 증강, 가중치 감쇠, 조기 종료 …</translation>
    </message>
    <message>
        <source>Show every field of a run</source>
        <translation>모든 항목을 보입니다</translation>
    </message>
    <message>
        <source>Show the most important fields</source>
        <translation>중요한 항목만 보입니다</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>레시피</translation>
    </message>
    <message>
        <source>Begin with a setup that is known to work</source>
        <translation>잘 되는 것으로 확인된 설정에서 시작합니다</translation>
    </message>
    <message>
        <source>Copy TOML</source>
        <translation>TOML 복사</translation>
    </message>
    <message>
        <source>Copy this setup as a file that cnnviz train takes</source>
        <translation>이 설정을 cnnviz train이 읽는 형식으로 복사합니다</translation>
    </message>
    <message>
        <source>Save this setup as a TOML file</source>
        <translation>이 설정을 TOML 파일로 저장합니다</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>실행 열기</translation>
    </message>
    <message>
        <source>Watch a run that is there already, also one that is being trained elsewhere</source>
        <translation>이미 있는 실행을 봅니다. 다른 곳에서 학습 중인 것도 됩니다</translation>
    </message>
</context>
<context>
    <name>SampleChooserView</name>
    <message>
        <source>Samples</source>
        <translation>샘플</translation>
    </message>
    <message>
        <source>Digits that others wrote, as they lie in the data set.</source>
        <translation>다른 사람들이 쓴 숫자를 데이터셋에 있는 그대로 봅니다.</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Which digit</source>
        <translation>숫자 고르기</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Download MNIST, 70,000 handwritten digits (12 MB)</source>
        <translation>손글씨 숫자 70,000개 MNIST 내려받기 (12 MB)</translation>
    </message>
    <message>
        <source>Downloading MNIST</source>
        <translation>MNIST를 내려받는 중입니다</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>Pen digits</source>
        <translation>펜 숫자</translation>
    </message>
    <message>
        <source>MNIST test</source>
        <translation>MNIST 시험</translation>
    </message>
    <message>
        <source>MNIST train</source>
        <translation>MNIST 학습</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>Fashion-MNIST</source>
        <translation>Fashion-MNIST</translation>
    </message>
    <message>
        <source>CIFAR-10</source>
        <translation>CIFAR-10</translation>
    </message>
</context>
<context>
    <name>ScrubberView</name>
    <message>
        <source>Stop writing the film</source>
        <translation>필름 저장 멈추기</translation>
    </message>
    <message>
        <source>Save the film as a GIF</source>
        <translation>필름을 GIF로 저장</translation>
    </message>
    <message>
        <source>live</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>end</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>현재로</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>끝으로</translation>
    </message>
    <message>
        <source>The first weights are saved as soon as the training begins.</source>
        <translation>학습이 시작되면 곧 첫 가중치를 저장합니다.</translation>
    </message>
    <message>
        <source>The film is being written: frame {done} of {total}</source>
        <translation>필름을 저장하고 있습니다: {total}장 중 {done}장</translation>
    </message>
    <message>
        <source>Step {step} of {steps}, one of {count} saved moments</source>
        <translation>{steps}스텝 중 {step}스텝, 저장된 시점 {count}개 중 하나</translation>
    </message>
    <message>
        <source>Scrubber</source>
        <translation>되돌려 보기</translation>
    </message>
    <message>
        <source>&lt;p&gt;While it learns, the weights are saved again and again: closely at the beginning, where much happens, and less often later. Move the slider, and the whole window shows the network of that moment: filters, feature maps, probabilities, also on the other pages.&lt;/p&gt;&lt;p&gt;Each row of the film is a class, each column a saved moment: dark where the network took what is drawn for that class.&lt;/p&gt;</source>
        <translation>&lt;p&gt;학습하는 동안 가중치를 계속 저장합니다. 변화가 큰 처음에는 촘촘하게, 뒤로 갈수록 드물게 저장합니다. 슬라이더를 움직이면 필터, 특징 맵, 확률까지 창 전체가 그 시점의 네트워크를 보여 줍니다. 다른 화면도 마찬가지입니다.&lt;/p&gt;&lt;p&gt;필름의 한 줄은 클래스 하나, 한 칸은 저장된 시점 하나입니다. 네트워크가 그린 것을 그 클래스라고 본 곳이 진하게 보입니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Saved moments</source>
        <translation>저장된 시점</translation>
    </message>
    <message>
        <source>Stop the film</source>
        <translation>필름 멈추기</translation>
    </message>
    <message>
        <source>Play the training as a film</source>
        <translation>학습 과정을 필름처럼 재생</translation>
    </message>
    <message>
        <source>Show the newest moment, and go on with the training</source>
        <translation>가장 최근 시점을 보고 학습을 따라갑니다</translation>
    </message>
</context>
<context>
    <name>SettingsMenu</name>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Colours of values</source>
        <translation>값의 색</translation>
    </message>
    <message>
        <source>Blue and orange</source>
        <translation>파랑과 주황</translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation>시비디스(Cividis)</translation>
    </message>
    <message>
        <source>Open the folder of log files</source>
        <translation>로그 파일 폴더 열기</translation>
    </message>
</context>
<context>
    <name>ShapeCardView</name>
    <message>
        <source>Record a pass: its shapes are listed here, ready to be copied.</source>
        <translation>순전파를 한 번 기록하면 모양이 바뀌는 과정을 여기에 적어 줍니다. 복사할 수도 있습니다.</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>{name}: {shape}, {count} numbers</source>
        <translation>{name}: {shape}, 수 {count}개</translation>
    </message>
    <message>
        <source>Copied as text.</source>
        <translation>텍스트로 복사했습니다.</translation>
    </message>
    <message>
        <source>Copied as a Markdown table.</source>
        <translation>마크다운 표로 복사했습니다.</translation>
    </message>
    <message>
        <source>All shapes of this pass; click one.</source>
        <translation>누르면 그 단계로 갑니다.</translation>
    </message>
    <message>
        <source>Shape card</source>
        <translation>모양 변화</translation>
    </message>
    <message>
        <source>&lt;p&gt;What is written on the board in class: the shape of the tensor after each part of the network. What the stepper has passed is dark, where it stands is marked, what comes is grey.&lt;/p&gt;&lt;p&gt;The first number is the batch: it never changes. Then come the channels, the height and the width, until flattening puts them into one row.&lt;/p&gt;&lt;p&gt;Click a shape to go there. The buttons copy the card as text or as a Markdown table.&lt;/p&gt;</source>
        <translation>&lt;p&gt;수업에서 칠판에 적는 그것입니다. 네트워크의 각 부분을 지난 뒤 텐서의 모양을 차례로 적었습니다. 지나온 것은 진하게, 지금 있는 곳은 색으로, 앞으로 올 것은 흐리게 보입니다.&lt;/p&gt;&lt;p&gt;첫 번째 수는 배치 크기라서 바뀌지 않습니다. 그다음이 채널, 높이, 너비이고, 펼치면 한 줄이 됩니다.&lt;/p&gt;&lt;p&gt;모양을 누르면 그 단계로 갑니다. 단추를 누르면 텍스트나 마크다운 표로 복사합니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Copy the shapes as text</source>
        <translation>모양 변화를 텍스트로 복사</translation>
    </message>
    <message>
        <source>Copy the shapes as a Markdown table</source>
        <translation>모양 변화를 마크다운 표로 복사</translation>
    </message>
    <message>
        <source>The shapes of this pass</source>
        <translation>이번 순전파의 모양들</translation>
    </message>
</context>
<context>
    <name>SoftmaxView</name>
    <message>
        <source>Choose a picture: here its scores become probabilities.</source>
        <translation>이미지를 고르면 점수가 확률이 되는 과정을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>소프트맥스</translation>
    </message>
    <message>
        <source>Each score becomes a power of e; its share of the sum is the probability.</source>
        <translation>점수마다 e의 거듭제곱을 구하고, 합에서 차지하는 비율이 확률입니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;The last layer gives one score for each class: any number. Softmax takes e to the power of each and divides by the sum: all become positive and add up to 1, and the order stays.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Temperature&lt;/b&gt; divides the scores first. Above 1 the probabilities draw nearer to one another, below 1 the leader takes all. The answer never changes, but how sure it sounds does.&lt;/p&gt;</source>
        <translation>&lt;p&gt;마지막 층은 클래스마다 점수(로짓)를 하나씩 냅니다. 소프트맥스는 점수마다 e의 거듭제곱을 구해 그 합으로 나눕니다. 모두 양수가 되고 더하면 1이며, 순서는 그대로입니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;온도&lt;/b&gt;로 점수를 먼저 나눕니다. 1보다 크면 확률이 서로 가까워지고, 1보다 작으면 가장 큰 것이 거의 다 가져갑니다. 답은 바뀌지 않지만 얼마나 확신하는지는 달라집니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>온도</translation>
    </message>
    <message>
        <source>Scores are divided by it first. A double click sets it to 1.</source>
        <translation>점수를 먼저 이 값으로 나눕니다. 두 번 누르면 1이 됩니다.</translation>
    </message>
    <message>
        <source>score z</source>
        <translation>점수 z</translation>
    </message>
    <message>
        <source>z / T</source>
        <translation>z / T</translation>
    </message>
    <message>
        <source>power eᶻ</source>
        <translation>거듭제곱 eᶻ</translation>
    </message>
    <message>
        <source>share</source>
        <translation>비율</translation>
    </message>
</context>
<context>
    <name>SourceView</name>
    <message>
        <source>The source of this network cannot be read, so there are no lines to walk through.</source>
        <translation>이 네트워크의 소스 코드를 읽을 수 없어서 한 줄씩 실행할 것이 없습니다.</translation>
    </message>
    <message>
        <source>The pass is being recorded.</source>
        <translation>순전파를 기록하고 있습니다.</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>{step}단계</translation>
    </message>
    <message>
        <source>A click pins it, to be compared with another moment.</source>
        <translation>누르면 값을 고정해 두고 다른 시점과 비교할 수 있습니다.</translation>
    </message>
    <message>
        <source>{type}, {count} parameters</source>
        <translation>{type}, 파라미터 {count}개</translation>
    </message>
    <message>
        <source>{type} of {count}</source>
        <translation>{type}, {count}개</translation>
    </message>
    <message>
        <source>{low} to {high}, mean {mean}</source>
        <translation>{low}부터 {high}까지, 평균 {mean}</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>소스 코드</translation>
    </message>
    <message>
        <source>The pass as it ran: one line, one step, forward or back.</source>
        <translation>실제로 실행된 순서 그대로, 한 줄씩 앞뒤로 움직입니다.</translation>
    </message>
    <message>
        <source>Nothing was recorded. “A” tries once more, and above something else can be chosen.</source>
        <translation>기록된 것이 없습니다. “A”를 눌러 다시 기록하거나 위에서 다른 것을 고르십시오.</translation>
    </message>
    <message>
        <source>This pass was recorded with detail=&quot;modules&quot;: its layers without lines. Record it with detail=&quot;full&quot; to walk through it line by line.</source>
        <translation>이 실행은 detail=&quot;modules&quot;로 기록되어 층만 있고 코드 줄은 없습니다. 한 줄씩 따라가려면 detail=&quot;full&quot;로 기록하십시오.</translation>
    </message>
    <message>
        <source>Draw a digit on the Draw page, take a sample from the input menu, or choose the images of a data set above.</source>
        <translation>그리기 화면에서 숫자를 그리거나, 입력 메뉴에서 샘플을 고르거나, 위에서 데이터셋의 이미지를 고르십시오.</translation>
    </message>
    <message>
        <source>backward: {name}</source>
        <translation>역전파: {name}</translation>
    </message>
    <message>
        <source>update: {name}</source>
        <translation>갱신: {name}</translation>
    </message>
    <message>
        <source>&lt;p&gt;This is the network’s own Python, and the pass that it made with the input of now. &lt;b&gt;Runs next&lt;/b&gt; is the line that would run if you pressed &lt;b&gt;n&lt;/b&gt;; &lt;b&gt;just ran&lt;/b&gt; is the one before it. At the end of a line stands the shape that it made.&lt;/p&gt;&lt;p&gt;&lt;b&gt;s&lt;/b&gt; goes into the layer that the line calls, &lt;b&gt;b&lt;/b&gt; goes back: nothing is computed again, the pass was recorded.&lt;/p&gt;&lt;p&gt;Click beside a line number for a mark, where &lt;b&gt;c&lt;/b&gt; stops; the flag below has other reasons to stop. Point at a name for its value; a click on it pins the value.&lt;/p&gt;</source>
        <translation>&lt;p&gt;네트워크의 실제 Python 코드와, 지금 입력으로 실행한 순전파입니다. &lt;b&gt;다음 실행&lt;/b&gt;은 &lt;b&gt;n&lt;/b&gt;을 누르면 실행될 줄이고 &lt;b&gt;방금 실행&lt;/b&gt;은 그 바로 앞에 실행된 줄입니다. 줄 끝에는 그 줄이 만든 모양이 있습니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;s&lt;/b&gt;는 그 줄이 부르는 층 안으로 들어가고 &lt;b&gt;b&lt;/b&gt;는 되돌아갑니다. 다시 계산하지 않고 기록을 보여 줍니다.&lt;/p&gt;&lt;p&gt;줄 번호 옆을 누르면 표시가 생기고, &lt;b&gt;c&lt;/b&gt;는 그 표시에서 멈춥니다. 아래 깃발 단추에는 다른 멈출 조건이 있습니다. 변수를 가리키면 값이 보이고 누르면 값을 고정합니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Call stack</source>
        <translation>호출 스택</translation>
    </message>
    <message>
        <source>Source code</source>
        <translation>소스 코드</translation>
    </message>
    <message>
        <source>Pinned values</source>
        <translation>고정한 값</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>고정 풀기</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>just ran</source>
        <translation>방금 실행</translation>
    </message>
    <message>
        <source>runs next</source>
        <translation>다음 실행</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>next</source>
        <comment>key strip</comment>
        <translation>다음</translation>
    </message>
    <message>
        <source>back</source>
        <comment>key strip</comment>
        <translation>이전</translation>
    </message>
    <message>
        <source>into</source>
        <comment>key strip</comment>
        <translation>안으로</translation>
    </message>
    <message>
        <source>return</source>
        <comment>key strip</comment>
        <translation>끝까지</translation>
    </message>
    <message>
        <source>stack</source>
        <comment>key strip</comment>
        <translation>스택</translation>
    </message>
    <message>
        <source>mark</source>
        <comment>key strip</comment>
        <translation>표시</translation>
    </message>
    <message>
        <source>here</source>
        <comment>key strip</comment>
        <translation>현재 줄</translation>
    </message>
</context>
<context>
    <name>StopWords</name>
    <message>
        <source>Stopped at the mark on line {line}.</source>
        <translation>{line}번째 줄의 표시에서 멈췄습니다.</translation>
    </message>
    <message>
        <source>Stopped: a tensor of the shape {shape} appears.</source>
        <translation>멈춤: 모양이 {shape}인 텐서가 생겼습니다.</translation>
    </message>
    <message>
        <source>Stopped: shape {before} → {after}.</source>
        <translation>멈춤: 모양 {before} → {after}.</translation>
    </message>
    <message>
        <source>Stopped: NaN or Inf appears. NaN: {nan}, Inf: {inf}, of {count} numbers.</source>
        <translation>멈춤: NaN이나 Inf가 생겼습니다. 값 {count}개 중 NaN {nan}개, Inf {inf}개.</translation>
    </message>
    <message>
        <source>Stopped: “{name}” has changed.</source>
        <translation>멈춤: 변수 “{name}”이(가) 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Stopped: {expression} is true now.</source>
        <translation>멈춤: {expression} 식이 참이 되었습니다.</translation>
    </message>
    <message>
        <source>Nothing further to stop for.</source>
        <translation>더 멈출 곳이 없습니다.</translation>
    </message>
</context>
<context>
    <name>StopsView</name>
    <message>
        <source>“{text}” is not a name of Python: letters, digits and _, no digit first.</source>
        <translation>“{text}”은(는) Python의 이름이 될 수 없습니다. 글자, 숫자, _만 쓰고 숫자로 시작하지 않아야 합니다.</translation>
    </message>
    <message>
        <source>One = gives a name its value. To ask whether two things are equal, write ==.</source>
        <translation>=는 변수에 값을 넣는 기호입니다. 두 값이 같은지 물으려면 ==를 쓰십시오.</translation>
    </message>
    <message>
        <source>Python cannot read this: {error}.</source>
        <translation>Python 문법에 맞지 않습니다: {error}.</translation>
    </message>
    <message>
        <source>Nothing is called “{name}” in this pass. Did you mean “{near}”?</source>
        <translation>이번 실행에는 “{name}”이라는 이름이 없습니다. “{near}”을(를) 찾으십니까?</translation>
    </message>
    <message>
        <source>Nothing is called “{name}” in this pass; there is {known}.</source>
        <translation>이번 실행에는 “{name}”이라는 이름이 없습니다. 있는 이름: {known}.</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>바뀔 때</translation>
    </message>
    <message>
        <source>becomes true</source>
        <translation>참이 될 때</translation>
    </message>
    <message>
        <source>has no answer anywhere: {error}</source>
        <translation>어디에서도 계산되지 않음: {error}</translation>
    </message>
    <message>
        <source>is nowhere true</source>
        <translation>참이 되는 곳이 없음</translation>
    </message>
    <message>
        <source>becomes true, places: {count}</source>
        <translation>참이 되는 곳 {count}곳</translation>
    </message>
    <message>
        <source>Looking for the places: {what} …</source>
        <translation>멈출 곳을 찾고 있습니다: {what} …</translation>
    </message>
    <message>
        <source>Looking for the places: {what}, {percent} % of the pass …</source>
        <translation>멈출 곳을 찾고 있습니다: {what}, 전체의 {percent}% …</translation>
    </message>
    <message>
        <source>Where to stop</source>
        <translation>멈출 곳</translation>
    </message>
    <message>
        <source>Stop where</source>
        <translation>멈출 조건</translation>
    </message>
    <message>
        <source>a shape changes</source>
        <translation>모양이 바뀜</translation>
    </message>
    <message>
        <source>After each operation whose result has another shape than what it was given</source>
        <translation>연산 결과의 모양이 입력의 모양과 다르면 그 연산 바로 뒤에서 멈춥니다</translation>
    </message>
    <message>
        <source>NaN or Inf appears</source>
        <translation>NaN이나 Inf가 생김</translation>
    </message>
    <message>
        <source>After the operation that makes the first number that is none, not after all that follow</source>
        <translation>NaN이나 Inf를 처음 만든 연산 뒤에서만 멈추고, 그것을 이어받은 연산에서는 멈추지 않습니다</translation>
    </message>
    <message>
        <source>changes:</source>
        <translation>바뀌는 변수:</translation>
    </message>
    <message>
        <source>A name that changes</source>
        <translation>바뀌는 변수</translation>
    </message>
    <message>
        <source>A name of a function, such as out: stop after a line that changes it (Enter)</source>
        <translation>함수의 변수(예: out). 그 변수를 바꾼 줄 뒤에서 멈춥니다 (Enter)</translation>
    </message>
    <message>
        <source>is true:</source>
        <translation>참이 되는 식:</translation>
    </message>
    <message>
        <source>An expression that becomes true</source>
        <translation>참이 되는 식</translation>
    </message>
    <message>
        <source>Any Python that has an answer, such as out.shape[1] &gt; 16: stop where it becomes true (Enter)</source>
        <translation>Python 식(예: out.shape[1] &gt; 16). 참이 되는 곳에서 멈춥니다 (Enter)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Stop for what stands in the fields, too (Enter)</source>
        <translation>입력한 조건에서도 멈추게 합니다 (Enter)</translation>
    </message>
    <message>
        <source>Close; the conditions stay</source>
        <translation>닫기 (조건은 그대로 남습니다)</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>조건</translation>
    </message>
    <message>
        <source>Do not stop for this</source>
        <translation>이 조건 지우기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>TensorPictureView</name>
    <message>
        <source>The tensor that was made last, or the one that you choose.</source>
        <translation>가장 최근에 만들어진 텐서, 또는 직접 고른 텐서입니다.</translation>
    </message>
    <message>
        <source>Record a pass: each step shows the tensor that it made here.</source>
        <translation>순전파를 한 번 기록하면 단계마다 만들어진 텐서를 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>NaN 개수</translation>
    </message>
    <message>
        <source>infinite</source>
        <translation>무한대 개수</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>std. dev.</source>
        <translation>표준편차</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>0인 값</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>최솟값</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>최댓값</translation>
    </message>
    <message>
        <source>channel {channel}, row {row}, column {column}: {value}</source>
        <translation>채널 {channel}, {row}행 {column}열: {value}</translation>
    </message>
    <message>
        <source>number {place}: {value}</source>
        <translation>{place}번째 수: {value}</translation>
    </message>
    <message>
        <source>number {place}, of channel {channel}: {value}</source>
        <translation>{place}번째 수, 채널 {channel}: {value}</translation>
    </message>
    <message>
        <source>row {row}, column {column}: {value}</source>
        <translation>{row}행 {column}열: {value}</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>before</source>
        <translation>갱신 전</translation>
    </message>
    <message>
        <source>after</source>
        <translation>갱신 후</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>gradient of {name}</source>
        <translation>{name}의 기울기</translation>
    </message>
    <message>
        <source>Click a weight: its own sum is written on the right.</source>
        <translation>가중치를 누르면 계산식이 오른쪽에 나옵니다.</translation>
    </message>
    <message>
        <source>Filter {filter} of {filters}: for each of {channels} channels {height} × {width}.</source>
        <translation>필터 {filters}개 중 {filter}번: 채널 {channels}개마다 {height}×{width}</translation>
    </message>
    <message>
        <source>Row {row} of {rows}: {count} weights.</source>
        <translation>{rows}행 중 {row}행: 가중치 {count}개</translation>
    </message>
    <message>
        <source>A single number, without axes.</source>
        <translation>축이 없는 수 하나입니다.</translation>
    </message>
    <message>
        <source>{count} numbers in a row.</source>
        <translation>수 {count}개가 한 줄로 있습니다.</translation>
    </message>
    <message>
        <source>Entry N of {images}: {count} numbers, a line for each of {channels} channels.</source>
        <translation>{images}개(N) 중 하나, 수 {count}개를 채널 {channels}개마다 한 줄씩</translation>
    </message>
    <message>
        <source>Entry N of {images}: {count} numbers in a row.</source>
        <translation>{images}개(N) 중 하나, 한 줄로 이어진 수 {count}개</translation>
    </message>
    <message>
        <source>Entry N of {images}: {rows} rows of {columns} numbers.</source>
        <translation>{images}개(N) 중 하나, {rows}행 × {columns}열</translation>
    </message>
    <message>
        <source>Entry N of {images}, its planes of {height} × {width} side by side.</source>
        <translation>{images}개(N) 중 하나, {height}×{width} 평면을 나란히 놓았습니다.</translation>
    </message>
    <message>
        <source>Image N of {images}, one channel C, H × W = {height} × {width}.</source>
        <translation>이미지 {images}장(N) 중 한 장, 채널 1개(C), H×W = {height}×{width}</translation>
    </message>
    <message>
        <source>Image N of {images}, its {channels} channels C, each H × W = {height} × {width}.</source>
        <translation>이미지 {images}장(N) 중 한 장, 채널 {channels}개(C), H×W = {height}×{width}</translation>
    </message>
    <message>
        <source>This tensor is empty: one of its axes is 0.</source>
        <translation>빈 텐서입니다. 크기가 0인 축이 있습니다.</translation>
    </message>
    <message>
        <source>Something wrote over these numbers before they could be kept; only the shape is known.</source>
        <translation>값을 보관하기 전에 다른 연산이 덮어써서 모양만 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Only the shape of this tensor was recorded, not its numbers.</source>
        <translation>이 텐서는 값 없이 모양만 기록했습니다.</translation>
    </message>
    <message>
        <source>The numbers of this tensor were not kept: the memory set aside for the pass was full. Their statistics are beside.</source>
        <translation>기록에 쓸 메모리가 다 차서 이 텐서의 값은 보관하지 않았습니다. 통계는 옆에 있습니다.</translation>
    </message>
    <message>
        <source>Picture of</source>
        <translation>텐서 그림</translation>
    </message>
    <message>
        <source>&lt;p&gt;A tensor of four axes is a batch of images: &lt;b&gt;[N, C, H, W]&lt;/b&gt;. &lt;b&gt;N&lt;/b&gt; is the image in the batch, &lt;b&gt;C&lt;/b&gt; the channel, &lt;b&gt;H&lt;/b&gt; and &lt;b&gt;W&lt;/b&gt; are the rows and columns of each channel. Choose N and C in the fields, or click a channel.&lt;/p&gt;&lt;p&gt;Orange is above zero, blue below, and zero has the colour of the paper. All channels share one scale.&lt;/p&gt;&lt;p&gt;A tensor of two axes is a row of numbers for each image: it is folded into lines, and where it was flattened from maps, each line is one channel.&lt;/p&gt;&lt;p&gt;On the way back the picture is a &lt;b&gt;gradient&lt;/b&gt;: how much the loss grows with each number. After an update it shows the weights before and after, and the difference; click one weight, and its sum is written out.&lt;/p&gt;</source>
        <translation>&lt;p&gt;축이 네 개인 텐서는 이미지 배치입니다: &lt;b&gt;[N, C, H, W]&lt;/b&gt;. &lt;b&gt;N&lt;/b&gt;은 배치 안의 이미지, &lt;b&gt;C&lt;/b&gt;는 채널, &lt;b&gt;H&lt;/b&gt;와 &lt;b&gt;W&lt;/b&gt;는 채널마다의 행과 열입니다. 입력란에서 N과 C를 고르거나 채널을 누르십시오.&lt;/p&gt;&lt;p&gt;주황은 0보다 큰 값, 파랑은 0보다 작은 값이고 0은 종이 색입니다. 모든 채널이 같은 눈금을 씁니다.&lt;/p&gt;&lt;p&gt;축이 두 개인 텐서는 이미지마다 수가 한 줄로 있습니다. 여러 줄로 접어서 보여 주며, 특징 맵을 펼친 것이면 한 줄이 한 채널입니다.&lt;/p&gt;&lt;p&gt;역전파 단계에서는 &lt;b&gt;기울기&lt;/b&gt;, 곧 값 하나가 커질 때 손실이 얼마나 커지는지를 보여 줍니다. 갱신 단계에서는 갱신 전과 후의 가중치와 그 차이를 보여 주며, 가중치 하나를 누르면 계산식이 나옵니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Which tensor of this step</source>
        <translation>이 단계에서 볼 텐서</translation>
    </message>
    <message>
        <source>Image N of the batch</source>
        <translation>배치의 이미지 N</translation>
    </message>
    <message>
        <source>Which image of the batch (arrow keys, or type its number)</source>
        <translation>배치에서 볼 이미지 (화살표 키, 또는 번호 입력)</translation>
    </message>
    <message>
        <source>Channel C</source>
        <translation>채널 C</translation>
    </message>
    <message>
        <source>Which channel (arrow keys, or type its number)</source>
        <translation>볼 채널 (화살표 키, 또는 번호 입력)</translation>
    </message>
    <message>
        <source>The channels of the tensor</source>
        <translation>텐서의 채널</translation>
    </message>
    <message>
        <source>The numbers of the tensor as a picture</source>
        <translation>텐서의 값을 그린 그림</translation>
    </message>
    <message>
        <source>The numbers of the tensor</source>
        <translation>텐서의 값</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>통계</translation>
    </message>
</context>
<context>
    <name>ThresholdView</name>
    <message>
        <source>A threshold tells two classes apart; this network tells more.</source>
        <translation>임곗값은 두 클래스를 가를 때 쓰는데, 이 네트워크는 클래스가 더 많습니다.</translation>
    </message>
    <message>
        <source>From {threshold} on the answer is “{name}”. {found} of them are found, {false} of the others are taken for it by mistake; {precision} of the answers “{name}” are right.</source>
        <translation>{threshold}부터 “{name}”(이)라고 답합니다. 그 가운데 {found}를 찾아내고, 나머지의 {false}를 잘못 고릅니다. “{name}”(이)라는 답은 {precision}가 맞습니다.</translation>
    </message>
    <message>
        <source>Area below the curve: {area}</source>
        <translation>곡선 아래 넓이(AUC): {area}</translation>
    </message>
    <message>
        <source>Average precision: {value}</source>
        <translation>평균 정밀도: {value}</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>임곗값</translation>
    </message>
    <message>
        <source>What each threshold finds, and what it takes for it by mistake.</source>
        <translation>임곗값마다 무엇을 찾아내고 무엇을 잘못 고르는지 봅니다.</translation>
    </message>
    <message>
        <source>&lt;p&gt;A network of two classes gives one probability. Usually the answer is yes from 0.5 on; a lower threshold finds more, and takes more by mistake.&lt;/p&gt;&lt;p&gt;&lt;b&gt;ROC&lt;/b&gt;: what is found against what is taken by mistake, for every threshold. &lt;b&gt;Precision and recall&lt;/b&gt;: how many of the answers are right against how many are found.&lt;/p&gt;</source>
        <translation>&lt;p&gt;두 클래스를 가르는 네트워크는 확률을 하나 냅니다. 보통 0.5부터 “예”라고 답합니다. 임곗값을 낮추면 더 많이 찾아내지만 잘못 고르는 것도 늘어납니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;ROC&lt;/b&gt;: 모든 임곗값에서 찾아낸 비율(재현율)과 잘못 고른 비율(위양성률)입니다. &lt;b&gt;정밀도와 재현율&lt;/b&gt;: 답이 맞은 비율과 찾아낸 비율입니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>The probability from which the second class is answered.</source>
        <translation>둘째 클래스라고 답하기 시작하는 확률입니다.</translation>
    </message>
    <message>
        <source>Highest F1</source>
        <translation>F1이 가장 높은 곳</translation>
    </message>
    <message>
        <source>Go to the threshold with the highest F1.</source>
        <translation>F1이 가장 높은 임곗값으로 갑니다.</translation>
    </message>
    <message>
        <source>ROC curve</source>
        <translation>ROC 곡선</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>정밀도와 재현율</translation>
    </message>
    <message>
        <source>taken by mistake</source>
        <translation>위양성률</translation>
    </message>
    <message>
        <source>found</source>
        <translation>재현율</translation>
    </message>
    <message>
        <source>right</source>
        <translation>정밀도</translation>
    </message>
</context>
<context>
    <name>TopBarView</name>
    <message>
        <source>loading …</source>
        <translation>불러오는 중 …</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>직접 그린 숫자</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>{count} steps recorded, {size} MB</source>
        <translation>{count}단계 기록됨, {size} MB</translation>
    </message>
    <message>
        <source>PyTorch is being loaded; you can draw already.</source>
        <translation>PyTorch를 불러오는 중입니다. 그리기는 지금도 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Answer in {milliseconds} ms on CPU</source>
        <translation>CPU에서 {milliseconds} ms 만에 응답</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>발표 모드</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Saved: {file}</source>
        <translation>저장했습니다: {file}</translation>
    </message>
</context>
<context>
    <name>TransportView</name>
    <message>
        <source>forward</source>
        <translation>순전파</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>역전파</translation>
    </message>
    <message>
        <source>optimiser</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>평가</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>{step}단계</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>/ {count}</translation>
    </message>
    <message>
        <source>{count} steps/s</source>
        <translation>초당 {count}단계</translation>
    </message>
    <message>
        <source>1 step/s</source>
        <translation>초당 1단계</translation>
    </message>
    <message>
        <source>Steps of the pass</source>
        <translation>순전파의 단계</translation>
    </message>
    <message>
        <source>Long ticks: the shape changes. Rings: where a run stops.</source>
        <translation>긴 눈금: 모양이 바뀝니다. 고리: 실행이 멈출 곳입니다.</translation>
    </message>
    <message>
        <source>How fast it plays</source>
        <translation>재생 속도</translation>
    </message>
</context>
<context>
    <name>WalkedView</name>
    <message>
        <source>the drawn digit</source>
        <translation>그린 숫자</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Stop the recording; what was recorded before stays.</source>
        <translation>기록을 멈춥니다. 앞서 기록한 것은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>다시 기록</translation>
    </message>
    <message>
        <source>Next batch</source>
        <translation>다음 배치</translation>
    </message>
    <message>
        <source>Recording …</source>
        <translation>기록하는 중 …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>기록을 멈췄습니다.</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>기록된 것이 없습니다.</translation>
    </message>
    <message>
        <source>“{title}” was opened from a file: nothing is recorded.</source>
        <translation>“{title}” 파일을 열어 보고 있습니다. 지금은 아무것도 기록하지 않습니다.</translation>
    </message>
    <message>
        <source>Recorded in {seconds} s</source>
        <translation>{seconds}초 만에 기록함</translation>
    </message>
    <message>
        <source>Forward pass</source>
        <translation>순전파</translation>
    </message>
    <message>
        <source>Images go through the network, and nothing changes in it.</source>
        <translation>이미지가 네트워크를 통과하며, 네트워크는 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Training step</source>
        <translation>학습 한 단계</translation>
    </message>
    <message>
        <source>A copy of the network learns from one batch: forward, loss, backward, step; then it is judged.</source>
        <translation>네트워크의 사본이 배치 하나로 학습합니다: 순전파, 손실, 역전파, 갱신을 하고 이어서 평가합니다.</translation>
    </message>
    <message>
        <source>What is walked through</source>
        <translation>단계별로 볼 것</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Where the images come from</source>
        <translation>이미지를 가져올 곳</translation>
    </message>
    <message>
        <source>Images in the batch</source>
        <translation>배치에 들어갈 이미지 수</translation>
    </message>
    <message>
        <source>How many images go through together: 1 to 100 (arrow keys, or type a number)</source>
        <translation>한 번에 넣을 이미지 수: 1~100 (화살표 키, 또는 숫자 입력)</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>The algorithm that changes the weights</source>
        <translation>가중치를 바꾸는 알고리즘</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>How far the weights go against the gradient</source>
        <translation>가중치를 기울기 반대 방향으로 옮기는 크기</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>{model} on {count} pictures of “{data}”: accuracy {accuracy}, loss {loss}, calibration error {error}</source>
        <translation>{model}, “{data}” 이미지 {count}장: 정확도 {accuracy}, 손실 {loss}, 보정 오차(ECE) {error}</translation>
    </message>
    <message>
        <source>class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>재현율</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>class, and what it was taken for</source>
        <translation>클래스와 네트워크의 답</translation>
    </message>
    <message>
        <source>The answer is “{name}” from the threshold on. Area under ROC {area}, average precision {precision}</source>
        <translation>확률이 임곗값 이상이면 “{name}”(으)로 답합니다. ROC 곡선 아래 넓이 {area}, 평균 정밀도 {precision}</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>임곗값</translation>
    </message>
    <message>
        <source>found (recall)</source>
        <translation>찾아낸 비율(재현율)</translation>
    </message>
    <message>
        <source>false alarms</source>
        <translation>잘못된 경보</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>highest F1</source>
        <translation>F1이 가장 높음</translation>
    </message>
    <message>
        <source>most found for few false alarms</source>
        <translation>잘못된 경보에 비해 가장 많이 찾음</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>its probability</source>
        <translation>그 클래스의 확률</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>답</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>Wrong answers: {count}. The surest of them:</source>
        <translation>틀린 답: {count}개. 가장 확신한 것부터:</translation>
    </message>
    <message>
        <source>logit</source>
        <translation>로짓</translation>
    </message>
    <message>
        <source>path</source>
        <translation>경로</translation>
    </message>
    <message>
        <source>type</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>made with</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>multiply-adds</source>
        <translation>곱셈-덧셈</translation>
    </message>
    <message>
        <source>total</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>{count} of the parameters are in layers that this input does not pass through.</source>
        <translation>파라미터 {count}개는 이 입력이 지나가지 않는 층에 있습니다.</translation>
    </message>
    <message>
        <source>Something went wrong inside cnnviz ({error}). With --debug it shows where.</source>
        <translation>cnnviz 안에서 문제가 생겼습니다({error}). --debug를 붙이면 어디에서 생겼는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>See a convolutional network work. Without a verb, the window opens: draw a digit in it.</source>
        <translation>합성곱 신경망이 일하는 모습을 봅니다. 명령어 없이 실행하면 창이 열립니다. 창에 숫자를 그려 보십시오.</translation>
    </message>
    <message>
        <source>Verbs</source>
        <translation>명령어</translation>
    </message>
    <message>
        <source>of what the terminal shows; as the system where left out</source>
        <translation>터미널에 나오는 글의 언어. 생략하면 시스템의 언어</translation>
    </message>
    <message>
        <source>show the version and end</source>
        <translation>버전을 보여 주고 끝냅니다</translation>
    </message>
    <message>
        <source>the window; the same as no verb</source>
        <translation>창을 엽니다. 명령을 생략했을 때와 같습니다</translation>
    </message>
    <message>
        <source>Opens the window, with a file in it where one is given.</source>
        <translation>창을 엽니다. 파일을 지정하면 그 파일을 연 채로 시작합니다.</translation>
    </message>
    <message>
        <source>a recorded pass (.trace), a picture, a drawing or weights</source>
        <translation>기록된 실행(.trace), 그림 파일, 저장한 그림, 또는 가중치 파일</translation>
    </message>
    <message>
        <source>what a network sees in pictures and drawings</source>
        <translation>네트워크가 이미지와 그림을 무엇으로 보는지</translation>
    </message>
    <message>
        <source>Shows which classes a network sees in pictures (PNG, JPEG, BMP, WebP; dark on light or light on dark) and in drawings saved in the window.</source>
        <translation>네트워크가 이미지(PNG, JPEG, BMP, WebP. 밝은 바탕에 어두운 글씨든 그 반대든)와 창에서 저장한 그림을 어떤 클래스로 보는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>pictures and drawings</source>
        <translation>이미지와 그림 파일</translation>
    </message>
    <message>
        <source>{names}, or a file of weights for one of them; {name} where left out</source>
        <translation>{names}, 또는 그중 하나의 가중치 파일. 생략하면 {name}</translation>
    </message>
    <message>
        <source>how a digit becomes 28×28 numbers. raw: the whole picture; boxed: its ink in the middle; centred: its centre of mass in the middle, as in MNIST. centred where left out</source>
        <translation>숫자를 28×28개의 수로 바꾸는 방법. raw: 그림 전체, boxed: 획을 가운데로, centred: MNIST처럼 무게중심을 가운데로. 생략하면 centred</translation>
    </message>
    <message>
        <source>the layers of a network: shapes, parameters, multiply-adds</source>
        <translation>네트워크의 층: 모양, 파라미터, 곱셈-덧셈</translation>
    </message>
    <message>
        <source>Lists every layer of a network with the shape that comes out of it, the numbers that it learned and the multiplications (each with an addition) that it needs.</source>
        <translation>네트워크의 모든 층을 출력의 모양, 학습하는 수(파라미터)의 개수, 필요한 곱셈(덧셈 하나씩 포함)의 횟수와 함께 보여 줍니다.</translation>
    </message>
    <message>
        <source>{names}, a file of weights for one of them, or a network of torchvision such as resnet18</source>
        <translation>{names}, 그중 하나의 가중치 파일, 또는 resnet18 같은 torchvision의 네트워크</translation>
    </message>
    <message>
        <source>pictures, channels, height, width; where left out 1,1,28,28 or, for torchvision, 1,3,224,224</source>
        <translation>이미지 수, 채널, 높이, 너비. 생략하면 1,1,28,28, torchvision의 네트워크는 1,3,224,224</translation>
    </message>
    <message>
        <source>pictures of every page of the window</source>
        <translation>창의 모든 페이지를 담은 이미지</translation>
    </message>
    <message>
        <source>Draws a digit in the window and saves a picture of each page. Needs no display.</source>
        <translation>창에 숫자를 그리고 페이지마다 이미지를 저장합니다. 화면이 없어도 됩니다.</translation>
    </message>
    <message>
        <source>where the pictures go; made where it is missing</source>
        <translation>이미지를 저장할 폴더. 없으면 만듭니다</translation>
    </message>
    <message>
        <source>of the window; as the system where left out</source>
        <translation>창의 언어. 생략하면 시스템의 언어</translation>
    </message>
    <message>
        <source>light where left out</source>
        <translation>생략하면 light(밝게)</translation>
    </message>
    <message>
        <source>width and height of the window; 1440x900 where left out</source>
        <translation>창의 너비와 높이. 생략하면 1440x900</translation>
    </message>
    <message>
        <source>pixels for each unit of the size, as on a high-density screen</source>
        <translation>크기 1에 해당하는 픽셀 수(고밀도 화면처럼)</translation>
    </message>
    <message>
        <source>What it takes</source>
        <translation>받는 것</translation>
    </message>
    <message>
        <source>answer in JSON</source>
        <translation>JSON으로 답합니다</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>공통</translation>
    </message>
    <message>
        <source>show this and end</source>
        <translation>이 도움말을 보여 주고 끝냅니다</translation>
    </message>
    <message>
        <source>with an error, show where in the program it comes from</source>
        <translation>오류가 나면 프로그램의 어디에서 났는지 보여 줍니다</translation>
    </message>
    <message>
        <source>Usage:</source>
        <translation>사용법:</translation>
    </message>
    <message>
        <source>Open it with: tensorboard --logdir {folder}</source>
        <translation>여는 명령: tensorboard --logdir {folder}</translation>
    </message>
    <message>
        <source>Search: {folder}, {count} runs</source>
        <translation>탐색: {folder}, 학습 {count}번</translation>
    </message>
    <message>
        <source>validation accuracy</source>
        <translation>검증 정확도</translation>
    </message>
    <message>
        <source>validation loss</source>
        <translation>검증 손실</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>tried</source>
        <translation>시도한 값</translation>
    </message>
    <message>
        <source>test</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>중단함</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>시작 전</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>강제 종료됨</translation>
    </message>
    <message>
        <source>{state}: step {step:,} of {steps:,}, epoch {epoch} of {epochs}</source>
        <translation>{state}: 스텝 {step:,}/{steps:,}, 에폭 {epoch}/{epochs}</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>끝나지 않음</translation>
    </message>
    <message>
        <source>Run: {folder}</source>
        <translation>학습 폴더: {folder}</translation>
    </message>
    <message>
        <source>{set} is not on this computer: downloading it.</source>
        <translation>{set} 데이터가 이 컴퓨터에 없어 내려받습니다.</translation>
    </message>
    <message>
        <source>{done:.1f} of {total:.1f} MB</source>
        <translation>{total:.1f} MB 중 {done:.1f} MB</translation>
    </message>
    <message>
        <source>{done:,.0f} of {total:,.0f} pictures are read</source>
        <translation>이미지 {total:,.0f}장 중 {done:,.0f}장을 읽었습니다</translation>
    </message>
    <message>
        <source>{train:,} images to learn from, {validation:,} to validate, {test:,} to test; {parameters:,} numbers learn on {device}; step {step:,} of {steps:,}</source>
        <translation>학습 {train:,}장, 검증 {validation:,}장, 테스트 {test:,}장. {device}에서 파라미터 {parameters:,}개를 학습합니다. 스텝 {step:,}/{steps:,}</translation>
    </message>
    <message>
        <source>test with the weights of epoch {epoch}: loss {loss:.4f}, {accuracy:.2%}</source>
        <translation>에폭 {epoch}의 가중치로 테스트: 손실 {loss:.4f}, {accuracy:.2%}</translation>
    </message>
    <message>
        <source>stopped; everything is kept, and --resume goes on</source>
        <translation>멈췄습니다. 모두 저장했으며 --resume으로 이어 갈 수 있습니다.</translation>
    </message>
    <message>
        <source>stopped early: no improvement any more</source>
        <translation>조기 종료: 더는 나아지지 않습니다.</translation>
    </message>
    <message>
        <source>epoch {epoch}/{epochs}  training: loss {loss:.4f}, {accuracy:.2%}  {seconds:.1f} s</source>
        <translation>에폭 {epoch}/{epochs}  학습: 손실 {loss:.4f}, {accuracy:.2%}  {seconds:.1f}초</translation>
    </message>
    <message>
        <source>validation: loss {loss:.4f}, {accuracy:.2%}</source>
        <translation>검증: 손실 {loss:.4f}, {accuracy:.2%}</translation>
    </message>
    <message>
        <source>best so far</source>
        <translation>지금까지 최고</translation>
    </message>
    <message>
        <source>train a network, or go on with a training</source>
        <translation>네트워크를 학습하거나, 하던 학습을 이어 갑니다</translation>
    </message>
    <message>
        <source>Trains what a TOML file describes, and leaves a directory from which every moment of the training can be seen again. Ctrl+C stops after the batch that is under way; --resume goes on from there, also after a crash.</source>
        <translation>TOML 파일에 적힌 대로 학습하고, 학습의 모든 순간을 다시 볼 수 있는 폴더를 남깁니다. Ctrl+C를 누르면 하던 배치까지 마치고 멈춥니다. --resume을 주면 갑자기 꺼진 뒤에도 그 자리에서 이어 갑니다.</translation>
    </message>
    <message>
        <source>how a training stands; pause it, stop it, change it while it runs</source>
        <translation>학습 상태 보기, 학습 중 일시 정지·중지·설정 변경</translation>
    </message>
    <message>
        <source>Tells how a run stands, and asks the process that trains in its directory to pause, to resume, for one batch or one epoch, to stop and keep everything, or for another value of a field such as optimiser.learning_rate=0.01.</source>
        <translation>학습이 어디까지 갔는지 알려 주고, 그 폴더에서 학습 중인 프로세스에 일시 정지, 재개, 한 배치, 한 에폭, 모두 저장하고 중지, 또는 optimiser.learning_rate=0.01 같은 설정 변경을 요청합니다.</translation>
    </message>
    <message>
        <source>how good a network is on labelled pictures</source>
        <translation>정답이 있는 이미지로 네트워크를 평가</translation>
    </message>
    <message>
        <source>Judges a network by labelled pictures: accuracy, loss, precision and recall of each class, what was taken for what and, for two classes, what each threshold would give.</source>
        <translation>정답이 있는 이미지로 네트워크를 평가합니다. 정확도와 손실, 클래스별 정밀도와 재현율, 혼동 행렬을 보여 주고, 클래스가 둘이면 임곗값마다의 결과도 보여 줍니다.</translation>
    </message>
    <message>
        <source>many trainings: every combination of values, or samples of them</source>
        <translation>여러 번 학습: 값의 모든 조합 또는 표본</translation>
    </message>
    <message>
        <source>Trains what a TOML file describes with the values that its table [search] lists, and shows which did best. Every trial is a run with a directory of its own; a search that was broken off goes on where it was.</source>
        <translation>TOML 파일에 적은 학습을 [search] 표의 값으로 바꾸어 가며 실행하고 어느 것이 가장 좋았는지 보여 줍니다. 시도마다 실행 폴더가 따로 생기고, 중단된 탐색은 멈춘 곳에서 이어집니다.</translation>
    </message>
    <message>
        <source>a training for other programs</source>
        <translation>학습 기록을 다른 프로그램용으로 내보내기</translation>
    </message>
    <message>
        <source>Writes the curves of a run so that TensorBoard shows them.</source>
        <translation>학습 곡선을 TensorBoard에서 볼 수 있게 씁니다.</translation>
    </message>
    <message>
        <source>what is trained; where left out, the class’s network on MNIST as in the course</source>
        <translation>무엇을 학습할지 적은 파일. 생략하면 수업에서처럼 수업의 네트워크를 MNIST로 학습합니다</translation>
    </message>
    <message>
        <source>where the run is kept; a new folder below “runs” where left out</source>
        <translation>학습을 저장할 폴더. 생략하면 “runs” 아래 새 폴더</translation>
    </message>
    <message>
        <source>go on with the run in this directory</source>
        <translation>이 폴더의 학습을 이어 갑니다</translation>
    </message>
    <message>
        <source>make the directory and begin nothing, for “torchrun -m cnnviz.training.worker DIR”</source>
        <translation>폴더만 만들고 시작하지 않습니다. “torchrun -m cnnviz.training.worker DIR”로 시작할 때 씁니다</translation>
    </message>
    <message>
        <source>pause, resume, batch, epoch, stop or FIELD=VALUE; none to ask for nothing</source>
        <translation>pause, resume, batch, epoch, stop 또는 항목=값. 없으면 상태만 보여 줍니다</translation>
    </message>
    <message>
        <source>the directory of a run, a file of weights, or the name of a network</source>
        <translation>실행 폴더, 가중치 파일 또는 네트워크 이름</translation>
    </message>
    <message>
        <source>a set such as mnist or pen-digits, or a folder of pictures; that of the run where left out</source>
        <translation>mnist, pen-digits 같은 데이터셋이나 이미지 폴더. 생략하면 그 실행의 데이터</translation>
    </message>
    <message>
        <source>which of its pictures, as the run has split them; test where left out</source>
        <translation>실행이 나눈 대로 어느 부분의 이미지를 쓸지. 생략하면 test</translation>
    </message>
    <message>
        <source>the surest mistakes, too; with --json also calibration and thresholds</source>
        <translation>가장 확신한 오답도 보여 줍니다. --json이면 보정과 임곗값도</translation>
    </message>
    <message>
        <source>what is trained, with a table [search] of the values to try</source>
        <translation>무엇을 학습할지와, 시도할 값을 적은 [search] 표</translation>
    </message>
    <message>
        <source>where the runs are kept; a new folder below “runs” where left out. A search there goes on</source>
        <translation>실행을 저장할 폴더. 생략하면 “runs” 아래의 새 폴더. 그곳에 있던 탐색은 이어집니다</translation>
    </message>
    <message>
        <source>a database that several machines share, such as postgresql://…; a file in the folder where left out</source>
        <translation>여러 컴퓨터가 함께 쓰는 데이터베이스(예: postgresql://…). 생략하면 폴더 안의 파일</translation>
    </message>
    <message>
        <source>what for</source>
        <translation>어떤 프로그램용인지</translation>
    </message>
    <message>
        <source>the directory of a run</source>
        <translation>실행 폴더</translation>
    </message>
    <message>
        <source>where the files go; into the run’s directory where left out</source>
        <translation>파일을 저장할 폴더. 생략하면 실행 폴더 안</translation>
    </message>
    <message>
        <source>another value for a field, such as optimiser.learning_rate=0.01; may be given several times</source>
        <translation>항목에 줄 다른 값. 예: optimiser.learning_rate=0.01. 여러 번 쓸 수 있습니다</translation>
    </message>
</context>
</TS>
