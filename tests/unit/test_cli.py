from __future__ import annotations

import io
import json
import math
import os
import pickle
import struct
import subprocess
import sys
import types
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors.torch import load_file, save_file
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode

from cnnviz import __version__, cli
from cnnviz.data import drawing
from cnnviz.data.datasets import Mnist, PenDigits
from cnnviz.data.digits import Mode
from cnnviz.data.pen_digits import strokes
from cnnviz.models import zoo
from cnnviz.resources import resource

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command and returns its exit status, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        status = cli.main([str(argument) for argument in arguments])
        return (status, *capsys.readouterr())

    return run


def fresh(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs code in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        timeout=60,
        check=False,
    )


def write_png(path: Path, ink: NDArray[np.float32], *, light_on_dark: bool = False, zoom: int = 1) -> Path:
    """A picture of ink (H, W) in 0–1."""
    values = ink if light_on_dark else 1 - ink
    Image.fromarray(np.kron(np.rint(values * 255), np.ones((zoom, zoom))).astype(np.uint8)).save(path)
    return path


def seven(folder: Path) -> Path:
    """A drawing of a seven that nobody mistakes."""
    path = folder / "seven.json"
    points = [[120, 110, 0.5, 0.0], [330, 110, 0.5, 0.2], [220, 360, 0.5, 0.5]]
    path.write_text(json.dumps({"strokes": [points], "canvas": 448, "pen_width": 28}))
    return path


# predict


def test_both_polarities_of_a_picture_get_the_same_and_the_right_answer(run: Run, tmp_path: Path) -> None:
    samples = PenDigits(7)
    files, labels = [], []
    for index in range(30):
        pixels, label, _ = samples.sample(index)
        labels += [label, label]
        files.append(write_png(tmp_path / f"{index}-dark.png", pixels, zoom=5))
        files.append(write_png(tmp_path / f"{index}-light.png", pixels, light_on_dark=True, zoom=5))
    status, out, err = run("predict", *files, "--json")
    assert (status, err) == (0, "")
    answers = json.loads(out)
    assert [answer["file"] for answer in answers] == [str(file) for file in files]
    assert all(set(answer) == {"file", "prediction", "probabilities", "logits"} for answer in answers)
    predictions = [answer["prediction"] for answer in answers]
    assert predictions[::2] == predictions[1::2]
    assert sum(one == other for one, other in zip(predictions, labels, strict=True)) >= 56


def test_probabilities_follow_from_the_logits(run: Run, tmp_path: Path) -> None:
    (answer,) = json.loads(run("predict", seven(tmp_path), "--json")[1])
    assert answer["prediction"] == 7
    assert answer["logits"].index(max(answer["logits"])) == 7
    total = sum(math.exp(logit) for logit in answer["logits"])
    assert answer["probabilities"] == pytest.approx([math.exp(logit) / total for logit in answer["logits"]])
    assert len(answer["probabilities"]) == 10


@pytest.mark.parametrize("model", ["class-convnet", "class-convnet-bn"])
def test_the_logits_are_those_of_the_weights_file(run: Run, tmp_path: Path, model: str) -> None:
    pixels = np.rint(PenDigits(3).sample(5)[0] * 255).astype(np.float32) / np.float32(255)
    file = write_png(tmp_path / "digit.png", pixels, light_on_dark=True)
    weights = load_file(resource("models", f"{model}.safetensors"))
    values = torch.from_numpy(pixels)[None, None]
    for layer, after in (("layer1", "layer1.1"), ("layer2", "layer2.1")):
        values = functional.conv2d(values, weights[f"{layer}.0.weight"], weights[f"{layer}.0.bias"], padding=2)
        if f"{after}.weight" in weights:
            mean, variance, weight, bias = (
                weights[f"{after}.{name}"] for name in ("running_mean", "running_var", "weight", "bias")
            )
            values = functional.batch_norm(values, mean, variance, weight, bias)
        values = functional.max_pool2d(functional.relu(values), 2)
    expected = functional.linear(values.flatten(1), weights["fc.weight"], weights["fc.bias"])[0]
    (answer,) = json.loads(run("predict", file, "--model", model, "--preprocess", "raw", "--json")[1])
    assert answer["logits"] == pytest.approx(expected.tolist(), abs=1e-4)
    own = tmp_path / "own.safetensors"
    save_file({name: tensor * (0 if name.startswith("fc") else 1) for name, tensor in weights.items()}, own)
    (answer,) = json.loads(run("predict", file, "--model", own, "--json")[1])
    assert answer["probabilities"] == pytest.approx([0.1] * 10)


def test_mnist_is_recognised(run: Run, cnnviz_data: Path, tmp_path: Path) -> None:
    samples = Mnist(cnnviz_data, "test")
    files, labels = [], []
    for index in range(0, 10_000, 100):
        pixels, label, _ = samples.sample(index)
        files.append(write_png(tmp_path / f"{index}.png", pixels, light_on_dark=bool(index % 200), zoom=3))
        labels.append(label)
    answers = json.loads(run("predict", *files, "--json")[1])
    assert sum(answer["prediction"] == label for answer, label in zip(answers, labels, strict=True)) >= 97


def test_drawings_are_recognised_wherever_they_lie_on_the_canvas(run: Run, tmp_path: Path) -> None:
    files = []
    for label in range(10):
        files.append(tmp_path / f"{label}.json")
        drawing.save(strokes(label, 4), files[-1])
    answers = json.loads(run("predict", *files, "--json")[1])
    assert sum(answer["prediction"] == label for label, answer in enumerate(answers)) >= 9


def test_how_ink_is_placed_is_what_was_asked_for(run: Run, tmp_path: Path) -> None:
    assert get_args(Mode) == cli.MODES
    corner = np.zeros((112, 112), np.float32)
    corner[4:32, 4:32] = PenDigits(7).sample(1)[0]
    file = write_png(tmp_path / "corner.png", corner)
    logits = {
        mode: json.loads(run("predict", file, "--preprocess", mode, "--json")[1])[0]["logits"] for mode in cli.MODES
    }
    assert logits["centred"] == json.loads(run("predict", file, "--json")[1])[0]["logits"]
    assert len({tuple(each) for each in logits.values()}) == 3


def test_the_table_shows_the_best_classes_and_lines_up(run: Run, tmp_path: Path) -> None:
    korean = seven(tmp_path).rename(tmp_path / "숫자 7.json")
    status, out, err = run("predict", korean)
    assert (status, err) == (0, "")
    head, rule, *rows = out.splitlines()
    assert head.split() == ["file", "class", "probability", "logit"]
    assert set(rule) == {"─"}
    assert len(rows) == 3
    assert rows[0].startswith(f"{korean}  7 ")
    cells = [row.removeprefix(str(korean)).split() for row in rows]
    shares = [float(cell[1].rstrip("%")) for cell in cells]
    assert shares == sorted(shares, reverse=True)
    assert rows[0].index("7.json  7") + len("7.json  ") + 2 == len(rows[1]) - len(rows[1].lstrip())  # 2 wide letters


def png(width: int, height: int) -> bytes:
    """A PNG that promises a size and holds next to nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def whole_png() -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64), dtype=np.uint8)).save(file, "PNG")
    return file.getvalue()


BAD = {
    "empty.png": b"",
    "truncated.png": whole_png()[:1500],
    "text.png": b"this is no picture",
    "page.jpg": b"<!DOCTYPE html><html><body>404</body></html>",
    "huge.png": png(30_000, 30_000),
    "no-ending": b"\0" * 100,
    "blank.bmp": None,
    "empty.json": b"",
    "no-strokes.json": b'{"format": "cnnviz-drawing", "version": 1, "canvas": 448, "strokes": []}',
    "no-points.json": b'{"strokes": [[]]}',
    "nan.json": b'{"strokes": [[[1, NaN]]]}',
    "future.json": b'{"format": "cnnviz-drawing", "version": 99, "strokes": []}',
    "other.json": b'{"a": 1}',
    "list.json": b"[]",
}


@pytest.mark.parametrize("name", [*BAD, "folder", "missing.png", "missing.json"])
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_answered(run: Run, tmp_path: Path, name: str) -> None:
    bad, good = tmp_path / name, seven(tmp_path)
    if name == "folder":
        bad.mkdir()
    elif name == "blank.bmp":
        Image.new("L", (50, 50), 255).save(bad)
    elif name in BAD:
        bad.write_bytes(BAD[name] or b"")
    status, out, err = run("predict", good, bad, good, "--json")
    assert status == 2
    first, failed, last = json.loads(out)
    assert first == last
    assert first["prediction"] == 7
    assert set(failed) == {"file", "error"}
    assert failed["file"] == str(bad)
    assert bad.name in failed["error"]
    assert err == f"cnnviz: {failed['error']}\n"
    status, out, err = run("predict", bad, good)
    assert status == 2
    assert out.splitlines()[2].startswith(f"{good}  7 ")
    assert err == f"cnnviz: {failed['error']}\n"
    status, out, err = run("predict", bad)
    assert (status, out) == (2, "")


def test_awkward_drawings_are_answered(run: Run, tmp_path: Path) -> None:
    dot, long = tmp_path / "dot.json", tmp_path / "long.json"
    dot.write_text('{"strokes": [[[200, 200]]]}')
    angles = np.linspace(0, 60 * np.pi, 100_000)
    ring = np.stack([224 + 100 * np.cos(angles), 224 + 150 * np.sin(angles)], axis=1)
    long.write_text(json.dumps({"strokes": [ring.round(2).tolist()]}))
    status, out, err = run("predict", dot, long, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)[1]["prediction"] == 0


def test_awkward_pictures_are_answered(run: Run, tmp_path: Path) -> None:
    ink = np.kron(PenDigits(7).sample(1)[0], np.ones((4, 4)))
    dark = np.rint((1 - ink) * 255).astype(np.uint8)
    label = PenDigits(7).sample(1)[1]
    grey = Image.fromarray(dark)
    files = [tmp_path / name for name in ("16.png", "cmyk.jpg", "alpha.png", "moving.gif", "jpeg.png", "web.webp")]
    Image.fromarray(dark.astype(np.uint16) * 257).save(files[0])
    grey.convert("CMYK").save(files[1])
    alpha = Image.new("RGBA", grey.size, (0, 0, 0, 0))
    alpha.putalpha(Image.fromarray(255 - dark))
    alpha.save(files[2])
    grey.save(files[3], save_all=True, append_images=[Image.new("L", grey.size, 255)])
    grey.save(files[4], format="JPEG")
    grey.save(files[5])
    status, out, err = run("predict", *files, "--json")
    assert (status, err) == (0, "")
    assert [answer["prediction"] for answer in json.loads(out)] == [label] * len(files)


class Evil:
    """Writes a file where it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.write_text, (self.target, "ran")


def test_weights_that_are_none_are_refused_and_nothing_in_them_runs(run: Run, tmp_path: Path) -> None:
    page, evil, other, empty = (tmp_path / name for name in ("page.pth", "evil.pt", "other.pth", "empty.safetensors"))
    page.write_text("<!DOCTYPE html><html>Not found</html>")
    evil.write_bytes(pickle.dumps({"fc.weight": Evil(tmp_path / "trace")}))
    torch.save(torch.nn.Linear(3, 2).state_dict(), other)
    empty.write_bytes(b"")
    for path in (page, evil, other, empty, tmp_path / "gone.pt", tmp_path):
        status, out, err = run("predict", seven(tmp_path), "--model", path)
        assert (status, out) == (2, "")
        assert err.startswith("cnnviz: ")
        assert err.count("\n") == 1
        assert path.name in err
        assert "Traceback" not in err
    assert not (tmp_path / "trace").exists()


def test_a_model_that_does_not_exist_is_answered_with_close_names(run: Run, tmp_path: Path) -> None:
    status, out, err = run("predict", seven(tmp_path), "--model", "class-convnet-bm", "--json")
    assert (status, out) == (2, "")
    assert "“class-convnet-bn”" in err


# shapes


def test_the_class_networks_have_the_numbers_of_the_course(run: Run) -> None:
    for model, parameters in (("class-convnet", 28_938), ("class-convnet-bn", 29_034)):
        status, out, err = run("shapes", model, "--json")
        assert (status, err) == (0, "")
        answer = json.loads(out)
        assert set(answer) == {"model", "input_shape", "layers", "total_parameters", "total_multiply_adds"}
        assert answer["model"] == model
        assert answer["input_shape"] == [1, 1, 28, 28]
        assert answer["total_parameters"] == parameters
        assert answer["total_multiply_adds"] == 313_600 + 2_508_800 + 15_680
        assert sum(layer["parameters"] for layer in answer["layers"]) == parameters
        layers = {layer["path"]: layer for layer in answer["layers"]}
        assert layers["layer1.0"] == {
            "path": "layer1.0",
            "type": "Conv2d",
            "output_shape": [1, 16, 28, 28],
            "parameters": 416,
            "multiply_adds": 313_600,
        }
        assert layers["layer2.0"]["multiply_adds"] == 2_508_800
        assert layers["fc"]["multiply_adds"] == 15_680
        types_in_order = [layer["type"] for layer in answer["layers"] if layer["type"] != "BatchNorm2d"]
        assert types_in_order == ["Conv2d", "ReLU", "MaxPool2d", "Conv2d", "ReLU", "MaxPool2d", "Flatten", "Linear"]
        assert answer["layers"][-2]["output_shape"] == [1, 1568]


def test_the_layer_table_reads_as_the_code_does(run: Run) -> None:
    status, out, _ = run("shapes", "class-convnet-bn")
    assert status == 0
    rows = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in out.splitlines()]
    assert rows[0] == ["class-convnet-bn", "[1, 1, 28, 28] → [1, 10]"]
    assert ["path", "type", "made with", "output", "parameters", "multiply-adds"] in rows
    assert ["layer1.0", "Conv2d", "1, 16, 5, padding=2", "[1, 16, 28, 28]", "416", "313,600"] in rows
    assert ["layer1.1", "BatchNorm2d", "16", "[1, 16, 28, 28]", "32"] in rows
    assert ["layer2.3", "MaxPool2d", "2", "[1, 32, 7, 7]"] in rows
    assert ["fc", "Linear", "1568, 10", "[1, 10]", "15,690", "15,680"] in rows
    assert rows[-1] == ["total", "29,034", "2,838,080"]
    lines = out.splitlines()[2:]
    assert len({len(line) for line in lines if line.endswith("0")}) == 1


def test_a_batch_multiplies_the_work_and_not_the_parameters(run: Run) -> None:
    answer = json.loads(run("shapes", "class-convnet", "--input", "64,1,28,28", "--json")[1])
    assert answer["input_shape"] == [64, 1, 28, 28]
    assert answer["layers"][0]["output_shape"] == [64, 16, 28, 28]
    assert answer["total_parameters"] == 28_938
    assert answer["total_multiply_adds"] == 64 * 2_838_080


def test_a_network_of_torchvision_agrees_with_pytorch_and_its_documentation(run: Run) -> None:
    answer = json.loads(run("shapes", "resnet18", "--json")[1])
    assert answer["input_shape"] == [1, 3, 224, 224]
    assert answer["total_parameters"] == 11_689_512  # as torchvision's page says
    assert sum(layer["parameters"] for layer in answer["layers"]) == 11_689_512
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        zoo.build("resnet18").eval()(torch.zeros(1, 3, 224, 224))
    assert 2 * answer["total_multiply_adds"] == counter.get_total_flops()
    out = run("shapes", "resnet18")[1]
    assert "64, 64, 3, padding=1, bias=False" in out
    assert "3, 64, 7, stride=2, padding=3, bias=False" in out
    assert out.rstrip().endswith("1,814,073,344")


def test_layers_that_the_input_passes_by_are_counted_apart(run: Run) -> None:
    out = run("shapes", "googlenet")[1]
    assert "13,004,888" in out
    assert out.splitlines()[-1].startswith("6,379,984 of the parameters")  # torchvision's page: 6,624,904 without them


def test_a_weights_file_is_a_model_too(run: Run) -> None:
    path = resource("models", "class-convnet.safetensors")
    answer = json.loads(run("shapes", path, "--json")[1])
    assert answer["total_parameters"] == 28_938
    assert answer["model"] == str(path)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["resnt18"], "“resnet18”"),
        (["class-convnt"], "“class-convnet”"),
        (["qqqqq"], "There is no model named “qqqqq”"),
        (["gone.pth"], "There is no file “gone.pth”"),
        (["class-convnet", "--input", "1,3,28,28"], "“layer1.0”"),
        (["class-convnet", "--input", "1,1,32,32"], "“fc”"),
        (["class-convnet", "--input", "1,1,1,1"], "“layer1.2”"),
        (["class-convnet", "--input", "1,28,28"], "“1,28,28” is no input shape"),
        (["class-convnet", "--input", "1,1,28,0"], "is no input shape"),
        (["class-convnet", "--input", "1,1,28,-3"], "is no input shape"),
        (["class-convnet", "--input", "1,1,28,x"], "is no input shape"),
        (["class-convnet", "--input", "99999999,1,999999,99999"], "is too large"),
    ],
)
def test_what_has_no_shapes_is_told_in_a_sentence(run: Run, arguments: list[str], sentence: str) -> None:
    status, out, err = run("shapes", *arguments)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


# snapshot and the window


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Stands in for the window and its pictures; holds what was asked of them."""
    asked: list[Any] = []

    def write_pictures(directory: Path, **options: object) -> list[Path]:
        asked.append((directory, options))
        return [directory / "draw-light-en.png"]

    def main(file: object = None, *, scratch: bool = False) -> int:
        asked.append("window")
        return 0

    monkeypatch.setitem(sys.modules, "cnnviz.snapshot", types.SimpleNamespace(write_pictures=write_pictures))
    monkeypatch.setitem(sys.modules, "cnnviz.app", types.SimpleNamespace(main=main))
    return asked


def test_snapshot_says_where_the_pictures_are(run: Run, window: list[Any], tmp_path: Path) -> None:
    assert run("snapshot", tmp_path) == (0, f"{tmp_path / 'draw-light-en.png'}\n", "")
    run("snapshot", tmp_path, "--language", "ko", "--theme", "dark", "--size", "1024x768", "--scale", "1.5")
    assert window == [
        (tmp_path, {"language": "en", "theme": "light", "size": (1440, 900), "scale": 1.0}),
        (tmp_path, {"language": "ko", "theme": "dark", "size": (1024, 768), "scale": 1.5}),
    ]


@pytest.mark.parametrize(
    "option",
    ["--size=x", "--size=800", "--size=10x10", "--size=99999x900", "--scale=0", "--scale=nan", "--scale=-1",
     "--scale=9", "--theme=pink", "--language=fr"],
)  # fmt: skip
def test_snapshot_refuses_what_is_no_window(run: Run, window: list[Any], tmp_path: Path, option: str) -> None:
    status, out, err = run("snapshot", tmp_path, option)
    assert (status, out, window) == (2, "", [])
    assert err.count("\n") == 1
    assert option.partition("=")[2] in err


def test_without_a_verb_the_window_opens(run: Run, window: list[Any]) -> None:
    assert run() == (0, "", "")
    assert run("--debug") == (0, "", "")
    assert window == ["window", "window"]


def test_a_missing_library_of_the_system_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def main(file: object = None, *, scratch: bool = False) -> int:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setitem(sys.modules, "cnnviz.app", types.SimpleNamespace(main=main))
    status, _, err = run()
    assert status == 2
    assert "libEGL.so.1" in err
    assert "sudo apt install libxcb-cursor0" in err


# the command line itself


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["predct"],
            "“predct”. It is one of: window, predict, shapes, train, control, evaluate, search, export, snapshot.",
        ),
        (["predict"], "FILE is missing. “cnnviz predict --help” shows"),
        (
            ["predict", "x.png", "--preprocess", "big"],
            "--preprocess cannot be “big”. It is one of: raw, boxed, centred",
        ),
        (["predict", "x.png", "--model"], "--model needs a value."),
        (["shapes", "resnet18", "--wide"], "does not know “--wide”"),
        (["shapes", "resnet18", "--js"], "does not know “--js”"),
        (["--language"], "--language needs a value."),
    ],
)
def test_a_command_that_is_not_understood_is_told_in_a_sentence(run: Run, arguments: list[str], sentence: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.startswith("cnnviz: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("verb", "named"),
    [
        ([], ["predict", "shapes", "snapshot", "--version", "--debug", "--language"]),
        (["predict"], ["FILE", "--model", "--preprocess", "raw,boxed,centred", "--json", "class-convnet-bn"]),
        (["shapes"], ["MODEL", "--input", "N,C,H,W", "--json", "resnet18"]),
        (["snapshot"], ["DIR", "--language {ko,en}", "--theme {light,dark}", "--size WxH", "--scale S"]),
    ],
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_help_names_everything(run: Run, verb: list[str], named: list[str], language: str) -> None:
    status, out, err = run(*verb, "--help", "--language", language)
    assert (status, err) == (0, "")
    assert out.startswith("Usage: cnnviz" if language == "en" else "사용법: cnnviz")
    assert all(name in out for name in named), out
    assert any("가" <= letter <= "힣" for letter in out) == (language == "ko")


def test_korean_is_spoken_where_the_system_speaks_it(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    status, out, err = run("predict", seven(tmp_path), tmp_path / "없음.png")
    assert status == 2
    assert any("가" <= letter <= "힣" for letter in out.splitlines()[0])
    assert any("가" <= letter <= "힣" for letter in err.replace("없음", ""))
    assert "There is" not in err


def test_json_can_be_read_whatever_the_terminal_can_show(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
    assert cli.main(["predict", str(tmp_path / "없음.png"), "--json", "--language", "ko"]) == 2
    assert json.loads(written.getvalue().decode("ascii"))[0]["file"] == str(tmp_path / "없음.png")


def test_an_unexpected_exception_is_a_sentence_and_with_debug_a_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def break_down(_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(zoo, "names", lambda: break_down(None))
    status, out, err = run("shapes", "resnet18")
    assert (status, out) == (2, "")
    assert err == ("cnnviz: Something went wrong inside cnnviz (ZeroDivisionError: oh). With --debug it shows where.\n")
    for arguments in (["--debug", "shapes", "resnet18"], ["shapes", "resnet18", "--debug"]):
        status, _, err = run(*arguments)
        assert status == 2
        assert "Traceback" in err
        assert "in break_down" in err
    status, _, err = run("predict", tmp_path / "gone.png", "--debug")
    assert status == 2
    assert "Traceback" in err


def test_ctrl_c_ends_without_a_word(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(zoo, "names", interrupt)
    assert run("shapes", "resnet18") == (130, "", "")


def test_help_and_version_load_nothing_heavy() -> None:
    code = """
import sys
from cnnviz.cli import main
statuses = [main(words.split()) for words in ("--help", "predict --help", "shapes --help", "--version", "nonsense")]
heavy = {"torch", "torchvision", "numpy", "PIL", "PySide6", "shiboken6"} & set(sys.modules)
print(statuses, sorted(heavy))
"""
    done = fresh(code, LC_ALL="C.UTF-8")
    assert done.stdout.splitlines()[-1] == "[0, 0, 0, 0, 2] []", done.stdout + done.stderr
    assert f"cnnviz {__version__}" in done.stdout


def test_predict_and_shapes_in_english_do_not_load_qt(tmp_path: Path) -> None:
    code = f"""
import sys
from cnnviz.cli import main
statuses = [main(["predict", {str(seven(tmp_path))!r}]), main(["shapes", "class-convnet"])]
print(statuses, "PySide6" in sys.modules)
"""
    done = fresh(code, LC_ALL="C.UTF-8")
    assert done.stdout.splitlines()[-1] == "[0, 0] False", done.stdout + done.stderr
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows do not break")
@pytest.mark.parametrize("arguments", [["--help"], ["shapes", "class-convnet"]])
def test_a_reader_that_leaves_early_is_no_error(arguments: list[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [sys.executable, "-m", "cnnviz", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0
