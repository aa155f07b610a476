from __future__ import annotations

import dataclasses
import io
import json
import os
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

import cnnviz  # noqa: E402
from cnnviz.models import class_convnet_bn  # noqa: E402
from cnnviz.problems import Problem  # noqa: E402
from cnnviz.trace import archive, walking  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from cnnviz.trace.steps import Source  # noqa: E402
from cnnviz.trace.tensors import TensorRecord  # noqa: E402
from tests.unit.awkward_models import AWKWARD  # noqa: E402


def _assert_equal(ours: Any, theirs: Any, where: str = "trace") -> None:
    """Everything that a Trace is made of, down to the last number."""
    if isinstance(theirs, np.ndarray):
        assert ours.dtype == theirs.dtype, where
        assert np.array_equal(ours, theirs, equal_nan=theirs.dtype.kind in "fc"), where
        assert not ours.flags.writeable
    elif isinstance(theirs, Source):
        assert (ours.name, ours.path, ours.text) == (theirs.name, "", theirs.text)
    elif isinstance(theirs, Problem):
        assert str(ours) == str(theirs)
    elif dataclasses.is_dataclass(theirs):
        assert type(ours) is type(theirs), where
        for field in dataclasses.fields(theirs):
            _assert_equal(getattr(ours, field.name), getattr(theirs, field.name), f"{where}.{field.name}")
    elif isinstance(theirs, Mapping):
        assert list(ours) == list(theirs), where
        for key in theirs:
            _assert_equal(ours[key], theirs[key], f"{where}[{key}]")
    elif isinstance(theirs, tuple):
        assert isinstance(ours, tuple), where
        assert len(ours) == len(theirs), where
        for place, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
            _assert_equal(mine, other, f"{where}[{place}]")
    else:
        assert type(ours) is type(theirs), where
        assert ours == theirs or (ours != ours and theirs != theirs), where


def _full(model: nn.Module, *size: int) -> Trace:
    with torch.no_grad():
        return record(model, torch.rand(size), detail="full")


@pytest.mark.parametrize("name", AWKWARD)
def test_what_is_opened_is_what_was_saved(name: str, tmp_path: Path) -> None:
    torch.manual_seed(1)
    trace = _full(AWKWARD[name]().eval(), 4, 6)
    archive.save(trace, tmp_path / "a.trace")
    again = archive.load(tmp_path / "a.trace")
    _assert_equal(again, trace)
    assert again.input is again.tensors[again.input.index] is again.calls[0].inputs[0]
    assert [path.name for path in tmp_path.iterdir()] == ["a.trace"]


def test_a_failure_is_kept(tmp_path: Path) -> None:
    trace = cnnviz.trace(nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(9, 2)), torch.rand(1, 1, 5, 5))
    archive.save(trace, tmp_path / "a.trace")
    again = archive.load(tmp_path / "a.trace")
    _assert_equal(again, trace)
    assert again.failure is not None
    assert "“2” (Linear) expects 9 features, Flatten gives 18 = 2 × 3 × 3" in str(again.failure.reason)


@pytest.mark.parametrize("dtype", [torch.bool, torch.int64, torch.float16, torch.complex64, torch.bfloat16])
def test_number_types(dtype: Any, tmp_path: Path) -> None:
    trace = record(nn.Identity(), torch.ones(2, 3).to(dtype), detail="full")
    archive.save(trace, tmp_path / "a.trace")
    _assert_equal(archive.load(tmp_path / "a.trace"), trace)


def test_numbers_that_were_not_kept_and_odd_numbers(tmp_path: Path) -> None:
    x = torch.tensor([[float("nan"), float("inf"), -1.0, 2.0]])
    for budget in (0, None):
        trace = record(nn.Sequential(nn.ReLU(), nn.Sigmoid()), x, detail="full", budget=budget)
        archive.save(trace, tmp_path / "a.trace")
        _assert_equal(archive.load(tmp_path / "a.trace"), trace)


def test_the_same_numbers_in_another_shape_are_written_once(tmp_path: Path) -> None:
    class Views(nn.Module):
        def forward(self, x: Any) -> Any:
            return x.view(-1).view(100, 100).view(10, 1000)[:, ::2]

    archive.save(_full(Views(), 100, 100), tmp_path / "a.trace")
    assert (tmp_path / "a.trace").stat().st_size < 40_000 + 20_000 + 15_000


def test_it_opens_without_pytorch(tmp_path: Path) -> None:
    archive.save(_full(class_convnet_bn.ConvNet().eval(), 2, 1, 28, 28), tmp_path / "a.trace")
    script = """
import sys
import cnnviz
from cnnviz.trace import archive, walking
trace = archive.load(sys.argv[1])
print(trace)
print(walking.locals_at(trace, 0, len(trace.steps))["out"].statistics is not None)
print(trace.tensors[1].histogram is not None)
print(sorted({"torch", "PySide6", "torchvision"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.trace")], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[1:] == ["True", "True", "[]"]
    assert done.stdout.startswith("Trace(ConvNet, [2, 1, 28, 28] → [2, 10], 12 calls, ")


def test_the_package_is_light_and_can_be_called() -> None:
    script = """
import sys
import cnnviz
light = {"torch", "numpy", "PySide6"} & set(sys.modules)
function = cnnviz.trace
light |= {"torch", "numpy", "PySide6"} & set(sys.modules)
import torch
model = torch.nn.Sequential(torch.nn.Linear(3, 2))
for _ in range(2):
    trace = cnnviz.trace(model, torch.rand(1, 3))
    assert len(trace.steps) == 3, trace.steps
assert cnnviz.trace(model, torch.rand(1, 3), detail="modules").steps == ()
failed = cnnviz.trace(model, torch.rand(1, 4))
print(sorted(light), failed.failure.reason, cnnviz.trace is function)
import cnnviz.trace.records as records
print(records.Trace is type(trace))
try:
    cnnviz.nothing
except AttributeError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "[] “0” (Linear) expects 3 features, but its input has 4: its size is [1, 4]. True",
        "True",
        "module 'cnnviz' has no attribute 'nothing'",
    ]


def test_where_files_lay_is_not_told(tmp_path: Path) -> None:
    trace = _full(AWKWARD["loop"](), 2, 6)
    assert trace.sources[0].path.endswith("awkward_models.py")
    archive.save(trace, tmp_path / "a.trace")
    with zipfile.ZipFile(tmp_path / "a.trace") as stored:
        assert str(Path(__file__).parent) not in stored.read("trace.json").decode()


class Evil:
    def __reduce__(self) -> Any:
        return print, ("this must not run",)


def _changed(path: Path, change: Any) -> Path:
    """A copy of an archive whose head or arrays are others."""
    with zipfile.ZipFile(path) as stored:
        content = {info.filename: stored.read(info) for info in stored.infolist()}
    head = json.loads(content["trace.json"])
    change(head, content)
    content["trace.json"] = json.dumps(head).encode()
    other = path.with_name("other.trace")
    with zipfile.ZipFile(other, "w") as stored:
        for name, text in content.items():
            stored.writestr(name, text)
    return other


def _pickled(head: Any, content: dict[str, bytes]) -> None:
    stream = io.BytesIO()
    np.save(stream, np.array([Evil()], dtype=object), allow_pickle=True)
    name = next(name for name in content if name.endswith(".npy"))
    content[name] = stream.getvalue()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda head, content: head.update(version=99), "newer version"),
        (lambda head, content: head.update(format="other"), "is no recorded pass"),
        (lambda head, content: head.pop("calls"), "is damaged"),
        (lambda head, content: head.update(input={"#": 10_000}), "is damaged"),
        (lambda head, content: head.update(input={"#": -1}), "is damaged"),
        (lambda head, content: head.update(failure={"os": ["system"]}), "is damaged"),
        (lambda head, content: head.update(steps=[{"Step": [1]}]), "is damaged"),
        (lambda head, content: head["tensors"][0].__setitem__(0, [7, 7]), "is damaged"),
        (lambda head, content: content.pop("arrays/0.npy"), "is damaged"),
        (lambda head, content: content.update({"arrays/0.npy": b"nothing"}), "is damaged"),
        (_pickled, "is damaged"),
    ],
)
def test_damaged_files_are_told(change: Any, sentence: str, tmp_path: Path, capsys: Any) -> None:
    archive.save(_full(nn.Linear(6, 2), 2, 6), tmp_path / "a.trace")
    with pytest.raises(Problem, match=sentence):
        archive.load(_changed(tmp_path / "a.trace", change))
    assert "must not run" not in capsys.readouterr().out


def test_other_files_are_told(tmp_path: Path) -> None:
    for name, content in {"empty": b"", "text": b"<html>", "pickle": pickle.dumps([1])}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Problem, match=f"“{name}” is no recorded pass"):
            archive.load(tmp_path / name)
    with zipfile.ZipFile(tmp_path / "zip", "w") as stored:
        stored.writestr("else", "x")
    with pytest.raises(Problem, match="is no recorded pass"):
        archive.load(tmp_path / "zip")
    with pytest.raises(Problem, match="cannot be read"):
        archive.load(tmp_path / "missing")
    with pytest.raises(Problem, match="cannot be read"):
        archive.load(tmp_path)
    with pytest.raises(Problem, match="cannot be written"):
        archive.save(_full(nn.Linear(6, 2), 2, 6), tmp_path / "no folder" / "a.trace")


def test_truncated_anywhere(tmp_path: Path) -> None:
    archive.save(_full(nn.Linear(6, 2), 2, 6), tmp_path / "a.trace")
    whole = (tmp_path / "a.trace").read_bytes()
    for length in range(0, len(whole), 97):
        (tmp_path / "b.trace").write_bytes(whole[:length])
        with pytest.raises(Problem):
            archive.load(tmp_path / "b.trace")


def test_changed_anywhere(tmp_path: Path) -> None:
    archive.save(_full(nn.Linear(6, 2), 2, 6), tmp_path / "a.trace")
    whole = (tmp_path / "a.trace").read_bytes()
    for place in range(0, len(whole), 5):
        changed = bytearray(whole)
        changed[place] ^= 0x5A
        (tmp_path / "b.trace").write_bytes(changed)
        with suppress(Problem):  # times and the like may be anything
            archive.load(tmp_path / "b.trace")


def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    good = _full(nn.Linear(6, 2), 2, 6)
    archive.save(good, tmp_path / "a.trace")
    before = (tmp_path / "a.trace").read_bytes()
    bad = dataclasses.replace(
        good, tensors=(*good.tensors, TensorRecord((1,), "object", np.array([object()], dtype=object), 9))
    )
    with pytest.raises(ValueError, match="pickle"):
        archive.save(bad, tmp_path / "a.trace")
    assert (tmp_path / "a.trace").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.trace"]


@pytest.mark.skipif(os.name != "posix", reason="files have no such mode here")
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_who_may_read_it_is_up_to_the_person(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        archive.save(_full(nn.Linear(6, 2), 2, 6), tmp_path / "a.trace")
    finally:
        os.umask(before)
    assert (tmp_path / "a.trace").stat().st_mode & 0o777 == 0o666 & ~umask


def test_walking_an_opened_trace_is_walking_the_recorded_one(tmp_path: Path) -> None:
    trace = _full(AWKWARD["in place"]().eval(), 4, 6)
    archive.save(trace, tmp_path / "a.trace")
    again = archive.load(tmp_path / "a.trace")
    for position in range(len(trace.steps) + 1):
        assert walking.stack_at(again, position) == walking.stack_at(trace, position)
        for frame in walking.stack_at(trace, position):
            _assert_equal(walking.locals_at(again, frame, position), walking.locals_at(trace, frame, position))
