from __future__ import annotations

import gzip
import hashlib
import io
import os
import pickle
import tarfile
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from cnnviz.data import cifar, pen_digits_set, published, sets
from cnnviz.data.data_set import Cancelled
from cnnviz.data.published import PUBLISHED, Published, PublishedFile
from cnnviz.problems import Problem

RNG = np.random.default_rng(0)
BATCHES = (*(f"data_batch_{number}" for number in range(1, 6)), "test_batch")


@pytest.fixture(autouse=True)
def _nothing_chosen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "cnnviz_data" not in request.fixturenames:
        monkeypatch.delenv("CNNVIZ_DATA", raising=False)
    monkeypatch.setenv("no_proxy", "*")


def idx(array: NDArray[np.uint8]) -> bytes:
    head = bytes((0, 0, 8, array.ndim)) + b"".join(size.to_bytes(4, "big") for size in array.shape)
    return head + array.tobytes()


def put_idx(folder: Path, train: int = 20, test: int = 10) -> dict[str, NDArray[np.uint8]]:
    """A tiny set in MNIST's four files."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, NDArray[np.uint8]] = {}
    for name, count in (("train", train), ("t10k", test)):
        arrays[f"{name}-images-idx3-ubyte"] = RNG.integers(0, 256, (count, 28, 28), dtype=np.uint8)
        arrays[f"{name}-labels-idx1-ubyte"] = RNG.permutation(np.arange(count, dtype=np.uint8) % 10)
    for name, array in arrays.items():
        (folder / f"{name}.gz").write_bytes(gzip.compress(idx(array)))
    return arrays


class Python2Pickler(pickle._Pickler):  # type: ignore[name-defined,misc]
    """Writes strings and bytes as Python 2 did, whose strings were bytes: CIFAR-10 was published that way."""

    dispatch = dict(pickle._Pickler.dispatch)  # type: ignore[attr-defined]

    def save_string(self, value: str | bytes) -> None:
        content = value if isinstance(value, bytes) else value.encode("latin1")
        if len(content) < 256:
            self.write(pickle.SHORT_BINSTRING + bytes((len(content),)) + content)
        else:
            self.write(pickle.BINSTRING + len(content).to_bytes(4, "little") + content)
        self.memoize(value)

    dispatch[str] = dispatch[bytes] = save_string


def pickled(pixels: NDArray[np.uint8], labels: list[int], *, python: int = 2) -> bytes:
    """A batch as CIFAR-10 has it."""
    content = {"batch_label": "one", "labels": labels, "data": pixels.reshape(len(labels), -1), "filenames": ["x"]}
    if python == 3:
        return pickle.dumps(content, protocol=4)
    file = io.BytesIO()
    Python2Pickler(file, protocol=2).dump(content)
    # numpy 2 has moved it
    return file.getvalue().replace(b"cnumpy._core.multiarray\n", b"cnumpy.core.multiarray\n")


def put_cifar(folder: Path, each: int = 4, *, archive: bool) -> tuple[NDArray[np.uint8], list[int]]:
    """A tiny set in CIFAR-10's real format, as an archive or unpacked."""
    images, labels = [], []
    contents = {}
    for name in BATCHES:
        images.append(RNG.integers(0, 256, (each, 3, 32, 32), dtype=np.uint8))
        labels.append(RNG.integers(0, 10, each).tolist())
        contents[name] = pickled(images[-1], labels[-1])
    contents["batches.meta"] = pickle.dumps({b"label_names": [each.encode() for each in "abc"]}, protocol=2)
    if archive:
        with tarfile.open(folder / "cifar-10-python.tar.gz", "w:gz") as file:
            for name, content in contents.items():
                member = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
                member.size = len(content)
                file.addfile(member, io.BytesIO(content))
    else:
        (folder / "cifar-10-batches-py").mkdir()
        for name, content in contents.items():
            (folder / "cifar-10-batches-py" / name).write_bytes(content)
    return np.concatenate(images), np.concatenate(labels).tolist()


def test_mnist_and_fashion_are_as_torchvision_reads_them(cnnviz_data: Path) -> None:
    pytest.importorskip("torch")
    from cnnviz import torchvision_compat

    torchvision_compat.ensure()
    from torchvision.datasets import MNIST, FashionMNIST
    from torchvision.datasets.mnist import read_image_file, read_label_file

    for name, reader in (("mnist", MNIST), ("fashion-mnist", FashionMNIST)):
        data = sets.open_set(name, folder=cnnviz_data)
        assert (data.shape, len(data.images)) == ((1, 28, 28), 70_000)
        path = cnnviz_data / ("MNIST" if name == "mnist" else "FashionMNIST") / "raw"
        for part, stem in (("train", "train"), ("test", "t10k")):
            for kind, read, mine in (
                ("images-idx3", read_image_file, data.images[:, 0]), ("labels-idx1", read_label_file, data.labels)
            ):  # fmt: skip
                unpacked = Path(os.environ["CNNVIZ_CACHE_DIR"]) / f"{name}-{stem}-{kind}"
                unpacked.parent.mkdir(parents=True, exist_ok=True)
                unpacked.write_bytes(gzip.decompress((path / f"{stem}-{kind}-ubyte.gz").read_bytes()))
                assert (read(str(unpacked)).numpy() == mine[data.parts[part]]).all()  # type: ignore[index]
        assert tuple(reader.classes) == data.classes or name == "mnist"
        assert data.counts == tuple(np.bincount(data.labels).tolist())


def test_the_tables_of_files_are_torchvisions() -> None:
    pytest.importorskip("torch")
    from cnnviz import torchvision_compat

    torchvision_compat.ensure()
    from torchvision.datasets import CIFAR10, MNIST, FashionMNIST

    for name, reader in (("mnist", MNIST), ("fashion-mnist", FashionMNIST)):
        assert [(file.name, file.md5) for file in PUBLISHED[name].files] == list(reader.resources)
    assert PUBLISHED["mnist"].mirrors[0] in MNIST.mirrors
    assert set(PUBLISHED["fashion-mnist"].mirrors) <= set(FashionMNIST.mirrors)
    (archive,) = PUBLISHED["cifar-10"].files
    assert (archive.name, archive.md5) == (CIFAR10.filename, CIFAR10.tgz_md5)
    assert PUBLISHED["cifar-10"].mirrors[0] + archive.name == CIFAR10.url
    assert CIFAR10.base_folder == cifar.FOLDER


def test_the_real_fashion_files_are_those_of_the_table(cnnviz_data: Path) -> None:
    for file in PUBLISHED["fashion-mnist"].files:
        content = (cnnviz_data / "FashionMNIST" / "raw" / file.name).read_bytes()
        assert (len(content), hashlib.md5(content).hexdigest()) == (file.size, file.md5)


@pytest.mark.parametrize("place", ["MNIST/raw", "raw", ".", "MNIST"])
def test_mnist_is_found_however_it_lies(tmp_path: Path, place: str) -> None:
    arrays = put_idx(tmp_path / place)
    data = sets.open_set("mnist", folder=tmp_path)
    assert (data.images[20:, 0] == arrays["t10k-images-idx3-ubyte"]).all()
    assert (data.labels[:20] == arrays["train-labels-idx1-ubyte"]).all()
    assert {part: places.tolist() for part, places in data.parts.items()} == {
        "train": list(range(20)),
        "test": list(range(20, 30)),
    }
    with pytest.raises(Problem, match="Fashion-MNIST is not on this computer"):
        sets.open_set("fashion-mnist", folder=tmp_path)


@pytest.mark.parametrize("place", ["FashionMNIST/raw", "fashion-mnist", "Fashion_MNIST/raw"])
def test_fashion_is_never_taken_for_mnist(tmp_path: Path, place: str) -> None:
    put_idx(tmp_path / place)
    for folder in (tmp_path, *(tmp_path / Path(*Path(place).parts[: n + 1]) for n in range(len(Path(place).parts)))):
        with pytest.raises(Problem, match="MNIST is not on this computer"):
            sets.open_set("mnist", folder=folder)
    top = tmp_path / Path(place).parts[0]
    assert sets.open_set("fashion-mnist", folder=top).name == "fashion-mnist"


def test_the_folder_that_the_environment_names_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_idx(tmp_path / "one" / "MNIST" / "raw")
    put_idx(tmp_path / "two" / "MNIST" / "raw")
    monkeypatch.setenv("CNNVIZ_DATA", str(tmp_path / "two"))
    assert sets.find("mnist", tmp_path / "one") == tmp_path / "two" / "MNIST" / "raw"
    monkeypatch.setenv("CNNVIZ_DATA", str(tmp_path / "nowhere"))
    assert sets.find("mnist", tmp_path / "one") == tmp_path / "one" / "MNIST" / "raw"


def test_files_that_are_not_the_sets_are_refused(tmp_path: Path) -> None:
    put_idx(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte.gz").write_bytes(gzip.compress(idx(np.full(10, 10, np.uint8))))
    with pytest.raises(Problem, match=r"are not those of MNIST"):
        sets.open_set("mnist", folder=tmp_path)


@pytest.mark.parametrize("archive", [True, False])
def test_cifar_is_read_from_its_archive_and_from_its_folder(tmp_path: Path, archive: bool) -> None:
    images, labels = put_cifar(tmp_path, archive=archive)
    data = sets.open_set("cifar-10", folder=tmp_path)
    assert (data.images == images).all()
    assert data.labels.tolist() == labels
    assert data.shape == (3, 32, 32)
    assert {part: len(places) for part, places in data.parts.items()} == {"train": 20, "test": 4}
    if not archive:
        assert sets.find("cifar-10", tmp_path / "cifar-10-batches-py") == tmp_path
        data.images[0] = 0  # PyTorch takes writable arrays alone


def test_cifar_that_was_written_anew_by_python_3_is_read(tmp_path: Path) -> None:
    put_cifar(tmp_path, archive=False)
    pixels = RNG.integers(0, 256, (3, 3, 32, 32), dtype=np.uint8)
    (tmp_path / "cifar-10-batches-py" / "test_batch").write_bytes(pickled(pixels, [1, 2, 9], python=3))
    data = sets.open_set("cifar-10", folder=tmp_path)
    assert (data.images[20:] == pixels).all()
    assert data.labels[20:].tolist() == [1, 2, 9]


def test_cifar_is_as_torchvision_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    from cnnviz import torchvision_compat

    torchvision_compat.ensure()
    from torchvision.datasets import CIFAR10

    put_cifar(tmp_path, archive=False)
    monkeypatch.setattr(CIFAR10, "_check_integrity", lambda _: True)
    monkeypatch.setattr(CIFAR10, "_load_meta", lambda _: None)
    data = sets.open_set("cifar-10", folder=tmp_path)
    for part in ("train", "test"):
        truth = CIFAR10(str(tmp_path), train=part == "train")
        assert (data.images[data.parts[part]].transpose(0, 2, 3, 1) == truth.data).all()  # type: ignore[index]
        assert data.labels[data.parts[part]].tolist() == truth.targets  # type: ignore[index]


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("pwned",)


@pytest.mark.parametrize(
    "content",
    [
        pickle.dumps(Evil(), protocol=2),
        pickle.dumps({b"data": Evil(), b"labels": [1]}, protocol=2),
        b"",
        b"not a pickle",
        pickle.dumps([1, 2], protocol=2),
        pickle.dumps({b"data": np.zeros((2, 3072), np.float32), b"labels": [1, 2]}, protocol=2),
        pickle.dumps({b"data": np.zeros((2, 3072), np.uint8), b"labels": [1, 12]}, protocol=2),
        pickle.dumps({b"data": np.zeros((1, 3072), np.uint8), b"labels": [1, 2]}, protocol=2),
        pickle.dumps({b"data": np.zeros((1, 3072), object), b"labels": [1]}, protocol=2),
    ],
    ids=["code", "code inside", "empty", "text", "a list", "floats", "a label too large", "too few", "objects"],
)
def test_a_strange_cifar_file_is_refused_and_runs_nothing(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put_cifar(tmp_path, archive=False)
    (tmp_path / "cifar-10-batches-py" / "data_batch_3").write_bytes(content)
    with pytest.raises(Problem, match=r"CIFAR-10 in .* are damaged"):
        sets.open_set("cifar-10", folder=tmp_path)
    assert not (tmp_path / "pwned").exists()


def test_a_damaged_cifar_archive_is_refused(tmp_path: Path) -> None:
    put_cifar(tmp_path, archive=True)
    path = tmp_path / "cifar-10-python.tar.gz"
    for content in (b"", b"?" * 100, path.read_bytes()[:-5000], gzip.compress(b"")):
        path.write_bytes(content)
        with pytest.raises(Problem, match=r"CIFAR-10 in .* are damaged"):
            sets.open_set("cifar-10", folder=tmp_path)


def test_pen_digits_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(pen_digits_set, "_AT_ONCE", 20)
    data = pen_digits_set.read(train=50, test=20, seed=3, progress=lambda done, total: told.append((done, total)))
    assert told == [(20, 70), (40, 70), (60, 70), (70, 70)]
    assert (data.shape, data.counts, data.classes) == ((1, 28, 28), (7,) * 10, tuple("0123456789"))
    assert len({image.tobytes() for image in data.images}) == 70
    again = pen_digits_set.read(train=50, test=20, seed=3, should_stop=lambda: True)  # nothing is made
    assert (again.images == data.images).all()
    with pytest.raises(Cancelled):
        pen_digits_set.read(train=50, test=20, seed=4, should_stop=lambda: True)


def test_names_that_do_not_exist_are_refused() -> None:
    assert set(sets.names()) == {"mnist", "fashion-mnist", "cifar-10", "pen-digits", "folder"}
    with pytest.raises(Problem, match="Did you mean “fashion-mnist”"):
        sets.open_set("Fashion_Mnist")
    with pytest.raises(Problem, match="It is one of: mnist, fashion-mnist"):
        sets.open_set("imagenet")
    with pytest.raises(Problem, match="Give the folder"):
        sets.open_set("folder")


# downloading, from a server on this machine


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """An address that serves `tmp_path/served`."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(tmp_path / "served"))

        def log_message(self, format: str, *args: Any) -> None:
            pass

    (tmp_path / "served").mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}/"
        httpd.shutdown()
        thread.join()


def serve(name: str, address: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    """The set `name` as if it had been published with the files in `folder`, at `address`."""
    old = PUBLISHED[name]
    files = tuple(
        PublishedFile(path.name, path.stat().st_size, hashlib.md5(path.read_bytes()).hexdigest())
        for path in sorted(folder.iterdir())
    )
    new = Published(old.name, old.title, old.place, old.classes, files, (address,))
    monkeypatch.setitem(published.PUBLISHED, name, new)  # type: ignore[arg-type]
    return new


@pytest.mark.parametrize("name", ["mnist", "fashion-mnist", "cifar-10"])
def test_a_set_that_is_not_there_is_downloaded_when_asked(
    name: str, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "cifar-10":
        put_cifar(tmp_path / "served", archive=True)
    else:
        put_idx(tmp_path / "served")
    total = sum(file.size for file in serve(name, server, tmp_path / "served", monkeypatch).files)
    with pytest.raises(Problem, match="is not on this computer"):
        sets.open_set(name)
    told: list[tuple[int, int]] = []
    data = sets.open_set(name, download=True, progress=lambda done, whole: told.append((done, whole)))
    assert (told[0], told[-1]) == ((0, total), (total, total))
    assert len(data.images) in (30, 24)
    for path in (tmp_path / "served").iterdir():
        path.unlink()
    assert (sets.open_set(name, download=True).images == data.images).all()  # from the disk


def test_a_download_can_be_stopped(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_idx(tmp_path / "served")
    serve("mnist", server, tmp_path / "served", monkeypatch)
    with pytest.raises(Cancelled):
        sets.open_set("mnist", download=True, should_stop=lambda: True)


def test_without_a_network_a_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_cifar(tmp_path, archive=True)
    serve("cifar-10", "http://127.0.0.1:9/", tmp_path, monkeypatch)
    with pytest.raises(Problem, match=r"CIFAR-10 cannot be downloaded: there is no connection to “127\.0\.0\.1:9”"):
        sets.open_set("cifar-10", download=True)
