from __future__ import annotations

import pickle
import warnings
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from safetensors.torch import save_file  # noqa: E402
from torch import Tensor, nn  # noqa: E402

from cnnviz.models import loading, registry, zoo  # noqa: E402
from cnnviz.models.class_convnet import ConvNet  # noqa: E402
from cnnviz.problems import Problem  # noqa: E402


@pytest.fixture
def state() -> dict[str, Tensor]:
    torch.manual_seed(8)
    return ConvNet().state_dict()


def _sentence(path: Path | str) -> str:
    with pytest.raises(Problem) as caught:
        loading.load(path)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def _same(loaded: loading.LoadedModel, state: dict[str, Tensor]) -> bool:
    return all(torch.equal(loaded.model.state_dict()[name], tensor) for name, tensor in state.items())


@pytest.mark.parametrize("name", registry.names())
def test_bundled_weights_answer(name: str) -> None:
    loaded = loading.load(name)
    assert loaded.card.name == loaded.card.title == name
    assert loaded.card.source == ""
    assert not any(module.training for module in loaded.model.modules())
    assert loaded.card.parameter_count == sum(parameter.numel() for parameter in loaded.model.parameters())
    with torch.no_grad():
        assert loaded.model(loaded.prepare(np.zeros((28, 28), np.float32))).shape == (1, 10)


def test_the_card_holds_the_numbers_read_only() -> None:
    card = loading.load("class-convnet-bn").card
    assert card.parameters["layer1.0.weight"].shape == (16, 1, 5, 5)
    assert card.parameters["layer1.1.running_var"].shape == (16,)
    assert not any(name.endswith("num_batches_tracked") for name in card.parameters)
    assert all(values.dtype == np.float32 and not values.flags.writeable for values in card.parameters.values())


def test_pixels_are_prepared_as_the_network_was_trained(state: dict[str, Tensor], tmp_path: Path) -> None:
    save_file(state, tmp_path / "w.safetensors")
    loaded = loading.load(tmp_path / "w.safetensors")
    pixels = np.random.default_rng(1).random((3, 28, 28)).astype(np.float32)
    spec = registry.spec(loaded.card.name)
    expected = (pixels - spec.mean[0]) / spec.std[0]
    assert np.allclose(loaded.prepare(pixels).numpy()[:, 0], expected, atol=1e-6)
    assert loaded.prepare(pixels[0]).shape == (1, 1, 28, 28)


WRITERS: dict[str, Callable[[dict[str, Tensor], Path], object]] = {
    "mine.safetensors": save_file,
    "mine.pt": torch.save,
    "mine.pth": lambda state, path: torch.save(state, path, _use_new_zipfile_serialization=False),
    "ordered.pth": lambda state, path: torch.save(OrderedDict(state), path),
    "wrapped.pth": lambda state, path: torch.save({"epoch": 3, "loss": 0.5, "state_dict": state}, path),
    "deep.pth": lambda state, path: torch.save({"model": {"model_state_dict": state}, "optimizer": {"lr": 1.0}}, path),
    "parallel.pth": lambda state, path: torch.save({f"module.{name}": value for name, value in state.items()}, path),
    "compiled.pth": lambda state, path: torch.save(
        {f"module._orig_mod.{name}": value for name, value in state.items()}, path
    ),
    "noted.pth": lambda state, path: torch.save({**state, "note": "best"}, path),
    "safetensors-called.pth": save_file,
    "torch-called.safetensors": torch.save,
    "half.pt": lambda state, path: torch.save({name: value.half() for name, value in state.items()}, path),
}


@pytest.mark.parametrize("file", WRITERS)
def test_weights_of_a_registered_network_are_found(file: str, state: dict[str, Tensor], tmp_path: Path) -> None:
    path = tmp_path / file
    WRITERS[file](state, path)
    loaded = loading.load(str(path))
    assert loaded.card.name == "class-convnet"
    assert loaded.card.title == file
    assert loaded.card.source == str(path)
    expected = {name: value.half().float() for name, value in state.items()} if file == "half.pt" else state
    assert _same(loaded, expected)


def test_batch_counters_may_be_missing(tmp_path: Path) -> None:
    whole = loading.build("class-convnet-bn").state_dict()
    counters = [name for name in whole if name.endswith("num_batches_tracked")]
    assert counters
    save_file({name: value for name, value in whole.items() if name not in counters}, tmp_path / "w.safetensors")
    assert loading.load(tmp_path / "w.safetensors").card.name == "class-convnet-bn"


class Payload:
    """What a hostile file does: it writes a file as soon as it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = str(target)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.write_text, (Path(self.target), "the code in the file was run"))


@pytest.mark.parametrize("form", ["zip", "legacy", "bare pickle", "inside a state dict"])
def test_code_in_a_file_is_not_run(form: str, state: dict[str, Tensor], tmp_path: Path) -> None:
    proof, path = tmp_path / "proof.txt", tmp_path / "evil.pth"
    if form == "bare pickle":
        path.write_bytes(pickle.dumps(Payload(proof)))
    elif form == "inside a state dict":
        torch.save({**state, "extra": Payload(proof)}, path)
    else:
        torch.save(Payload(proof), path, _use_new_zipfile_serialization=form == "zip")
    sentence = _sentence(path)
    assert not proof.exists(), "the payload ran"
    assert "evil.pth" in sentence
    assert "not opened" in sentence or "damaged" in sentence
    assert "program code" in sentence or form == "legacy"
    # The payload is real: plain unpickling runs it.
    pickle.loads(pickle.dumps(Payload(proof)))
    assert proof.exists()


def test_weights_that_were_only_pickled_are_refused(state: dict[str, Tensor], tmp_path: Path) -> None:
    (tmp_path / "w.pkl").write_bytes(pickle.dumps(state))
    assert "program code (pickle)" in _sentence(tmp_path / "w.pkl")


def test_a_whole_pickled_model_is_refused_by_name(tmp_path: Path) -> None:
    torch.save(ConvNet(), tmp_path / "model.pt")
    sentence = _sentence(tmp_path / "model.pt")
    assert "cnnviz.models.class_convnet.ConvNet" in sentence
    assert "state_dict()" in sentence


def test_a_torchscript_program_is_refused(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.jit.save(torch.jit.script(nn.Sequential(nn.Linear(2, 2))), tmp_path / "script.pt")
    assert "TorchScript program" in _sentence(tmp_path / "script.pt")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "is a web page"),
        (b"\n  <HTML lang='en'>Not found", "is a web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", "Git LFS pointer"),
        (b"just some text", "is not a weights file"),
        (bytes(range(256)) * 8, "is not a weights file"),
        (b"\x89PNG\r\n\x1a\n", "is not a weights file"),
        (b"\x80\x02garbage", "cut off or damaged"),
        (b"PK\x03\x04garbage", "cut off or damaged"),
        ((9).to_bytes(8, "little") + b"{garbage}", "cut off or damaged"),
    ],
)
@pytest.mark.parametrize("suffix", [".safetensors", ".pth"])
def test_what_is_no_weights_file_is_told(content: bytes, expected: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"weights{suffix}"
    path.write_bytes(content)
    sentence = _sentence(path)
    assert expected in sentence
    assert f"weights{suffix}" in sentence


@pytest.mark.parametrize("file", ["mine.safetensors", "mine.pt", "mine.pth"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.999])
def test_a_truncated_file_is_told(file: str, share: float, state: dict[str, Tensor], tmp_path: Path) -> None:
    path = tmp_path / file
    WRITERS[file](state, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert "cut off or damaged" in _sentence(path)


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.pt", "w") as archive:
        archive.writestr("a.txt", "hello")
    assert "cut off or damaged" in _sentence(tmp_path / "photos.pt")


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    assert "holds no trained network" in _sentence(tmp_path)
    assert "There is no file" in _sentence(tmp_path / "nothing.pt")
    assert "There is no file" in _sentence("nothing.safetensors")
    assert "Did you mean" in _sentence("class-convnet-bm")
    assert "\x00" in _sentence("odd\x00name.pt")


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.pt").write_bytes(b"PK\x03\x04")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read: Permission denied" in _sentence(tmp_path / "mine.pt")


@pytest.mark.parametrize("content", [{}, {"state_dict": {}}, [1, 2], {"epoch": 3}, torch.ones(3), {1: torch.ones(2)}])
def test_no_weights_inside(content: object, tmp_path: Path) -> None:
    torch.save(content, tmp_path / "w.pt")
    assert "holds no named weights" in _sentence(tmp_path / "w.pt")


def test_another_network_is_told_by_its_entries(tmp_path: Path) -> None:
    torch.save(nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 2)).state_dict(), tmp_path / "other.pth")
    sentence = _sentence(tmp_path / "other.pth")
    assert "another network" in sentence
    assert "Missing entries (6): layer1.0.weight, layer1.0.bias, layer2.0.weight, …." in sentence
    assert "do not belong to it (4): 0.weight, 0.bias, 1.weight, …." in sentence


def test_the_closest_network_is_named(tmp_path: Path) -> None:
    state = loading.build("class-convnet-bn").state_dict()
    del state["fc.bias"]
    torch.save(state, tmp_path / "w.pth")
    assert _sentence(tmp_path / "w.pth") == (
        "“w.pth” is not complete for “class-convnet-bn”: entries that are missing (1): fc.bias."
    )
    torch.save({**loading.build("class-convnet").state_dict(), "fc2.bias": torch.ones(2)}, tmp_path / "w.pth")
    assert _sentence(tmp_path / "w.pth") == (
        "“w.pth” holds more than “class-convnet”: entries that do not belong to it (1): fc2.bias."
    )


def test_wrong_shapes_are_told_with_both(state: dict[str, Tensor], tmp_path: Path) -> None:
    state["fc.weight"] = torch.ones(10, 512)
    save_file(state, tmp_path / "w.safetensors")
    assert _sentence(tmp_path / "w.safetensors") == (
        "“w.safetensors” does not fit “class-convnet”: “fc.weight” should have the shape [10, 1568], but has [10, 512]."
    )


def test_weights_that_are_no_numbers(state: dict[str, Tensor], tmp_path: Path) -> None:
    state["fc.bias"] = torch.tensor([0.0, float("nan"), float("inf")] + [0.0] * 7)
    save_file(state, tmp_path / "w.safetensors")
    assert "2 of 10 in “fc.bias”" in _sentence(tmp_path / "w.safetensors")
    state["fc.bias"] = torch.zeros(10, dtype=torch.complex64)
    torch.save(state, tmp_path / "w.pt")
    assert "“fc.bias” does not hold plain numbers" in _sentence(tmp_path / "w.pt")


def test_a_damaged_installation_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*parts: str) -> Path:
        raise FileNotFoundError("/".join(parts))

    monkeypatch.setattr(loading, "resource", missing)
    assert "Install cnnviz again" in _sentence("class-convnet")


def test_the_zoo_knows_torchvisions_networks() -> None:
    assert {"resnet18", "vgg16", "googlenet", "vit_b_16"} <= set(zoo.names())
    assert sum(parameter.numel() for parameter in zoo.build("resnet18").parameters()) == 11_689_512
    with pytest.raises(Problem, match=r"Did you mean .*resnet18"):
        zoo.build("resnet81")
    with pytest.raises(Problem, match="neither among"):
        zoo.build("zzzz")


@pytest.mark.parametrize("name", ["resnet18", "regnet_y_400mf", "swin_t"])
def test_an_outline_has_the_shapes_and_no_numbers(name: str) -> None:
    outline, whole = zoo.outline(name), zoo.build(name)
    assert not any(module.training for module in outline.modules())
    assert all(parameter.is_meta for parameter in outline.parameters())
    assert [(key, value.shape) for key, value in outline.state_dict().items()] == [
        (key, value.shape) for key, value in whole.state_dict().items()
    ]
    with torch.no_grad():
        assert outline(torch.empty(2, *zoo.INPUT_SHAPE, device="meta")).shape == (2, 1000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class-convnet", False), ("resnet18", False), ("weights.pt", True), ("a/b", True),
        ("a\\b", True), ("W.SAFETENSORS", True), ("odd\x00name", False), ("~nobody-at-all-here", False), ("here", True),
    ],
)  # fmt: skip
def test_names_and_files_are_told_apart(
    text: str, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").touch()
    monkeypatch.chdir(tmp_path)
    assert loading.is_a_file(text) is expected
