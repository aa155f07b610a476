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
        <source>Leave the stepper</source>
        <translation>단계 실행 나가기</translation>
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
        <source>&lt;p&gt;&lt;b&gt;Size&lt;/b&gt;: a kernel of k cells, moved in steps of the stride over an input with padding on both sides, fits into (in + 2·padding − k) / stride + 1 places. Where that is no whole number, ⌊ ⌋ rounds it down.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Parameters&lt;/b&gt;: one weight for each cell of the kernel, each input channel and each output channel, and one bias for each output channel.&lt;/p&gt;&lt;p&gt;&lt;b&gt;MACs&lt;/b&gt; (multiply-adds): how often a weight is multiplied and added for this batch: cells of the output times weights for each cell.&lt;/p&gt;&lt;p&gt;Click a layer to go to the step at which it has run.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;크기&lt;/b&gt;: 크기가 k인 커널을 양쪽에 패딩을 댄 입력 위에서 스트라이드만큼씩 옮기면 (입력 + 2·패딩 − k) / 스트라이드 + 1 자리가 나옵니다. 나누어떨어지지 않으면 ⌊ ⌋로 내림합니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;파라미터&lt;/b&gt;: 커널의 칸, 입력 채널, 출력 채널마다 가중치가 하나씩 있고, 출력 채널마다 편향이 하나씩 있습니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;곱셈 수&lt;/b&gt;: 이 배치에서 가중치를 곱하고 더하는 횟수입니다. 출력 칸 수에 칸마다의 가중치 수를 곱합니다.&lt;/p&gt;&lt;p&gt;층을 누르면 그 층이 막 실행된 단계로 갑니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>The sums of the layers that ran</source>
        <translation>실행된 층의 계산</translation>
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
    <name>CrashReporter</name>
    <message>
        <source>Something went wrong inside the program ({error}). It goes on; what you did last may be missing. “Copy details” copies what the developers need.</source>
        <translation>프로그램 안에서 문제가 생겼습니다({error}). 프로그램은 계속되지만 마지막에 한 일은 반영되지 않았을 수 있습니다. “자세한 내용 복사”를 누르면 개발자에게 필요한 내용이 복사됩니다.</translation>
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
        <source>The data file “{name}” is damaged: its length is not what it says. Download MNIST again.</source>
        <translation>데이터 파일 “{name}”이(가) 손상되었습니다. 길이가 파일에 적힌 것과 다릅니다. MNIST를 다시 내려받으십시오.</translation>
    </message>
    <message>
        <source>“{name}” is not one of MNIST&apos;s files. Choose the folder with its four files, or download it.</source>
        <translation>“{name}” 파일은 MNIST 파일이 아닙니다. MNIST 파일 네 개가 있는 폴더를 고르거나 MNIST를 내려받으십시오.</translation>
    </message>
    <message>
        <source>The file “{name}” did not arrive whole: its checksum is wrong. Try again; in some networks one must first sign in with the browser.</source>
        <translation>“{name}” 파일이 온전히 도착하지 않았습니다. 체크섬이 맞지 않습니다. 다시 시도하십시오. 먼저 브라우저에서 로그인해야 하는 통신망도 있습니다.</translation>
    </message>
    <message>
        <source>There is no room for MNIST in “{folder}”. Free some space, or choose another folder.</source>
        <translation>“{folder}” 폴더에 MNIST를 저장할 공간이 없습니다. 공간을 비우거나 다른 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>MNIST cannot be saved in “{folder}”: {reason}. Choose another folder for data sets.</source>
        <translation>“{folder}” 폴더에 MNIST를 저장할 수 없습니다: {reason}. 데이터셋 폴더를 다른 곳으로 고르십시오.</translation>
    </message>
    <message>
        <source>MNIST cannot be downloaded: “{server}” answers with the error {status}. Try again later.</source>
        <translation>MNIST를 내려받을 수 없습니다. “{server}” 서버가 오류 {status}(으)로 답합니다. 나중에 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>MNIST cannot be downloaded: “{server}” is silent. Check the network, or try again later.</source>
        <translation>MNIST를 내려받을 수 없습니다. “{server}” 서버가 답하지 않습니다. 통신망을 확인하거나 나중에 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>MNIST cannot be downloaded: there is no connection to “{server}” ({reason}). Check the network, and try again.</source>
        <translation>MNIST를 내려받을 수 없습니다. “{server}” 서버에 연결되지 않습니다({reason}). 통신망을 확인하고 다시 시도하십시오.</translation>
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
        <source>&lt;p&gt;Type what you would type in pdb: &lt;b&gt;x.size()&lt;/b&gt;, &lt;b&gt;out.shape&lt;/b&gt;, &lt;b&gt;out[0].max()&lt;/b&gt;, &lt;b&gt;torch.max(out, 1)&lt;/b&gt;. The names stand for what they stood for at this step, as real PyTorch tensors made of copies: whatever you do to them, the recording stays as it is.&lt;/p&gt;&lt;p&gt;&lt;b&gt;n&lt;/b&gt; goes to the next line, &lt;b&gt;b&lt;/b&gt; back, &lt;b&gt;s&lt;/b&gt; into, &lt;b&gt;r&lt;/b&gt; until the function returns, &lt;b&gt;u&lt;/b&gt; and &lt;b&gt;d&lt;/b&gt; move up and down the stack, &lt;b&gt;c&lt;/b&gt; goes on to the next mark, &lt;b&gt;l&lt;/b&gt; lists the lines, &lt;b&gt;q&lt;/b&gt; leaves, &lt;b&gt;h&lt;/b&gt; lists all words. Enter alone walks once more.&lt;/p&gt;&lt;p&gt;The keys up and down bring earlier questions back.&lt;/p&gt;</source>
        <translation>&lt;p&gt;pdb에 치듯이 치십시오: &lt;b&gt;x.size()&lt;/b&gt;, &lt;b&gt;out.shape&lt;/b&gt;, &lt;b&gt;out[0].max()&lt;/b&gt;, &lt;b&gt;torch.max(out, 1)&lt;/b&gt;. 변수는 이 단계에서 가졌던 값이고, 복사본으로 만든 진짜 PyTorch 텐서입니다. 무엇을 해도 기록은 그대로입니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;n&lt;/b&gt;은 다음 줄, &lt;b&gt;b&lt;/b&gt;는 뒤로, &lt;b&gt;s&lt;/b&gt;는 안으로, &lt;b&gt;r&lt;/b&gt;은 함수가 끝날 때까지, &lt;b&gt;u&lt;/b&gt;와 &lt;b&gt;d&lt;/b&gt;는 스택 위아래로, &lt;b&gt;c&lt;/b&gt;는 다음 표시까지 갑니다. &lt;b&gt;l&lt;/b&gt;은 코드를 보여 주고, &lt;b&gt;q&lt;/b&gt;는 나가고, &lt;b&gt;h&lt;/b&gt;는 모든 명령을 보여 줍니다. Enter만 치면 방금 한 이동을 한 번 더 합니다.&lt;/p&gt;&lt;p&gt;위아래 화살표 키로 이전 질문을 다시 부릅니다.&lt;/p&gt;</translation>
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
    <name>SourceView</name>
    <message>
        <source>The source of this network cannot be read, so there are no lines to walk through.</source>
        <translation>이 네트워크의 소스 코드를 읽을 수 없어서 한 줄씩 실행할 것이 없습니다.</translation>
    </message>
    <message>
        <source>Draw a digit on the Draw page, or take a sample from the input menu.</source>
        <translation>그리기 화면에서 숫자를 그리거나 입력 메뉴에서 샘플을 고르십시오.</translation>
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
        <source>&lt;p&gt;This is the network’s own Python, and the pass that it made with the input of now. &lt;b&gt;Runs next&lt;/b&gt; is the line that would run if you pressed &lt;b&gt;n&lt;/b&gt;; &lt;b&gt;just ran&lt;/b&gt; is the one before it. At the end of a line stands the shape that it made.&lt;/p&gt;&lt;p&gt;&lt;b&gt;s&lt;/b&gt; goes into the layer that the line calls, &lt;b&gt;b&lt;/b&gt; goes back: nothing is computed again, the pass was recorded.&lt;/p&gt;&lt;p&gt;Click beside a line number for a mark, where &lt;b&gt;c&lt;/b&gt; stops. Point at a name for its value; a click on it pins the value.&lt;/p&gt;</source>
        <translation>&lt;p&gt;네트워크의 실제 Python 코드와, 지금 입력으로 실행한 순전파입니다. &lt;b&gt;다음 실행&lt;/b&gt;은 &lt;b&gt;n&lt;/b&gt;을 누르면 실행될 줄이고 &lt;b&gt;방금 실행&lt;/b&gt;은 그 바로 앞에 실행된 줄입니다. 줄 끝에는 그 줄이 만든 모양이 있습니다.&lt;/p&gt;&lt;p&gt;&lt;b&gt;s&lt;/b&gt;는 그 줄이 부르는 층 안으로 들어가고 &lt;b&gt;b&lt;/b&gt;는 되돌아갑니다. 다시 계산하지 않고 기록을 보여 줍니다.&lt;/p&gt;&lt;p&gt;줄 번호 옆을 누르면 표시가 생기고, &lt;b&gt;c&lt;/b&gt;는 그 표시에서 멈춥니다. 변수를 가리키면 값이 보이고 누르면 값을 고정합니다.&lt;/p&gt;</translation>
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
        <source>&lt;p&gt;A tensor of four axes is a batch of images: &lt;b&gt;[N, C, H, W]&lt;/b&gt;. &lt;b&gt;N&lt;/b&gt; is the image in the batch, &lt;b&gt;C&lt;/b&gt; the channel, &lt;b&gt;H&lt;/b&gt; and &lt;b&gt;W&lt;/b&gt; are the rows and columns of each channel. Choose N and C on the right, or click a channel.&lt;/p&gt;&lt;p&gt;Orange is above zero, blue below, and zero has the colour of the paper. All channels share one scale.&lt;/p&gt;&lt;p&gt;A tensor of two axes is a row of numbers for each image: it is folded into lines, and where it was flattened from maps, each line is one channel.&lt;/p&gt;</source>
        <translation>&lt;p&gt;축이 네 개인 텐서는 이미지 배치입니다: &lt;b&gt;[N, C, H, W]&lt;/b&gt;. &lt;b&gt;N&lt;/b&gt;은 배치 안의 이미지, &lt;b&gt;C&lt;/b&gt;는 채널, &lt;b&gt;H&lt;/b&gt;와 &lt;b&gt;W&lt;/b&gt;는 채널마다의 행과 열입니다. 오른쪽에서 N과 C를 고르거나 채널을 누르십시오.&lt;/p&gt;&lt;p&gt;주황은 0보다 큰 값, 파랑은 0보다 작은 값이고 0은 종이 색입니다. 모든 채널이 같은 눈금을 씁니다.&lt;/p&gt;&lt;p&gt;축이 두 개인 텐서는 이미지마다 수가 한 줄로 있습니다. 여러 줄로 접어서 보여 주며, 특징 맵을 펼친 것이면 한 줄이 한 채널입니다.&lt;/p&gt;</translation>
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
    <name>TransportView</name>
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
        <source>Long ticks: the shape changes. Rings: marked lines.</source>
        <translation>긴 눈금: 모양이 바뀝니다. 고리: 표시한 줄입니다.</translation>
    </message>
    <message>
        <source>How fast it plays</source>
        <translation>재생 속도</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>확률</translation>
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
</context>
</TS>
