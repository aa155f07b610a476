"""The Evaluate page in the whole window, and its widgets, by real events."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from safetensors.torch import save_file

from cnnviz.data import pen_digits, pen_digits_set
from cnnviz.data.data_set import DataSet
from cnnviz.data.preprocessing import Preprocessing
from cnnviz.gui.pages.evaluate_page import EvaluatePage
from cnnviz.gui.services import figure_files
from cnnviz.gui.widgets import file_dialogs
from cnnviz.gui.widgets.confusion_matrix import ConfusionMatrix
from cnnviz.gui.widgets.figure_plot import FigurePlot
from cnnviz.gui.widgets.picture_gallery import Caption, PictureGallery
from cnnviz.gui.widgets.softmax_sum import SoftmaxSum
from cnnviz.gui.widgets.sorted_table import Column, Row, SortedTable
from cnnviz.gui.widgets.value_slider import ValueSlider
from cnnviz.models.saved import SavedCard
from cnnviz.session.examined import Best, Judge, Material, Result
from cnnviz.training.examination import Examination
from cnnviz.training.figures import Evaluation
from tests.gui.person import Person
from tests.gui.reference_network import outputs, probabilities
from tests.gui.written_run import CONFIG, WrittenRun, logits_of

LEFT = Qt.MouseButton.LeftButton
TEST = 200


@pytest.fixture
def digits(monkeypatch: pytest.MonkeyPatch) -> DataSet:
    """A few hundred pen digits in place of thousands, and no other data set on this computer."""
    monkeypatch.delenv("CNNVIZ_DATA", raising=False)
    labels = np.arange(60 + TEST) % 10
    images, labels = pen_digits.batch(60 + TEST, 1, labels=labels)
    parts = {"train": np.arange(60), "test": np.arange(60, 60 + TEST)}
    classes = tuple("0123456789")
    made = DataSet("pen-digits", "Pen digits", classes, images[:, None], labels.astype(np.int64), parts)  # type: ignore[arg-type]
    monkeypatch.setattr(pen_digits_set, "read", lambda **_options: made)
    return made


@pytest.fixture
def truth(digits: DataSet) -> np.ndarray:
    """The probabilities of the test digits, (TEST, 10), by torch's functions alone."""
    return np.stack([probabilities(image[0] / np.float32(255)) for image in digits.images[60:]])


@pytest.fixture
def page(digits: DataSet, person: Person) -> EvaluatePage:
    """The page in front, with the network evaluated."""
    person.press("Ctrl+4")
    page = person.program.later.evaluate
    assert page is not None
    person.wait(lambda: page.examined.result is not None and not page.evaluating.is_busy, timeout=60_000)
    return page


def test_a_cell_of_the_matrix_shows_its_pictures_and_one_of_them_becomes_the_input(
    person: Person, page: EvaluatePage, digits: DataSet, truth: np.ndarray
) -> None:
    labels, answers = digits.labels[60:], truth.argmax(1)
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, answers), 1)
    figures = page.examined.figures
    assert figures is not None
    assert figures.confusion.tolist() == counts.tolist()
    head = page.head.figures.figures
    assert head[0].figure == f"{100 * (labels == answers).mean():.2f} %"
    assert head[1].figure == str((labels != answers).sum())
    assert float(head[2].figure) == pytest.approx(-np.log(truth[np.arange(TEST), labels]).mean(), abs=1e-3)

    off = counts.copy()
    np.fill_diagonal(off, 0)
    row, column = np.unravel_index(off.argmax(), off.shape)
    matrix = page.confusion.matrix
    person.click(matrix, matrix.cell_rect(int(row), int(column)).center())
    own = np.flatnonzero((labels == row) & (answers == column))
    expected = own[np.argsort(-truth[own, column], kind="stable")]
    assert page.examined.rows.tolist() == expected.tolist()
    gallery = page.gallery.gallery
    assert gallery.count == off.max()
    assert gallery.caption_of(0).right == f"{100 * truth[expected[0], column]:.1f}\u00a0%"

    person.click(gallery.viewport(), gallery.picture_rect(0).center())
    shown = person.program.workspace.input
    assert (shown.pixels == digits.images[60 + expected[0], 0] / np.float32(255)).all()
    assert shown.kind == "sample"
    assert shown.label == row
    assert person.trace().input.shape == (1, 1, 28, 28)  # and it holds these pixels: that is waited for
    person.press("S")
    assert person.program.rail.current == "step"
    stepping = person.program.step_page.stepping  # type: ignore[union-attr]
    person.wait(lambda: stepping.trace is not None)
    person.press("Ctrl+4")


def test_the_table_of_classes_sorts_and_a_row_shows_its_pictures(person: Person, page: EvaluatePage) -> None:
    figures, table = page.examined.figures, page.classes.table
    assert figures is not None
    recall = [each.recall or 0.0 for each in figures.per_class]
    person.click(table.viewport(), table.head_rect(1).center())
    assert [recall[row] for row in table.order] == sorted(recall, reverse=True)
    person.click(table.viewport(), table.head_rect(1).center())
    assert [recall[row] for row in table.order] == sorted(recall)
    person.click(table.viewport(), table.row_rect(0).center())
    worst = table.order[0]
    assert set(figures.labels[page.examined.rows].tolist()) <= {worst}
    person.click(table.viewport(), table.row_rect(0).center())
    assert page.examined.shown_class is None


def test_a_wrong_label_is_marked_remembered_and_left_out_of_the_next_run(person: Person, page: EvaluatePage) -> None:
    gallery = page.gallery.gallery
    person.click(gallery.viewport(), gallery.picture_rect(0).center())
    place = page.examined.place
    person.press("W")
    assert gallery.caption_of(0).marked
    assert page.wrong_labels.of("pen-digits") == {place}
    person.click(page.gallery.leave_out)
    train = person.program.train_page
    assert person.program.rail.current == "train"
    assert train is not None
    assert train.setup.config.data.leave_out == (place,)
    assert train.setup.config.data.set == "pen-digits"
    person.wait(lambda: train.preview.is_settled, timeout=60_000)
    person.press("Ctrl+4")
    page.examined.choose(int(page.examined.rows[0]))
    person.press("W")
    assert page.wrong_labels.of("pen-digits") == frozenset()


def test_softmax_and_temperature_are_those_of_the_chosen_picture(
    person: Person, page: EvaluatePage, digits: DataSet
) -> None:
    page.examined.show_gallery("class")
    page.examined.choose(3)
    logits = outputs(digits.images[63, 0] / np.float32(255))["fc"][0]
    slider, shown = page.softmax.temperature, page.softmax.sum
    slider.setFocus()
    for _ in range(10):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value == pytest.approx(2.0)
    powers = np.exp(logits.astype(np.float64) / 2)
    answer = int(powers.argmax())
    assert shown.formula().endswith(f"= {100 * powers[answer] / powers.sum():.1f}\u00a0%")
    assert [float(str(row[4])) for row in page.softmax.rows()[1:]] == pytest.approx(powers / powers.sum(), abs=1e-5)


def test_curves_neighbours_and_the_map_are_found_when_somebody_looks(person: Person, page: EvaluatePage) -> None:
    person.choose(page.softmax.switch, "calibration")
    found = page.calibration.calibration
    assert found is not None
    assert found.counts.sum() == TEST
    person.choose(page.calibration.switch, "robustness")
    person.wait(lambda: page.robustness.curve is not None, timeout=60_000)
    curve = page.robustness.curve
    assert curve is not None
    assert page.examined.figures is not None
    unturned = float(curve.accuracies[curve.strengths == 0][0])
    assert unturned == pytest.approx(page.examined.figures.accuracy)
    assert curve.accuracies[0] < unturned > curve.accuracies[-1]
    person.wait(lambda: page.robustness.examples.count > 0)
    assert page.robustness.examples.caption_of(0).left == "0 → "  # the first test digit is a nought
    page.examined.choose(int(page.examined.rows[0]))
    person.choose(page.robustness.switch, "neighbours")
    person.wait(lambda: len(page.neighbours.nearest) > 0 and len(page.neighbours.rows()) == TEST + 1, timeout=60_000)
    result = page.examined.result
    assert result is not None
    features = result.examination.features
    assert features is not None
    apart = np.linalg.norm(features - features[page.examined.row], axis=1)
    assert page.neighbours.nearest.tolist() == np.argsort(apart, kind="stable")[1:25].tolist()


def test_a_step_against_the_network_is_that_of_the_sign_and_follows_the_slider(
    person: Person, page: EvaluatePage, digits: DataSet
) -> None:
    page.examined.show_gallery("right")
    page.examined.choose(int(page.examined.rows[0]))
    person.choose(page.softmax.switch, "attack")
    person.wait(lambda: page.attack.attack is not None)
    page.attack.epsilon.setFocus()
    QTest.keyClick(page.attack.epsilon, Qt.Key.Key_PageUp)
    person.wait(lambda: page.attack.attack is not None and page.attack.attack.epsilon == pytest.approx(0.2))
    attack = page.attack.attack
    assert attack is not None
    original = digits.images[60 + attack.row] / np.float32(255)
    moved = np.abs(attack.image - original)
    assert moved.max() == pytest.approx(0.2, abs=1e-6)
    np.testing.assert_allclose(attack.shares, probabilities(attack.image[0]), atol=1e-4)
    label = int(digits.labels[60 + attack.row])
    assert attack.shares[label] < probabilities(original[0])[label]


def test_a_figure_is_saved_as_picture_drawing_and_numbers(
    person: Person, page: EvaluatePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins = {".png": b"\x89PNG", ".svg": b"<?xml", ".csv": b"class,0,1,2"}
    for suffix in figure_files.SUFFIXES:
        path = tmp_path / f"matrix{suffix}"
        monkeypatch.setattr(file_dialogs, "ask_save", lambda *_arguments, path=path: path)
        page.head.export_asked.emit(("confusion", suffix))
        assert path.read_bytes().startswith(begins[suffix])
        assert "Saved" in person.take_notices()[-1]


def test_a_network_that_cannot_take_the_pictures_is_told(person: Person, page: EvaluatePage) -> None:
    page.evaluating.evaluate(Judge("class-convnet", "x"), Material("pen-digits", None, "validation"))
    person.wait(lambda: page.examined.result is not None and page.examined.result.material.part == "validation")
    assert page.head.figures.figures[0].caption == "validation accuracy"
    page.evaluating.evaluate(Judge("no-such", "x"), Material("pen-digits"))
    person.wait(lambda: not page.evaluating.is_busy)
    assert "no-such" in person.take_notices()[-1]


def test_the_network_is_that_of_the_moment_of_a_run_and_its_best_epoch_can_be_chosen(
    person: Person, digits: DataSet, tmp_path: Path
) -> None:
    config = CONFIG.changed_by({"data.validation": 0.2, "model.name": "class-convnet"})
    run = WrittenRun(tmp_path / "run", config)
    run.start()
    run.learn(10)
    weights = {step: run.snapshot(step) for step in (0, 10)}
    run.directory.best.parent.mkdir(exist_ok=True)
    save_file(weights[0], str(run.directory.best))
    card = SavedCard(
        "class-convnet", {}, (1, 28, 28), tuple("0123456789"), Preprocessing("unit", (0.0,), (1.0,)).as_dict()
    )
    run.directory.best_card.write_text(json.dumps({**card.as_dict(), "epoch": 1, "loss": 2.5, "accuracy": 0.125}))

    def answers(step: int) -> list[int]:
        pixels = digits.images[60:, 0] / np.float32(255)
        return [int(logits_of(weights[step], each).argmax()) for each in pixels]

    def shown() -> list[int]:
        front = person.program.later.evaluate
        assert front is not None
        figures = front.examined.figures
        assert figures is not None
        return [int(each) for each in figures.predicted]

    person.press("Ctrl+3")
    train = person.program.train_page
    assert train is not None
    train.watch(run.path)
    person.wait(lambda: person.program.inference.moment is not None and person.program.inference.moment.step == 10)
    person.press("Ctrl+4")
    front = person.program.later.evaluate
    assert front is not None
    person.wait(lambda: front.examined.result is not None and not front.evaluating.is_busy, timeout=60_000)
    assert shown() == answers(10)
    assert front.head.figures.figures[3].figure == "12.50 %"
    assert front.head.figures.figures[4].figure == "2.5000"

    weights[20] = run.snapshot(20)  # the run goes on while somebody looks
    person.wait(lambda: front.head.line.text() == "The network has changed since.")
    assert shown() == answers(10)
    person.press("E")
    person.wait(lambda: front.head.line.text() != "The network has changed since." and not front.evaluating.is_busy)
    assert shown() == answers(20)

    menu = front.head.network.menu()
    (best,) = (each for each in menu.actions() if each.text() == "run, best epoch")
    best.trigger()
    person.wait(lambda: not front.evaluating.is_busy and front.examined.result.judge.moment is None)  # type: ignore[union-attr]
    assert shown() == answers(0)
    run.close()


def test_the_menu_of_the_gallery_chooses_pictures_and_keeps_no_old_choices(person: Person, page: EvaluatePage) -> None:
    view = page.gallery
    menu = view.kind.menu()
    (hits,) = (each for each in menu.actions() if each.text() == "Least sure hits")
    hits.trigger()
    assert page.examined.gallery == "unsure"
    assert view.kind.value == "Least sure hits"
    for place in range(30):
        page.examined.show_cell(place % 10, 3)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(view.findChildren(QAction)) < 40


# Two classes, one output


def two_classes() -> Result:
    random = np.random.default_rng(1)
    labels = random.integers(0, 2, 120)
    share = 1 / (1 + np.exp(-random.normal(1.5 * (2 * labels - 1), 1.5)))
    figures = Evaluation.of(("cat", "dog"), labels, np.stack([1 - share, share], 1))
    images = random.integers(0, 255, (120, 3, 32, 32)).astype(np.uint8)
    examination = Examination(figures, np.zeros((120, 2), np.float32), None, images, one_output=True)
    best = Best(7, 0.4, float(figures.accuracy))
    return Result(Judge("pets", "pets"), Material("pets"), examination, "pets", "pets", best, 0.1)


def test_the_threshold_of_two_classes_moves_the_matrix(person: Person, page: EvaluatePage) -> None:
    result = two_classes()
    page._on_evaluated(result)
    assert page.head.figures.figures[3].caption == "validation, epoch 7"
    person.choose(page.softmax.switch, "threshold")
    slider = page.threshold.slider
    slider.setFocus()
    for _ in range(2):
        QTest.keyClick(slider, Qt.Key.Key_PageDown)
    share = result.examination.figures.probabilities[:, 1]
    labels = result.examination.figures.labels
    expected = [[int(((labels == row) & ((share >= 0.3) == column)).sum()) for column in (0, 1)] for row in (0, 1)]
    assert [[page.confusion.matrix.figure(row, column) for column in (0, 1)] for row in (0, 1)] == [
        [str(each) for each in row] for row in expected
    ]
    negatives, positives = (labels == 0).sum(), (labels == 1).sum()
    assert page.threshold.roc.rings[0] == pytest.approx((expected[0][1] / negatives, expected[1][1] / positives))
    before = person.program.workspace.input
    gallery = page.gallery.gallery
    person.click(gallery.viewport(), gallery.picture_rect(0).center())
    assert person.program.workspace.input is before  # other pages take digits alone


# The widgets


def test_the_matrix_is_worked_by_keys_and_leaves_the_diagonal_out(qtbot: QtBot) -> None:
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(500, 500)
    matrix.set_words("truth", "answer", "{row} {column} {count} {share}")
    matrix.set_counts(["a", "b", "c"], np.array([[90, 4, 6], [0, 50, 1], [2, 0, 8]]))
    matrix.show()
    assert matrix.greatest == 6
    assert matrix.grey(0, 2) == pytest.approx(0.80)
    assert matrix.grey(1, 2) == pytest.approx(0.06)
    assert matrix.grey(1, 0) == pytest.approx(0.015)
    matrix.set_without_diagonal(False)
    assert matrix.greatest == 90
    matrix.set_shares(True)
    assert matrix.figure(2, 0) == "20.0"
    chosen: list[tuple[int, int]] = []
    matrix.cell_chosen.connect(chosen.append)
    matrix.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(matrix, key)
    assert chosen == [(2, 0)]
    assert matrix.accessibleDescription() == "c a 2 20.0 %"


def test_the_gallery_is_worked_by_keys(qtbot: QtBot) -> None:
    gallery = PictureGallery()
    qtbot.addWidget(gallery)
    gallery.resize(420, 300)
    picture: Callable[[int], np.ndarray] = lambda place: np.full((1, 28, 28), place, np.uint8)  # noqa: E731
    gallery.set_pictures(50, (28, 28), picture, lambda place: Caption("1 → ", "2", str(place)))
    gallery.show()
    chosen: list[int] = []
    gallery.chosen.connect(chosen.append)
    gallery.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Return):
        QTest.keyClick(gallery, key)
    assert chosen == [4, 49]
    rect = gallery.picture_rect(49)
    assert gallery.viewport().rect().contains(rect)
    assert rect.width() % 28 == 0  # whole pixels


def test_the_table_is_worked_by_keys_and_empty_figures_come_last(qtbot: QtBot) -> None:
    table = SortedTable()
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.set_columns([Column("name"), Column("value")])
    table.set_rows([Row(("a", "2"), (0, 2)), Row(("b", "–"), (1, None)), Row(("c", "5"), (2, 5))])
    table.show()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert (table.order, table.sorted_by) == ([2, 0, 1], (1, True))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.order == [0, 2, 1]
    chosen: list[int] = []
    table.chosen.connect(chosen.append)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen == [2]


def test_the_plot_has_a_cursor_that_is_dragged(qtbot: QtBot) -> None:
    plot = FigurePlot()
    qtbot.addWidget(plot)
    plot.resize(400, 240)
    plot.set_ranges((-60, 60), (0, 1))
    plot.set_line("curve", np.array([-60, 0, 60]), np.array([0.2, 1.0, 0.1]), "validation")
    plot.set_cursor(0, 10)
    plot.show()
    moved: list[float] = []
    plot.cursor_moved.connect(moved.append)
    start, end = plot.place_of(0, 0.5).toPoint(), plot.place_of(30, 0.5).toPoint()
    QTest.mousePress(plot, LEFT, pos=start)
    QTest.mouseMove(plot, end)
    QTest.mouseRelease(plot, LEFT, pos=end)
    assert moved[-1] == pytest.approx(30, abs=0.5)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.cursor_x == pytest.approx(40)
    QTest.mouseClick(plot, LEFT, pos=QPoint(plot.width() - 1, 100))
    assert plot.cursor_x == pytest.approx(60)


def test_the_slider_snaps_to_its_steps_and_a_double_click_goes_home(qtbot: QtBot) -> None:
    slider = ValueSlider(0.1, 5.0, 0.1, 1.0)
    qtbot.addWidget(slider)
    slider.resize(300, 46)
    slider.show()
    QTest.mouseClick(slider, LEFT, pos=QPointF(slider.x_of(3.04), 34).toPoint())
    assert round(slider.value * 10) == pytest.approx(slider.value * 10)
    assert slider.value == pytest.approx(3.0, abs=0.11)
    QTest.mouseDClick(slider, LEFT, pos=QPoint(20, 34))
    assert slider.value == pytest.approx(1.0)


def test_of_many_classes_the_most_probable_are_written_out(qtbot: QtBot) -> None:
    shown = SoftmaxSum()
    qtbot.addWidget(shown)
    shown.resize(400, 180)
    scores = np.arange(40.0) / 4
    powers = np.exp(scores)
    shown.set_heads("z", "z/T", "e", "share")
    shown.set_values([str(each) for each in range(40)], scores, powers, powers / powers.sum(), temperature=1.0, of=39)
    shown.show()
    columns = shown.columns()
    assert columns == list(range(40 - len(columns), 40))
    assert len(columns) < 10
