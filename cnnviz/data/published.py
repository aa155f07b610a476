"""The sets that can be downloaded: their files with checksums, their classes, and where they are looked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from cnnviz.problems import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file as it was published.

    Attributes:
        name: its name, on the servers and on the disk.
        size: its length in bytes.
        md5: of its content.
    """

    name: str
    size: int
    md5: str


@dataclass(frozen=True, slots=True)
class Published:
    """A set that anyone can download.

    Attributes:
        name: what the program calls it.
        title: its proper name, marked for translation under `Samples`.
        place: the folder of its files below a folder of data sets; torchvision's, so that one download serves both.
        classes: in the order of their labels.
        files: what it consists of.
        mirrors: addresses that end in `/`, tried in this order.
    """

    name: str
    title: str
    place: str
    classes: tuple[str, ...]
    files: tuple[PublishedFile, ...]
    mirrors: tuple[str, ...]


# Names, checksums and addresses are those that torchvision publishes (torchvision/datasets/mnist.py and cifar.py).
MNIST: Final = Published(
    "mnist",
    QT_TRANSLATE_NOOP("Samples", "MNIST"),
    "MNIST/raw",
    tuple("0123456789"),
    (
        PublishedFile("train-images-idx3-ubyte.gz", 9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
        PublishedFile("train-labels-idx1-ubyte.gz", 28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
        PublishedFile("t10k-images-idx3-ubyte.gz", 1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
        PublishedFile("t10k-labels-idx1-ubyte.gz", 4_542, "ec29112dd5afa0611ce80d1b7f02629c"),
    ),
    ("https://ossci-datasets.s3.amazonaws.com/mnist/", "http://yann.lecun.com/exdb/mnist/"),
)
FASHION_MNIST: Final = Published(
    "fashion-mnist",
    QT_TRANSLATE_NOOP("Samples", "Fashion-MNIST"),
    "FashionMNIST/raw",
    (
        QT_TRANSLATE_NOOP("Classes", "T-shirt/top"),
        QT_TRANSLATE_NOOP("Classes", "Trouser"),
        QT_TRANSLATE_NOOP("Classes", "Pullover"),
        QT_TRANSLATE_NOOP("Classes", "Dress"),
        QT_TRANSLATE_NOOP("Classes", "Coat"),
        QT_TRANSLATE_NOOP("Classes", "Sandal"),
        QT_TRANSLATE_NOOP("Classes", "Shirt"),
        QT_TRANSLATE_NOOP("Classes", "Sneaker"),
        QT_TRANSLATE_NOOP("Classes", "Bag"),
        QT_TRANSLATE_NOOP("Classes", "Ankle boot"),
    ),
    (
        PublishedFile("train-images-idx3-ubyte.gz", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
        PublishedFile("train-labels-idx1-ubyte.gz", 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
        PublishedFile("t10k-images-idx3-ubyte.gz", 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
        PublishedFile("t10k-labels-idx1-ubyte.gz", 5_148, "bb300cfdad3c16e7a12a480ee83cd310"),
    ),
    ("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",),
)
CIFAR_10: Final = Published(
    "cifar-10",
    QT_TRANSLATE_NOOP("Samples", "CIFAR-10"),
    "",
    (
        QT_TRANSLATE_NOOP("Classes", "airplane"),
        QT_TRANSLATE_NOOP("Classes", "automobile"),
        QT_TRANSLATE_NOOP("Classes", "bird"),
        QT_TRANSLATE_NOOP("Classes", "cat"),
        QT_TRANSLATE_NOOP("Classes", "deer"),
        QT_TRANSLATE_NOOP("Classes", "dog"),
        QT_TRANSLATE_NOOP("Classes", "frog"),
        QT_TRANSLATE_NOOP("Classes", "horse"),
        QT_TRANSLATE_NOOP("Classes", "ship"),
        QT_TRANSLATE_NOOP("Classes", "truck"),
    ),
    (PublishedFile("cifar-10-python.tar.gz", 170_498_071, "c58f30108f718f92721af3b95e74349a"),),
    ("https://www.cs.toronto.edu/~kriz/",),
)
PUBLISHED: Final[Mapping[str, Published]] = {each.name: each for each in (MNIST, FASHION_MNIST, CIFAR_10)}


def downloads_folder() -> Path:
    """Where downloads go: `CNNVIZ_DATA_DIR`, or this person's data folder."""
    chosen = os.environ.get("CNNVIZ_DATA_DIR", "").strip()
    return Path(chosen).expanduser() if chosen else platformdirs.user_data_path("cnnviz", appauthor=False)


def cache_folder() -> Path:
    """Where decoded pictures are kept: `CNNVIZ_CACHE_DIR`, or this person's cache folder."""
    chosen = os.environ.get("CNNVIZ_CACHE_DIR", "").strip()
    return Path(chosen).expanduser() if chosen else platformdirs.user_cache_path("cnnviz", appauthor=False)


def places(folder: Path | None = None) -> Iterator[Path]:
    """The folders in which data sets are looked for: what `CNNVIZ_DATA` names, the chosen `folder`, the downloads."""
    overriding = os.environ.get("CNNVIZ_DATA", "").strip()
    if overriding:
        yield Path(overriding).expanduser()
    if folder is not None:
        yield folder
    yield downloads_folder()


def bare(name: str) -> str:
    """A name without what people write between its words: `Fashion_MNIST` as `fashionmnist`."""
    return "".join(each for each in name.lower() if each.isalnum())


def is_of_another_mnist(place: Path) -> bool:
    """Whether the folder is that of a data set which took over MNIST's file names, such as FashionMNIST."""
    name = bare((place.parent if place.name == "raw" else place).name)
    return name.endswith("mnist") and name != "mnist"
