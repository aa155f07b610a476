"""The Train page in the whole window: a run that somebody writes is watched, and one of our own is trained."""

from __future__ import annotations

import itertools
import os
import signal
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cnnviz.gui.pages.train_page import TrainPage
from cnnviz.gui.widgets.text_field import TextField
from tests.gui.person import SEVEN, Person
from tests.gui.written_run import BATCHES, WrittenRun, logits_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def written(tmp_path: Path) -> Iterator[WrittenRun]:
    run = WrittenRun(tmp_path / "run")
    yield run
    run.close()


@pytest.fixture
def trainer_page(person: Person, monkeypatch: pytest.MonkeyPatch) -> TrainPage:
    """The Train page in front, with a small set that is there at once; a seven is drawn."""
    person.draw(SEVEN)
    person.trace()
    person.press("Ctrl+3")
    page = person.program.train_page
    assert page is not None
    settled(person)
    return page


def settled(person: Person) -> None:
    """What the setup amounts to has been worked out: no thread is busy with it."""
    page = person.program.train_page
    person.wait(lambda: page.preview.is_settled, timeout=60_000)


def type_into(page: TrainPage, path: str, text: str) -> TextField:
    field = page.setup.row(path).control
    assert isinstance(field, TextField)
    QTest.mouseClick(field, LEFT)
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


def watch(person: Person, written: WrittenRun) -> TrainPage:
    """The page follows the written run, and shows what is drawn there."""
    page = person.program.train_page
    page.watch(written.path)
    person.wait(lambda: page.runs.current is not None and page.runs.current.is_caught_up)
    return page


def shown(person: Person) -> np.ndarray:
    """The logits that the whole window shows of what is drawn."""
    trace = person.program.workspace.trace
    assert trace is not None
    return trace.output.values[0]


def test_the_window_shows_the_weights_of_the_moment_that_is_scrubbed_to(
    trainer_page: TrainPage, person: Person, written: WrittenRun
) -> None:
    written.start()
    saved = {step: written.snapshot(step) for step in (0, 5, 10, 20)}
    written.learn(10)
    written.finish_epoch(0.7)
    written.learn(10)
    written.finish_epoch(0.5)
    page = watch(person, written)
    pixels = person.program.workspace.input.pixels
    truth = {step: logits_of(tensors, pixels) for step, tensors in saved.items()}
    person.wait(lambda: np.allclose(shown(person), truth[20], atol=1e-4))
    assert page.scrubber.bar.count == 4
    person.click(page.scrubber.bar, QPointF(page.scrubber.bar.x_of(5 / BATCHES), 14))
    person.wait(lambda: np.allclose(shown(person), truth[5], atol=1e-4))
    assert page.moment.bars.figures[int(np.argmax(truth[5]))] == max(
        page.moment.bars.figures, key=lambda text: float(text.split("\u00a0")[0])
    )
    assert not page.runs.is_live
    card = person.program.workspace.model
    assert np.allclose(card.parameters["layer1.0.weight"], saved[5]["layer1.0.weight"].numpy())
    page.scrubber.bar.setFocus()
    person.press("Left")
    person.wait(lambda: np.allclose(shown(person), truth[0], atol=1e-4))
    # a click into the curves goes to the nearest saved moment
    plot = page.curves.loss
    person.click(plot, QPointF(plot.pixel_of(0.97), plot.plot_rect().center().y()))
    person.wait(lambda: np.allclose(shown(person), truth[10], atol=1e-4))
    assert plot.cursor_x == pytest.approx(1.0)
    # what is drawn now is answered by that moment, on every page
    person.press("Ctrl+1")
    person.press("Del")
    person.draw(SEVEN[:1])
    person.trace()
    pixels = person.program.workspace.input.pixels
    person.wait(lambda: np.allclose(shown(person), logits_of(saved[10], pixels), atol=1e-4))
    person.press("Ctrl+2")
    stepping = person.program.step_page.stepping
    person.wait(lambda: stepping.trace is not None and np.allclose(
        stepping.trace.output.values[0], logits_of(saved[10], pixels), atol=1e-4
    ))  # fmt: skip
    person.press("Ctrl+3")
    person.press("L")
    person.wait(lambda: np.allclose(shown(person), logits_of(saved[20], pixels), atol=1e-4))


def test_the_film_shows_what_each_moment_says(trainer_page: TrainPage, person: Person, written: WrittenRun) -> None:
    written.start()
    saved = {step: written.snapshot(step) for step in (0, 4, 8, 12)}
    written.learn(12)
    page = watch(person, written)
    pixels = person.program.workspace.input.pixels
    person.wait(lambda: len(page.film._known) == 4)
    film = page.scrubber.bar.film
    assert film is not None
    for row, tensors in zip(film, saved.values(), strict=True):
        powers = np.exp(logits_of(tensors, pixels).astype(float))
        assert np.allclose(row, powers / powers.sum(), atol=1e-4)


def test_curves_grow_and_say_their_values(trainer_page: TrainPage, person: Person, written: WrittenRun) -> None:
    written.start()
    written.learn(10)
    written.finish_epoch(0.7)
    page = watch(person, written)
    plot = page.curves.loss
    person.wait(lambda: len(plot.drawn("batch")[0]) == 10)
    x, y = plot.drawn("batch")
    assert np.allclose(x, np.arange(1, 11) / BATCHES)
    assert np.allclose(10.0 ** np.asarray(y), written.losses, rtol=1e-4)  # the scale is logarithmic
    person.click(page.curves._scale, page.curves._scale.segment_rect("linear").center())
    assert np.allclose(plot.drawn("batch")[1], written.losses)
    written.learn(10)
    written.finish_epoch(0.6)
    person.wait(lambda: len(plot.drawn("batch")[0]) == 20)
    assert [mark.x for mark in plot.marks] == [2.0]
    assert plot.marks[0].text == "best 0.600"
    person.point_at(plot, QPointF(plot.pixel_of(1.0) + 1, plot.plot_rect().center().y()))
    values = {entry.name: entry.value for entry in page.curves.legends[plot].entries}
    assert values["validation"] == "0.700"
    assert values["batch"] == "0.182"  # 2 / 11


def test_what_the_trainer_noticed_is_said(trainer_page: TrainPage, person: Person, written: WrittenRun) -> None:
    from cnnviz.training.events import Notice

    written.start()
    written.learn(20)
    page = watch(person, written)
    assert page.control.warning == ""
    written._writer.write(Notice(20, 2, "plateau", {"epochs": 5}))
    written._writer.write(Notice(20, 2, "overfitting", {"epochs": 3, "best": 1}))
    written._writer.write(Notice(20, 2, "of a later version", {}))
    person.wait(lambda: len(page.runs.current.history.notices) == 3)
    person.wait(lambda: page.control.warning == "of a later version")
    assert "The weights of epoch 1 are kept." in page.control._warning.toolTip()


def test_a_network_that_is_chosen_elsewhere_leaves_the_run_and_the_slider_brings_it_back(
    trainer_page: TrainPage, person: Person, written: WrittenRun
) -> None:
    written.start()
    tensors = written.snapshot(0)
    written.learn(2)
    watch(person, written)
    pixels = person.program.workspace.input.pixels
    person.wait(lambda: np.allclose(shown(person), logits_of(tensors, pixels), atol=1e-4))
    with person.patience(person.program.inference.model_loaded):
        person.program.inference.load("class-convnet")
    person.wait(lambda: not np.allclose(shown(person), logits_of(tensors, pixels), atol=1e-4))
    assert trainer_page.runs.moment is None
    trainer_page.scrubber.bar.setFocus()
    person.press("Home")
    person.wait(lambda: np.allclose(shown(person), logits_of(tensors, pixels), atol=1e-4))


def test_a_run_of_other_pictures_is_watched_without_its_network(
    trainer_page: TrainPage, person: Person, written: WrittenRun
) -> None:
    written.start(shape=(3, 32, 32))
    written.snapshot(0)
    written.learn(3)
    before = person.program.workspace.model
    page = watch(person, written)
    assert page.runs.current.step == 3
    assert person.program.workspace.model is before


def test_fields_are_checked_while_they_are_typed(trainer_page: TrainPage, person: Person) -> None:
    page = trainer_page
    type_into(page, "optimiser.learning_rate", "0.01")
    assert page.setup.config.optimiser.learning_rate == 0.01
    assert page.setup.row("optimiser.learning_rate").advice == "advised 0.001"
    type_into(page, "run.epochs", "0")
    assert page.setup.config.run.epochs == 5
    assert "from 1 to" in page.setup.row("run.epochs").sentence
    assert not page.control.main.isEnabled()
    type_into(page, "run.epochs", "12")
    assert page.control.main.isEnabled()
    type_into(page, "data.validation", "5,000")
    assert page.setup.config.data.validation == 5000
    type_into(page, "data.validation", "10 %")
    assert page.setup.config.data.validation == pytest.approx(0.1)
    person.click(page.setup.copy)
    written = tomllib.loads(QGuiApplication.clipboard().text())
    assert written["optimiser"] == {"learning_rate": 0.01}
    assert written["run"]["epochs"] == 12
    person.click(page.setup.more)
    type_into(page, "augmentation.rotation", "20")
    assert page.setup.config.augmentation.rotation == 20
    settled(person)
    QApplication.focusWidget().clearFocus()


def test_a_run_is_started_paused_stepped_changed_killed_resumed_and_stopped(
    trainer_page: TrainPage, person: Person
) -> None:
    page = trainer_page
    page.setup.set_config(page.setup.config.changed_by({
        "data.set": "pen-digits", "data.train": 1000, "data.validation": 200, "data.test": 200,
        "run.batch": 20, "run.epochs": 500, "run.threads": 1, "run.checkpoint_seconds": 0.2,
    }))  # fmt: skip
    page._on_setup_changed()
    settled(person)
    assert page.setup.summary.startswith("1,000 / 20 = 50 steps an epoch")
    person.click(page.control.main)
    person.wait(lambda: page.control.state == "running", timeout=45_000)
    run = page.runs.current
    pixels = person.program.workspace.input.pixels
    try:
        person.wait(lambda: run.step > 20, timeout=30_000)
        person.wait(lambda: person.program.workspace.model.title == run.name)
        person.click(page.control.main)
        person.wait(lambda: page.control.state == "paused")
        person.wait(lambda: run.is_caught_up and run.status.step == run.step)
        before = run.step
        person.click(page.control.batch)
        person.wait(lambda: run.step == before + 1)
        field = type_into(page, "optimiser.learning_rate", "0.02")
        QTest.keyClick(field, Qt.Key.Key_Return)
        person.press("Tab")
        person.wait(lambda: run.config_now.optimiser.learning_rate == 0.02)
        page.scrubber.bar.setFocus()
        person.press("B")
        person.wait(lambda: run.step == before + 2)
        assert run.learning_rate == pytest.approx(0.02)
        person.wait(lambda: page.control.state == "paused")
        person.press("P")
        person.wait(lambda: page.control.state == "running" and run.step > before + 30, timeout=20_000)
        os.kill(run.status.pid, signal.SIGKILL)
        person.wait(lambda: page.control.state == "killed")
        assert "ended without a word" in page.control.sentence
        person.click(page.control.main)
        person.wait(lambda: page.control.state == "running", timeout=45_000)
        person.wait(lambda: run.history.start.step > before, timeout=10_000)
        person.wait(lambda: run.step > run.history.start.step)
        page.scrubber.bar.setFocus()
        person.press("Home")
        person.wait(lambda: page.runs.moment.step == 0)
        person.wait(lambda: np.array_equal(person.program.workspace.trace.input.values[0, 0], pixels))
    finally:
        person.click(page.control.stop)
        person.wait(lambda: page.control.state == "stopped", timeout=20_000)
        person.wait(lambda: not page.desk.trainer.is_starting(run.path), timeout=20_000)
    person.click(page.control.new)
    assert page.runs.current is None
    settled(person)


def test_a_window_that_comes_back_offers_to_follow_the_run_again(
    trainer_page: TrainPage, person: Person, written: WrittenRun, open_window: object
) -> None:
    written.start()
    written.snapshot(0)
    written.learn(4)
    lock = written.directory.lock()
    written.state("running")
    watch(person, written)
    person.program.window.close()
    again = open_window()  # type: ignore[operator]
    again.wait(lambda: len(again.told) == 1)
    notice = again.told[0]
    assert notice.text == "“run” is being trained."
    notice.actions[0].run()
    page = again.program.train_page
    again.wait(lambda: page.runs.current is not None and page.runs.current.step == 4)
    assert page.control.state == "running"
    again.take_notices()
    lock.release()
    again.wait(lambda: page.control.state == "killed")


def test_the_film_is_saved_as_a_gif_with_a_frame_for_each_moment(
    trainer_page: TrainPage, person: Person, written: WrittenRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    from cnnviz.gui.widgets import file_dialogs

    written.start()
    for step in range(6):
        written.snapshot(step)
    written.learn(6)
    page = watch(person, written)
    person.wait(lambda: page.scrubber.bar.count == 6)
    path = tmp_path / "film.gif"
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: path)
    with person.patience(page.film_export.finished):
        person.click(page.scrubber.export)
        assert page.film_export.is_running
    film = Image.open(path)
    assert film.n_frames == 6
    frames = []
    for place in range(6):
        film.seek(place)
        frames.append(np.asarray(film.convert("RGB")))
    film.close()
    assert frames[0].shape[1] == 960
    assert all((one != other).any() for one, other in itertools.pairwise(frames))
    assert page.runs.is_live
    person.wait(lambda: page.runs.moment.step == 5)
    person.take_notices()


def test_the_page_follows_language_theme_and_presenting(
    trainer_page: TrainPage, person: Person, written: WrittenRun
) -> None:
    page = trainer_page
    written.start()
    written.learn(12)
    written.finish_epoch(0.5)
    watch(person, written)
    light = page.curves.loss.grab().toImage().pixelColor(2, 2)
    person.press("Ctrl+T")
    assert page.curves.loss.grab().toImage().pixelColor(2, 2) != light
    person.press("Ctrl+L")
    assert person.program.language.current == "ko"
    person.press("Ctrl+L")
    assert page.setup.row("run.epochs").control.accessibleName() == "Epochs"
    person.press("F5")
    person.wait(lambda: page.setup.isHidden())
    person.press("F5")
    person.wait(lambda: not page.setup.isHidden())


def test_runs_are_compared_in_curves_and_in_what_differs(
    trainer_page: TrainPage, person: Person, written: WrittenRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cnnviz.gui.widgets import file_dialogs

    other = WrittenRun(tmp_path / "other", written.config.changed_by({"optimiser.name": "sgd", "run.epochs": 6}))
    for run, losses in ((written, (0.7, 0.5)), (other, (0.9, 0.8))):
        run.start()
        for loss in losses:
            run.learn(BATCHES)
            run.finish_epoch(loss)
    page = watch(person, written)
    monkeypatch.setattr(file_dialogs, "ask_folder", lambda *_: other.path)
    person.click(page.curves.compare)
    person.wait(lambda: page.comparison.rows != () and "0.800" in str(page.comparison.rows))
    rows = {row[0]: row[1:] for row in page.comparison.rows[1:]}
    assert page.comparison.rows[0] == ("run", "other")
    assert rows["Optimiser"] == ("Adam", "SGD")
    assert rows["Epochs"] == ("3", "6")
    assert "Batch size" not in rows
    assert rows["Best validation loss"] == ("0.500", "0.800")
    assert rows["Steps"] == ("20", "20")
    person.wait(lambda: len(page.curves.accuracy.drawn("other1")[0]) == 2)
    x, y = page.curves.accuracy.drawn("other1")
    assert np.allclose(x, [1, 2])
    assert np.allclose(y, 0.95)
    assert np.allclose(10.0 ** np.asarray(page.curves.loss.drawn("other1")[1]), [0.9, 0.8], rtol=1e-5)
    person.click(page.curves.compare)  # the same one again
    assert person.take_notices() == ["“other” is shown already."]
    person.click(person.button(page.comparison, "Compare with “other” no more"))
    assert page.runs.others == ()
    assert page.comparison.isHidden()
    assert "other1" not in page.curves.loss.curve_names
    other.close()


def test_a_recipe_fills_the_setup(trainer_page: TrainPage, person: Person) -> None:
    page = trainer_page
    titles = [action.text() for action in page.setup.recipe.menu().actions()]
    assert titles[0] == "As recommended"
    assert "MNIST as in class" in titles
    assert not any("pair" in title for title in titles)  # those are several runs
    chosen = next(action for action in page.setup.recipe.menu().actions() if action.text() == "MNIST, CNN with dropout")
    chosen.trigger()
    assert page.setup.config.model.name == "dropout-cnn"
    assert page.setup.recipe.value == "MNIST, CNN with dropout"
    settled(person)
