"""The training step on the Step page: recorded from real batches, walked with the keys, checked against PyTorch."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from torch.nn import functional as F  # noqa: N812 - everybody's name for it

from cnnviz.data.datasets import PenDigits
from cnnviz.gui.pages.step_page import StepPage
from cnnviz.gui.services import inference
from cnnviz.gui.widgets.panel import Panel
from cnnviz.imaging.normalise import ColourScale
from cnnviz.models import class_convnet_bn
from cnnviz.trace.records import Trace
from cnnviz.trace.tensors import TensorRecord
from tests.gui.person import SEVEN, Person
from tests.gui.reference_network import weights

COUNT = 20
RATE = 0.03


class Learned:
    """The same step, made with PyTorch alone."""

    def __init__(self) -> None:
        samples = [PenDigits(1).sample(place) for place in range(COUNT)]
        self.images = torch.tensor(np.stack([pixels for pixels, _, _ in samples])).unsqueeze(1)
        self.labels = torch.tensor([label for _, label, _ in samples])
        self.model = class_convnet_bn.ConvNet()
        self.model.load_state_dict(weights())
        self.before = {name: value.detach().clone() for name, value in self.model.named_parameters()}
        self.model.train()
        self.outputs = self.model(self.images)
        self.loss = F.cross_entropy(self.outputs, self.labels)
        torch.autograd.backward(self.loss)
        self.gradients = {name: _gradient(value) for name, value in self.model.named_parameters()}
        torch.optim.SGD(self.model.parameters(), lr=RATE).step()
        self.after = {name: value.detach().clone() for name, value in self.model.named_parameters()}


@pytest.fixture(scope="module")
def truth() -> Iterator[Learned]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield Learned()
    torch.set_num_threads(threads)


def page_of(person: Person) -> StepPage:
    assert person.program.step_page is not None
    return person.program.step_page


def choose_in_menu(person: Person, button: QWidget, text: str) -> None:
    """Open a button's menu and take the entry with this text."""
    QTest.keyClick(button, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(action for action in menu.actions() if action.text() == text))
    QTest.keyClick(menu, Qt.Key.Key_Return)
    person.program.window.activateWindow()
    person.wait(lambda: QApplication.activeWindow() is person.program.window)


def recorded(person: Person, change: Callable[[], object]) -> Trace:
    """What is recorded after the person changed something."""
    page = page_of(person)
    with person.patience(page.tracing.recorded):
        change()
    assert page.stepping.trace is not None
    return page.stepping.trace


def numbers_of(record: object) -> np.ndarray:
    assert isinstance(record, TensorRecord)
    assert record.values is not None
    return record.values


@pytest.fixture
def trainer(open_window: Callable[..., Person]) -> Person:
    """Somebody who has recorded a training step of twenty pen digits with plain gradient descent."""
    person = open_window()
    person.program.window.resize(1440, 900)
    person.press("Ctrl+2")
    page = page_of(person)
    page.walked.choose_count(COUNT)
    page.walked.choose_optimiser("SGD")
    page.walked.choose_learning_rate(RATE)
    recorded(person, lambda: person.choose(page.walked_view.kinds, "training"))
    return person


def test_what_is_chosen_is_recorded(open_window: Callable[..., Person]) -> None:
    person = open_window()
    person.press("Ctrl+2")
    page = page_of(person)
    view = page.walked_view
    assert view.optimiser.isHidden() and view.count.isHidden()
    page.walked.choose_count(3)
    recorded(person, lambda: person.choose(view.kinds, "training"))
    assert not view.optimiser.isHidden() and not view.count.isHidden()
    trace = recorded(person, lambda: choose_in_menu(person, view.optimiser, "SGD"))
    assert {update.algorithm for update in trace.updates} == {"SGD"}
    trace = recorded(person, lambda: choose_in_menu(person, view.rate, f"{RATE:g}"))
    assert {update.hyper["lr"] for update in trace.updates} == {RATE}
    trace = recorded(person, lambda: QTest.keyClick(view.count, Qt.Key.Key_Up))
    assert trace.input.shape == (4, 1, 28, 28)
    assert page.walked.walk.number == 0
    person.choose(view.kinds, "forward")  # of the drawing, which is not there
    assert view.optimiser.isHidden()


def test_a_training_step_is_that_of_pytorch_and_the_network_that_answers_stays(trainer: Person, truth: Learned) -> None:
    page = page_of(trainer)
    trace = page.stepping.trace
    assert trace is not None and trace.failure is None
    gradients = {name: numbers_of(each) for back in trace.backwards if not back.name for name, each in back.learned}
    assert gradients.keys() == truth.gradients.keys()
    for name, gradient in truth.gradients.items():
        assert np.allclose(gradients[name], gradient.numpy(), atol=1e-5), name
    for update in trace.updates:
        assert np.allclose(numbers_of(update.before), truth.before[update.name].numpy())
        assert np.allclose(numbers_of(update.after), truth.after[update.name].numpy(), atol=1e-5)
    trainer.press("Ctrl+1")
    trainer.draw(SEVEN)
    answered = trainer.trace()
    kept = trainer.program.workspace.model
    assert kept is not None and answered.output.values is not None
    assert np.array_equal(kept.parameters["fc.weight"], truth.before["fc.weight"].numpy())


def test_the_keys_walk_through_learning_and_judging_with_the_shapes_of_the_class(
    trainer: Person, truth: Learned
) -> None:
    page = page_of(trainer)
    stepping = page.stepping
    assert QApplication.focusWidget() is page.source.code  # the click on the switch left the keys to the walk
    trainer.press("Home")
    seen: dict[str, tuple[int, ...]] = {}
    functions = []
    for _ in range(60):
        if stepping.position == stepping.count:
            break
        crumbs = page.source.stack_bar.crumbs
        functions.append(crumbs[-1].text.partition(":")[0])
        step = stepping.next_step
        assert step is not None
        text = page.source.code.text_of(step.line) if step.kind == "line" and step.frame == stepping.frame else ""
        trainer.press("S" if re.search(r"= (learn|judge)\(", text) else "N")
        seen |= {name: value.shape for name, value in stepping.locals().items() if isinstance(value, TensorRecord)}
    assert {"one_step", "learn", "judge"} <= set(functions)
    assert seen["images"] == (COUNT, 1, 28, 28)
    assert seen["labels"] == (COUNT,)
    assert seen["outputs"] == (COUNT, 10)
    assert seen["loss"] == ()
    assert seen["predicted"] == (COUNT,)
    trace = stepping.trace
    assert trace is not None
    learn = next(frame for frame in trace.frames if frame.function == "learn")
    losses = [change.after for index in learn.lines for change in trace.steps[index].changes if change.name == "loss"]
    assert float(numbers_of(losses[0])) == pytest.approx(truth.loss.item(), abs=1e-5)
    rows = [row.name for row in page.shape_card.rows]
    assert rows[:4] == ["images", "labels", "layer1", "layer2"]
    assert rows.index("outputs") < rows.index("loss") < rows.index("predicted")


def test_the_way_back_is_stepped_through_layer_by_layer_in_words_and_pictures(trainer: Person, truth: Learned) -> None:
    page = page_of(trainer)
    stepping, trace = page.stepping, page.stepping.trace
    assert trace is not None
    first = trace.steps[trace.backwards[0].step]
    stepping.go(first.index)
    layers, below = [], []
    for _ in range(20):
        if stepping.next_step is None or stepping.next_step.kind != "backward":
            break
        layers.append(page.source.stack_bar.crumbs[-1].text)
        below.append(page.transport.figure.below)
        trainer.press("N")
    assert layers == [
        "backward: CrossEntropyLoss", "backward: fc Linear", "backward: reshape()", "backward: layer2.3 MaxPool2d",
        "backward: layer2.2 ReLU", "backward: layer2.1 BatchNorm2d", "backward: layer2.0 Conv2d",
        "backward: layer1.3 MaxPool2d", "backward: layer1.2 ReLU", "backward: layer1.1 BatchNorm2d",
        "backward: layer1.0 Conv2d",
    ]  # fmt: skip
    assert below == layers
    stepping.go(trace.steps[_back(trace, "layer2.0")].end)
    picture = page.picture
    assert trainer.subject(picture) == "gradient of layer2.0, input"
    assert trainer.program.workspace.cursor.layer in ("layer2.0", "")  # the strip follows where it has a pass
    trainer.choose(picture.parts, "weight")
    assert trainer.subject(picture) == "gradient of layer2.0.weight"
    assert np.allclose(picture.maps._values, truth.gradients["layer2.0.weight"][0].numpy(), atol=1e-5)
    assert picture.maps._palette == "signed"
    scale = picture.maps._scales
    assert isinstance(scale, ColourScale) and scale.low == -scale.high
    QTest.mouseClick(
        picture.image_field, Qt.MouseButton.LeftButton, pos=picture.image_field.arrow_rect(up=True).center()
    )
    assert np.allclose(picture.maps._values, truth.gradients["layer2.0.weight"][1].numpy(), atol=1e-5)
    block = page.arithmetic.list.blocks[page.arithmetic.list.count - 1]
    assert (block.name, block.title) == ("layer2.0", "Conv2d, backward")
    sums = [(each.label, each.terms, each.result) for each in block.sums]
    assert ("∂ weight", "32·16·5·5", "12,800") in sums
    images = page.walked.walk.count
    assert sums[-1] == ("added", f"{images}·14·14", f"{images * 14 * 14:,}")
    stepping.go(trace.steps[_back(trace, "layer2.2")].end)  # a layer without weights shows what it hands on again
    assert trainer.subject(picture) == "gradient of layer2.2, input"


def test_a_click_on_a_weight_writes_out_its_own_sum(trainer: Person, truth: Learned) -> None:
    page = page_of(trainer)
    trace = page.stepping.trace
    assert trace is not None
    update = next(each for each in trace.updates if each.name == "layer2.0.weight")
    page.stepping.go(trace.steps[update.step].end)
    change = (truth.after["layer2.0.weight"] - truth.before["layer2.0.weight"]).numpy()
    most = tuple(int(axis) for axis in np.unravel_index(int(np.argmax(np.abs(change))), change.shape))
    picture, listed = page.picture, page.arithmetic.list
    place = ", ".join(map(str, most))
    assert listed.blocks[listed.count - 1].name == f"layer2.0.weight[{place}]"
    assert (picture.image_field.value, picture.channel_field.value) == most[:2]
    assert np.allclose(picture.maps._values, change[most[0]], atol=1e-6)
    tile = picture.maps.tile_rect(3)
    cell = QPoint(round(tile.left() + tile.width() * 0.9), round(tile.top() + tile.height() * 0.1))
    QTest.mouseClick(picture.maps.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    chosen = (most[0], 3, 0, 4)
    block = listed.blocks[listed.count - 1]
    assert block.name == f"layer2.0.weight[{', '.join(map(str, chosen))}]"
    assert block.title == "SGD"
    last = block.sums[-1]
    assert last.label == "w"
    terms = last.terms.replace("\N{MINUS SIGN}", "-").replace(" - ", " ")
    old, rate, gradient = (float(part) for part in re.findall(r"-?[\d.]+(?:e-?\d+)?", terms))
    assert rate == pytest.approx(RATE)
    assert old == pytest.approx(float(truth.before["layer2.0.weight"][chosen]), rel=1e-4)
    assert gradient == pytest.approx(float(truth.gradients["layer2.0.weight"][chosen]), rel=1e-3, abs=1e-7)
    result = float(last.result.replace("\N{MINUS SIGN}", "-"))
    assert result == pytest.approx(float(truth.after["layer2.0.weight"][chosen]), rel=1e-4)
    trainer.wait(lambda: picture.parts.width() > 0)
    trainer.choose(picture.parts, "before")
    assert np.allclose(picture.maps._values, truth.before["layer2.0.weight"][most[0]].numpy())


def test_the_slider_says_where_the_stretches_are(trainer: Person) -> None:
    page = page_of(trainer)
    trace = page.stepping.trace
    assert trace is not None
    slider = page.transport.slider
    stretches = {name: (start, end) for start, end, name in slider.stretches}
    assert list(stretches) == ["forward", "loss", "backward", "optimiser", "evaluation"]
    for index, step in enumerate(trace.steps):
        if step.kind == "backward":
            assert stretches["backward"][0] < index < stretches["backward"][1]
        if step.kind == "update":
            assert stretches["optimiser"][0] < index < stretches["optimiser"][1]
    assert {name for _, name, _ in slider.shown_labels()} >= {"forward", "backward", "evaluation"}
    x = (slider.x_of(stretches["backward"][0]) + slider.x_of(stretches["backward"][1])) / 2
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(x), slider.height() // 2))
    assert stretches["backward"][0] < page.stepping.position < stretches["backward"][1]


def test_the_next_batch_is_another_one_and_the_place_is_kept(trainer: Person) -> None:
    page = page_of(trainer)
    before = page.stepping.trace
    trainer.press("End")
    place = page.stepping.position
    after = recorded(trainer, lambda: trainer.press("A"))
    assert page.stepping.position == place
    assert before is not None
    assert not np.array_equal(numbers_of(before.input), numbers_of(after.input))
    expected = np.stack([PenDigits(1).sample(index)[0] for index in range(COUNT, 2 * COUNT)])
    assert np.array_equal(numbers_of(after.input)[:, 0], expected)


def test_what_a_first_step_needs_is_imported_while_somebody_chooses(
    open_window: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(inference, "_import_optimisers", lambda: asked.append(threading.current_thread().name))
    person = open_window()
    person.draw(SEVEN)
    person.trace()
    person.press("Ctrl+2")
    page = page_of(person)
    person.wait(lambda: page.stepping.trace is not None)
    assert asked == []
    middle = QPointF(5, 5)
    for _ in range(2):
        QApplication.sendEvent(page.walked_view, QEnterEvent(middle, middle, middle))
        recorded(person, page.walked_view.record_again)  # by then the lane has done what came before
    assert asked == ["cnnviz-inference"]


def test_a_batch_goes_forward_with_the_caller_in_the_stack_and_no_drawing(open_window: Callable[..., Person]) -> None:
    person = open_window()
    person.press("Ctrl+2")
    page = page_of(person)
    assert page.stepping.trace is None
    assert page.source.is_empty
    assert not page.walked_view.again.isEnabled()
    trace = recorded(person, lambda: choose_in_menu(person, page.walked_view.source, "Pen digits"))
    assert [row.shape for row in page.shape_card.rows][:6] == [
        (100, 1, 28, 28), (100, 16, 14, 14), (100, 32, 7, 7), (100, 1568), (100, 10), (100, 10),
    ][: 6]  # fmt: skip
    assert trace.input.shape == (100, 1, 28, 28)
    person.press("S")
    person.press("S")
    assert [crumb.text.partition(":")[0] for crumb in page.source.stack_bar.crumbs][:2] == [
        "classify",
        "ConvNet.forward",
    ]
    assert page.walked_view.optimiser.isHidden() and not page.walked_view.count.isHidden()


def test_a_recording_is_stopped_and_what_was_there_stays(trainer: Person) -> None:
    page = page_of(trainer)
    before, view = page.stepping.trace, page.walked_view
    with trainer.patience(page.tracing.stopped):
        view.again.click()
        assert page.tracing.is_recording
        assert view.again.text() == "Stop"
        trainer.click(view.again)
    assert page.stepping.trace is before
    assert not page.tracing.is_recording
    assert view.again.text() == "Next batch"
    recorded(trainer, lambda: trainer.click(view.again))
    assert page.stepping.trace is not before


def test_a_data_set_that_is_gone_is_said_in_a_sentence(open_window: Callable[..., Person]) -> None:
    person = open_window()
    person.press("Ctrl+2")
    page = page_of(person)
    page.walked.choose_source("mnist-lost")
    (text,) = person.take_notices()
    assert "mnist-lost" in text
    assert page.source.is_empty
    assert isinstance(page.source, Panel)


def _back(trace: Trace, path: str) -> int:
    """The step of the way back through a module."""
    groups = [back for back in trace.backwards if back.call is not None and not back.name]
    return next(back.step for back in groups if trace.calls[back.call or 0].path == path)


def _gradient(weight: torch.Tensor) -> torch.Tensor:
    assert weight.grad is not None
    return weight.grad.clone()
