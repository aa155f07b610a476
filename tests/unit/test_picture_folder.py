from __future__ import annotations

import json
import os
import shutil
import threading
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from cnnviz.data import picture_cache, picture_folder, pictures, splits
from cnnviz.data.data_set import Cancelled
from cnnviz.data.published import cache_folder
from cnnviz.problems import Problem

RNG = np.random.default_rng(0)


def put(path: Path, size: tuple[int, int] = (8, 8), mode: str = "RGB", **options: object) -> NDArray[np.uint8]:
    """A picture file of random pixels, (W, H); returns them as (H, W, …)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shape = (size[1], size[0]) if mode == "L" else (size[1], size[0], 3)
    pixels = RNG.integers(0, 256, shape, dtype=np.uint8)
    Image.fromarray(pixels).convert(mode).save(path, **options)
    return pixels


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "동물 사진"
    for label in ("고양이", "개", "class 10", "class 9"):
        for number in range(3):
            put(root / label / f"{number}.png")
    return root


def test_each_sub_folder_is_a_class_in_the_order_people_expect(folder: Path) -> None:
    data = picture_folder.read(folder)
    assert data.title == "동물 사진"
    assert data.classes == ("class 9", "class 10", "개", "고양이")
    assert data.counts == (3, 3, 3, 3)
    assert data.shape == (3, 8, 8)
    assert (data.parts, data.left_out) == ({}, ())
    for file, image, label in zip(data.files, data.images, data.labels.tolist(), strict=True):
        assert file.split("/")[0] == data.classes[label]
        with Image.open(folder / file) as truth:
            assert (image.transpose(1, 2, 0) == np.asarray(truth)).all()


def test_korean_names_as_macos_stores_them_are_the_same_class(tmp_path: Path) -> None:
    put(tmp_path / "train" / unicodedata.normalize("NFD", "가위") / "a.png")
    put(tmp_path / "train" / "바위" / "a.png")
    put(tmp_path / "test" / unicodedata.normalize("NFC", "가위") / "b.png")
    data = picture_folder.read(tmp_path)
    assert data.classes == ("가위", "바위")
    assert data.counts == (2, 1)


@pytest.mark.parametrize("validation", ["val", "valid", "validation", "Validation"])
def test_folders_for_the_parts_are_the_parts(tmp_path: Path, validation: str) -> None:
    for part, count in (("train", 4), (validation, 2), ("test", 1)):
        for label in ("a", "b"):
            for number in range(count):
                put(tmp_path / "inner" / part / label / "deeper" / f"{number}.png")
    data = picture_folder.read(tmp_path)  # archives often unpack into one folder
    assert data.classes == ("a", "b")
    assert {part: len(places) for part, places in data.parts.items()} == {"train": 8, "validation": 4, "test": 2}
    for part, name in (("train", "train"), ("validation", validation), ("test", "test")):
        assert {data.files[place].split("/")[0] for place in data.parts[part]} == {name}  # type: ignore[index]
    found = splits.of_set(data)
    assert (len(found.train), len(found.validation), len(found.test)) == (8, 4, 2)


def test_a_class_may_be_called_train(tmp_path: Path) -> None:
    for label in ("train", "bus", "test"):
        put(tmp_path / label / "a.png")
    assert picture_folder.read(tmp_path).classes == ("bus", "test", "train")


def test_sizes_and_modes_may_be_mixed(tmp_path: Path) -> None:
    put(tmp_path / "a" / "wide.jpg", (400, 130))
    put(tmp_path / "a" / "grey.png", (150, 170), "L")
    put(tmp_path / "b" / "palette.gif", (140, 140), "P")
    put(tmp_path / "b" / "clear.png", (131, 600), "RGBA")
    put(tmp_path / "b" / "print.jpg", (200, 200), "CMYK")
    put(tmp_path / "b" / "bits.png", (130, 130), "1")
    data = picture_folder.read(tmp_path)
    assert data.shape == (3, 128, 128)  # at least half of them fill it
    assert data.left_out == ()
    assert picture_folder.read(tmp_path, size=(20, 30), channels=1).shape == (1, 20, 30)


def test_grey_pictures_stay_grey_and_as_they_are(tmp_path: Path) -> None:
    truth = [put(tmp_path / label / "x.png", (7, 9), "L") for label in "ab"]
    data = picture_folder.read(tmp_path)
    assert data.shape == (1, 9, 7)
    assert (data.images[:, 0] == np.stack(truth)).all()


def test_the_middle_of_a_large_picture_is_kept(tmp_path: Path) -> None:
    pixels = np.zeros((100, 300, 3), np.uint8)
    pixels[:, :100], pixels[:, 100:200], pixels[:, 200:] = (255, 0, 0), (0, 255, 0), (0, 0, 255)
    (tmp_path / "a").mkdir()
    Image.fromarray(pixels).save(tmp_path / "a" / "flag.png")
    put(tmp_path / "b" / "x.png")
    data = picture_folder.read(tmp_path, size=(10, 10))
    assert data.images[0, :, 1:-1, 1:-1].reshape(3, -1).mean(axis=1) == pytest.approx([0, 255, 0], abs=1)


def test_what_cannot_be_read_is_listed_and_left_out(folder: Path) -> None:
    (folder / "개" / "empty.png").write_bytes(b"")
    (folder / "개" / "notes.txt").write_text("not a picture")
    whole = (folder / "개" / "0.png").read_bytes()
    (folder / "개" / "cut.png").write_bytes(whole[: len(whole) // 2])
    for hidden in (".DS_Store", "Thumbs.db", "._1.png"):
        (folder / "개" / hidden).write_bytes(b"?")
    for _ in range(2):  # from the files, and from the cache
        data = picture_folder.read(folder)
        assert data.counts == (3, 3, 3, 3)
        reasons = {each.file: str(each.reason) for each in data.left_out}
        assert set(reasons) == {"개/empty.png", "개/notes.txt", "개/cut.png"}
        assert "is empty" in reasons["개/empty.png"]
        assert "not a picture" in reasons["개/notes.txt"]
        assert "damaged" in reasons["개/cut.png"] or "not a picture" in reasons["개/cut.png"]


def test_a_model_s_classes_give_the_labels(folder: Path) -> None:
    data = picture_folder.read(folder, classes=("개", "고양이", "새", "class 9", "class 10"))
    assert data.counts == (3, 3, 0, 3, 3)
    with pytest.raises(Problem, match="has the class “개”, which the model does not know"):
        picture_folder.read(folder, classes=("class 9", "class 10", "고양이"))


def test_an_empty_class_is_there_and_cannot_be_learnt(folder: Path) -> None:
    (folder / "새").mkdir()
    data = picture_folder.read(folder)
    assert dict(zip(data.classes, data.counts, strict=True))["새"] == 0
    with pytest.raises(Problem, match="no picture to learn from for “새”"):
        splits.of_set(data)


def test_a_single_class_and_a_single_picture_are_refused_when_learning(tmp_path: Path) -> None:
    put(tmp_path / "a" / "x.png")
    data = picture_folder.read(tmp_path)
    assert data.counts == (1,)
    with pytest.raises(Problem, match="single class, “a”"):
        splits.of_set(data)


def test_folders_without_pictures_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"There is no folder “.*nowhere”"):
        picture_folder.read(tmp_path / "nowhere")
    with pytest.raises(Problem, match="There are no pictures in"):
        picture_folder.read(tmp_path)
    (tmp_path / "a").mkdir()
    with pytest.raises(Problem, match="There are no pictures in"):
        picture_folder.read(tmp_path)
    put(tmp_path / "x.png")
    with pytest.raises(Problem, match="not sorted into classes"):
        picture_folder.read(tmp_path)
    (tmp_path / "a" / "x.png").write_bytes(b"?")
    (tmp_path / "a" / "y.png").write_bytes(b"")
    with pytest.raises(Problem, match=r"None of the 2 files .* such as “a/x\.png”"):
        picture_folder.read(tmp_path)


# the cache


def caches() -> list[Path]:
    return sorted((cache_folder() / "pictures").rglob("*.*"))


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are decoded from now on."""
    names: list[str] = []
    fitted = pictures.fitted

    def counting(path: Path, shape: tuple[int, int, int]) -> NDArray[np.uint8]:
        names.append(path.name)
        return fitted(path, shape)

    monkeypatch.setattr(pictures, "fitted", counting)
    return names


def test_pictures_are_decoded_once(folder: Path, read_files: list[str]) -> None:
    first = picture_folder.read(folder)
    assert len(read_files) == 12
    second = picture_folder.read(folder)
    assert len(read_files) == 12
    assert (first.images == second.images).all()
    assert {path.suffix for path in caches()} == {".u8", ".json"}
    picture_folder.read(folder, size=(4, 4))
    assert len(read_files) == 24


def test_only_what_changed_is_decoded_again(folder: Path, read_files: list[str]) -> None:
    picture_folder.read(folder)
    read_files.clear()
    new = put(folder / "개" / "new.png")
    changed = put(folder / "고양이" / "1.png", (8, 8))
    os.utime(folder / "고양이" / "1.png", (5, 5))
    (folder / "class 9" / "0.png").unlink()
    data = picture_folder.read(folder)
    assert sorted(read_files) == ["1.png", "new.png"]
    assert data.counts == (2, 3, 4, 3)
    for file, truth in (("개/new.png", new), ("고양이/1.png", changed)):
        assert (data.images[data.files.index(file)].transpose(1, 2, 0) == truth).all()
    assert len(caches()) == 2  # what the folder was before is gone


def damage_pixels(listing: Path, pixels: Path) -> None:
    content = bytearray(pixels.read_bytes())
    content[100] ^= 1
    pixels.write_bytes(content)


def cut_pixels(listing: Path, pixels: Path) -> None:
    pixels.write_bytes(pixels.read_bytes()[:-1])


def remove_pixels(listing: Path, pixels: Path) -> None:
    pixels.unlink()


def cut_listing(listing: Path, pixels: Path) -> None:
    listing.write_bytes(listing.read_bytes()[:-20])


def strange_listing(listing: Path, pixels: Path) -> None:
    listing.write_text(json.dumps({**json.loads(listing.read_text(encoding="utf-8")), "files": [["a", 1, 2]]}))


def other_version(listing: Path, pixels: Path) -> None:
    listing.write_text(json.dumps({**json.loads(listing.read_text(encoding="utf-8")), "version": 0}))


@pytest.mark.parametrize(
    "damage", [damage_pixels, cut_pixels, remove_pixels, cut_listing, strange_listing, other_version]
)
def test_a_damaged_cache_is_made_anew(folder: Path, read_files: list[str], damage: object) -> None:
    truth = picture_folder.read(folder).images.copy()
    (listing,) = (path for path in caches() if path.suffix == ".json")
    (pixels,) = (path for path in caches() if path.suffix == ".u8")
    damage(listing, pixels)  # type: ignore[operator]
    assert (picture_folder.read(folder).images == truth).all()
    assert len(read_files) == 24
    picture_folder.read(folder)
    assert len(read_files) == 24


def test_a_file_that_was_forbidden_is_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, read_files: list[str]
) -> None:
    forbidden = folder / "개" / "1.png"
    opened = Path.open

    def refuse(path: Path, *arguments: object, **options: object) -> object:
        if path == forbidden:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        data = picture_folder.read(folder)
        assert [(each.file, "Permission denied" in str(each.reason)) for each in data.left_out] == [("개/1.png", True)]
    read_files.clear()
    data = picture_folder.read(folder)  # same time, same length
    assert data.left_out == ()
    assert read_files == ["1.png"]


def test_without_a_place_for_the_cache_pictures_are_read_all_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CNNVIZ_CACHE_DIR", str(tmp_path / "file"))
    assert picture_folder.read(folder).counts == (3, 3, 3, 3)
    monkeypatch.setattr(picture_cache, "_IN_MEMORY", 100)
    with pytest.raises(Problem, match=r"decoded pictures need .* cannot be written"):
        picture_folder.read(folder)


def test_many_may_write_the_cache_at_once(folder: Path) -> None:
    found: list[NDArray[np.uint8]] = []
    start = threading.Barrier(6)

    def read() -> None:
        start.wait()
        found.append(np.array(picture_folder.read(folder).images))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert all((images == found[0]).all() for images in found)
    assert (picture_folder.read(folder).images == found[0]).all()
    assert not [path for path in caches() if path.suffix == ".part"]


def test_what_a_dead_writer_left_is_removed(folder: Path) -> None:
    picture_folder.read(folder)
    home = caches()[0].parent
    for name in ("dead.part", "dead.u8", "busy.part"):
        (home / name).write_bytes(b"?")
        if name.startswith("dead"):
            os.utime(home / name, (1, 1))
    put(folder / "개" / "new.png")
    picture_folder.read(folder)
    assert sorted(path.name for path in home.iterdir() if path.stem in ("dead", "busy")) == ["busy.part"]


def test_progress_runs_to_the_end_and_stopping_leaves_nothing_half(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        picture_folder.read(folder, should_stop=lambda: True)
    assert not [path for path in caches() if path.is_file()]
    for _ in range(2):
        picture_folder.read(folder, progress=lambda done, total: told.append((done, total)))
        assert told[-1] == (12, 12)


def test_the_cats_and_dogs(cnnviz_data: Path, tmp_path: Path) -> None:
    data = picture_folder.read(cnnviz_data / "cats-and-dogs", size=(32, 32))
    assert (data.classes, data.counts, data.left_out) == (("cats", "dogs"), (90, 90), ())
    assert {part: len(places) for part, places in data.parts.items()} == {"train": 120, "validation": 60}


def test_a_cache_elsewhere_is_not_taken_for_this_folder(folder: Path, tmp_path: Path, read_files: list[str]) -> None:
    picture_folder.read(folder)
    shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copy2)
    picture_folder.read(tmp_path / "copy")
    assert len(read_files) == 24
