"""Samples of data sets in the whole window, and the download of MNIST through it."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from cnnviz.data import mnist_download
from cnnviz.data.datasets import Mnist, PenDigits, find_mnist
from cnnviz.gui.services import downloads
from cnnviz.gui.views.sample_chooser_view import SampleChooserView
from cnnviz.gui.widgets.probability_bars import ProbabilityBars
from cnnviz.gui.widgets.progress_row import ProgressRow
from cnnviz.gui.widgets.segmented import Segmented
from tests.gui.person import ONE, Person
from tests.gui.reference_network import probabilities

PICTURES = {"train": 30, "t10k": 20}


def idx(*shape: int, seed: int) -> bytes:
    """A gzipped IDX file of random bytes; labels where the shape has one axis."""
    values = np.random.default_rng(seed).integers(0, 10 if len(shape) == 1 else 256, shape, np.uint8)
    head = bytes((0, 0, 8, len(shape))) + b"".join(size.to_bytes(4, "big") for size in shape)
    return gzip.compress(head + values.tobytes(), mtime=0)


@pytest.fixture
def no_mnist(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A place for downloads that is still empty."""
    monkeypatch.delenv("CNNVIZ_DATA", raising=False)
    monkeypatch.setenv("CNNVIZ_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


class Server:
    """A mirror on this machine; it sends the first kilobyte of each file, and the rest once `go_on` is set."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, int]] = []  # files, and the byte each was asked for from
        for split, count in PICTURES.items():
            self.files[f"{split}-images-idx3-ubyte.gz"] = idx(count, 28, 28, seed=count)
            self.files[f"{split}-labels-idx1-ubyte.gz"] = idx(count, seed=count + 1)
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.rpartition("/")[2]
                content = server.files[name]
                start, whole = int(self.headers.get("Range", "bytes=0-")[6:-1]), len(content)
                server.asked.append((name, start))
                self.send_response(206 if start else 200)
                if start:
                    self.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
                content = content[start:]
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                try:
                    self.wfile.write(content[:1000])
                    server.go_on.wait(20)
                    self.wfile.write(content[1000:])
                except OSError:  # nobody listens any more
                    self.close_connection = True

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.httpd.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch, no_mnist: Path) -> Iterator[Server]:
    """A mirror with small files in MNIST's form, which the program downloads from."""
    server = Server()
    published = tuple(
        mnist_download.PublishedFile(name, len(content), hashlib.md5(content).hexdigest())
        for name, content in server.files.items()
    )
    address = f"http://127.0.0.1:{server.httpd.server_address[1]}/"
    monkeypatch.setenv("no_proxy", "*")

    def fetch(folder: Path, **options: Any) -> Path | None:
        return mnist_download.download(folder, mirrors=(address,), files=published, **options)

    monkeypatch.setattr(downloads.Downloads.__init__, "__kwdefaults__", {"fetch": fetch})
    yield server
    server.go_on.set()
    server.httpd.shutdown()
    server.httpd.server_close()
    server.thread.join()


def sample(person: Person, do: Callable[[], object]) -> Any:
    """What is shown after `do` brought a sample."""
    with person.patience(person.program.samples.sample_ready):
        do()
    person.trace()
    return person.program.workspace.input


def chooser(person: Person) -> SampleChooserView:
    person.press("D")
    person.wait(person.program.chooser.isVisible)
    return person.program.chooser


def buttons(view: SampleChooserView) -> str:
    """The words of all visible buttons."""
    return ", ".join(each.text() for each in view.findChildren(QAbstractButton) if each.isVisible())


def test_n_s_and_shift_n_walk_the_pen_digits(person: Person) -> None:
    truth = PenDigits(1)
    for index in range(3):
        shown = sample(person, lambda: person.press("N"))
        pixels, label, _ = truth.sample(index)
        assert np.array_equal(shown.pixels, pixels)
        assert shown.label == label
        assert person.line(person.program.drawing) == f"Pen digits, label {label}. Draw to start your own."
        leader = person.find(person.program.probabilities, ProbabilityBars).leader
        assert leader == int(probabilities(shown.pixels).argmax())
    shown = sample(person, lambda: person.press("Shift+N"))
    assert np.array_equal(shown.pixels, truth.sample(1)[0])
    shown = sample(person, lambda: person.press("S"))
    assert shown.kind == "sample"
    assert not person.switch(person.program.network_input, "raw").isEnabled()  # it is as the data set has it


def test_the_canvas_shows_the_sample_until_somebody_draws(person: Person) -> None:
    empty = person.program.drawing.canvas.grab().toImage()
    sample(person, lambda: person.press("N"))
    assert person.program.drawing.canvas.grab().toImage() != empty
    person.draw(ONE)
    person.trace()
    assert person.program.workspace.input.kind == "drawing"
    assert len(person.program.drawing.canvas.drawing().strokes) == 1
    assert person.line(person.program.drawing) == "Draw one digit; the answer follows the pen."


def test_the_chooser_picks_by_label(person: Person) -> None:
    view = chooser(person)
    labels = next(each for each in view.findChildren(Segmented) if "7" in each.keys)
    for digit in ("7", "2"):
        shown = sample(person, lambda digit=digit: person.choose(labels, digit))
        assert shown.label == int(digit)
        shown = sample(person, lambda: person.click(person.button(view, "Next")))
        assert shown.label == int(digit)
    first = shown.pixels
    shown = sample(person, lambda: person.click(person.button(view, "Previous")))
    assert not np.array_equal(first, shown.pixels)
    shown = sample(person, lambda: person.click(person.button(view, "Random")))
    assert shown.label == 2
    QTest.keyClick(view, "\x1b")
    assert not view.isVisible()


def test_mnist_is_chosen_where_its_files_are(
    open_window: Callable[..., Person], cnnviz_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = open_window()
    person.wait(lambda: len(person.program.samples.choices) == 3)
    view = chooser(person)
    assert "Download" not in buttons(view)
    sets = next(each for each in view.findChildren(Segmented) if "mnist-test" in each.keys)
    shown = sample(person, lambda: person.choose(sets, "mnist-test"))
    folder = find_mnist(cnnviz_data)
    assert folder is not None
    pixels, label, _ = Mnist(folder, "test").sample(0)
    assert (shown.label, label) == (7, 7)
    assert np.array_equal(shown.pixels, pixels)
    assert shown.title == "MNIST test"
    view.close()


def test_mnist_is_downloaded_with_progress_and_chosen(
    open_window: Callable[..., Person], mirror: Server, no_mnist: Path
) -> None:
    person = open_window()
    person.wait(lambda: len(person.program.samples.choices) == 1)
    view = chooser(person)
    person.click(person.button(view, "Download MNIST, 70,000 handwritten digits (12 MB)"))
    row = view.findChild(ProgressRow)
    person.wait(lambda: row.isVisible() and row.share > 0)
    assert "Download" not in buttons(view)
    mirror.go_on.set()
    assert person.take_notices() == ["MNIST is here: 60,000 digits to learn from and 10,000 to test with."]
    person.wait(lambda: len(person.program.samples.choices) == 3)
    assert not row.isVisible()
    sets = next(each for each in view.findChildren(Segmented) if "mnist-test" in each.keys)
    shown = sample(person, lambda: person.choose(sets, "mnist-train"))
    pixels, label, _ = Mnist(no_mnist / "MNIST" / "raw", "train").sample(0)
    assert np.array_equal(shown.pixels, pixels)
    assert shown.label == label
    view.close()


def test_a_download_that_is_cancelled_leaves_no_file_and_goes_on_later(
    open_window: Callable[..., Person], mirror: Server, no_mnist: Path
) -> None:
    person = open_window()
    person.wait(lambda: len(person.program.samples.choices) == 1)
    person.program.actions["download_mnist"].trigger()
    view = person.program.chooser
    row = view.findChild(ProgressRow)
    person.wait(lambda: row.isVisible() and row.share > 0)
    with person.patience(person.program.downloads.cancelled):
        person.click(person.button(row, "Cancel"))
    assert not row.isVisible()
    again = person.button(view, "Download MNIST, 70,000 handwritten digits (12 MB)")
    assert again.isVisible()
    (part,) = (no_mnist / "MNIST" / "raw").iterdir()  # what has arrived, under a name that no reader takes
    name, there = part.name.removesuffix(".part"), part.stat().st_size
    assert part.suffix == ".part"
    assert part.read_bytes() == mirror.files[name][:there]
    mirror.go_on.set()
    with person.patience(person.program.downloads.finished):
        person.click(again)
    assert mirror.asked[1] == (name, there)
    assert {path.name: path.read_bytes() for path in (no_mnist / "MNIST" / "raw").iterdir()} == mirror.files
    assert [notice.level for notice in person.told] == ["info"]
    view.close()


def test_a_wrong_checksum_is_told(open_window: Callable[..., Person], mirror: Server) -> None:
    for name in mirror.files:
        mirror.files[name] = bytes(len(mirror.files[name]))
    mirror.go_on.set()
    person = open_window()
    person.program.actions["download_mnist"].trigger()
    (told,) = person.take_notices()
    assert "checksum" in told
    person.program.chooser.close()


def test_the_folder_of_data_sets_can_be_chosen(
    open_window: Callable[..., Person], mirror: Server, no_mnist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    (own / "MNIST" / "raw").mkdir(parents=True)
    for name, content in mirror.files.items():
        (own / "MNIST" / "raw" / name).write_bytes(content)
    empty = tmp_path / "nothing"
    empty.mkdir()
    names = [str(empty), str(own)]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: names.pop(0))
    person = open_window()
    person.program.actions["choose_data"].trigger()
    assert person.take_notices() == [f"MNIST is not in “{empty}”; it can be downloaded there from the input menu."]
    person.program.actions["choose_data"].trigger()
    person.wait(lambda: len(person.program.samples.choices) == 3)
    assert person.program.preferences.current.data_folder == str(own)
    assert QApplication.activePopupWidget() is None
