from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from cnnviz.trace.channels import channels, index_of, kernels
from cnnviz.trace.records import Layer, TensorRecord, Trace


def record(*shape: int) -> TensorRecord:
    """A tensor whose numbers count up, so that each place can be told."""
    return TensorRecord(shape, "float32", np.arange(np.prod(shape), dtype=np.float32).reshape(shape), 0)


def trace_of(*rows: tuple[str, str, tuple[int, ...]]) -> Trace:
    """A pass of layers given as (key, type, shape); what has no dot or name of a module is nobody's call."""
    layers = []
    for number, (key, type_name, shape) in enumerate(rows):
        called = type_name not in ("Input", "Flatten", "Reshape")
        path = key.partition("#")[0] if called else ""
        layers.append(Layer(key, path, type_name, {}, record(*shape), 0, number if called else None))
    return Trace("test", (), layers[0].output, layers[-1].output, tuple(layers))


CLASS = trace_of(
    ("input", "Input", (2, 1, 6, 6)),
    ("conv", "Conv2d", (2, 4, 6, 6)),
    ("relu", "ReLU", (2, 4, 6, 6)),
    ("pool", "MaxPool2d", (2, 4, 3, 3)),
    ("reshape", "Flatten", (2, 36)),
    ("fc", "Linear", (2, 5)),
)
WEIGHTS: Mapping[str, NDArray[np.float32]] = {
    "conv.weight": np.arange(4 * 9, dtype=np.float32).reshape(4, 1, 3, 3),
    "conv.bias": np.arange(4, dtype=np.float32),
    "fc.weight": np.arange(5 * 36, dtype=np.float32).reshape(5, 36),
}


@pytest.mark.parametrize(
    ("key", "kind", "shape"),
    [
        ("input", "picture", (1, 6, 6)),
        ("conv", "maps", (4, 6, 6)),
        ("pool", "maps", (4, 3, 3)),
        ("reshape", "unfolded", (1, 4, 9)),
        ("fc", "vector", (5, 1, 1)),
    ],
)
def test_each_layer_is_a_stack_of_pictures(key: str, kind: str, shape: tuple[int, ...]) -> None:
    found = channels(CLASS, key)
    assert found is not None
    assert (found.kind, found.values.shape) == (kind, shape)
    values = CLASS.layers[index_of(CLASS, key)].output.values
    assert values is not None
    assert np.array_equal(found.values.ravel(), values[0].ravel())


def test_the_second_picture_of_a_batch_is_its_own() -> None:
    found = channels(CLASS, "conv", image=1)
    values = CLASS.layers[1].output.values
    assert found is not None
    assert values is not None
    assert np.array_equal(found.values, values[1])


def test_a_row_of_the_flattened_layer_is_a_channel_of_the_maps_before() -> None:
    maps, flat = channels(CLASS, "pool"), channels(CLASS, "reshape")
    assert maps is not None
    assert flat is not None
    for channel in range(4):
        # the numbers count up in both, so that only their order is compared
        ranks = maps.values[channel].ravel() - maps.values[0, 0, 0]
        assert np.array_equal(flat.values[0, channel], ranks + flat.values[0, 0, 0])


def test_values_that_were_not_kept_are_no_pictures() -> None:
    lost = TensorRecord((1, 3, 4, 4), "float32", None, 0)
    trace = Trace("test", (), lost, lost, (Layer("input", "", "Input", {}, lost, 0, None),))
    assert channels(trace, "input") is None


def test_what_has_no_such_image_or_no_channels_is_no_picture() -> None:
    trace = trace_of(("input", "Input", (0, 1, 8, 8)), ("conv", "Conv2d", (0, 2, 8, 8)))
    assert channels(trace, "conv") is None
    row = trace_of(("input", "Input", (4,)), ("a", "Linear", (3,)), ("b", "Linear", (2,)))
    assert channels(row, "b") is None
    assert kernels(row, {"b.weight": np.ones((2, 3), np.float32)}, "b") is None


def test_a_vector_after_a_vector_is_not_unfolded() -> None:
    trace = trace_of(("input", "Input", (1, 12)), ("a", "Linear", (1, 12)), ("b", "Linear", (1, 3)))
    found = channels(trace, "a")
    assert found is not None
    assert (found.kind, found.values.shape) == ("vector", (12, 1, 1))
    weights = {"a.weight": np.ones((12, 12), np.float32), "b.weight": np.ones((3, 12), np.float32)}
    behind = kernels(trace, weights, "b")
    assert behind is not None
    assert behind.folded is None
    assert behind.bias is None
    assert behind.maps.shape == (3, 12, 1, 1)


def test_tokens_and_volumes_are_stacks_too() -> None:
    trace = trace_of(("input", "Input", (1, 1, 8, 8)), ("video", "Conv3d", (1, 2, 3, 4, 5)))
    found = channels(trace, "video")
    assert found is not None
    assert (found.kind, found.values.shape) == ("maps", (6, 4, 5))


@pytest.mark.parametrize("key", ["conv", "relu", "pool"])
def test_the_kernels_of_a_convolution_explain_what_follows_it(key: str) -> None:
    found = kernels(CLASS, WEIGHTS, key)
    assert found is not None
    assert (found.name, found.layer) == ("conv.weight", "conv")
    assert found.is_convolution
    assert found.folded is None
    assert np.array_equal(found.maps, WEIGHTS["conv.weight"])
    assert np.array_equal(found.bias, WEIGHTS["conv.bias"])


def test_a_linear_layer_after_maps_is_folded_back_onto_them() -> None:
    found = kernels(CLASS, WEIGHTS, "fc")
    assert found is not None
    assert not found.is_convolution
    assert found.maps.shape == (5, 4, 3, 3)
    for class_ in range(5):
        assert np.array_equal(found.maps[class_], WEIGHTS["fc.weight"][class_].reshape(4, 3, 3))


@pytest.mark.parametrize("key", ["input", "reshape"])
def test_what_has_no_weights_has_no_kernels(key: str) -> None:
    assert kernels(CLASS, WEIGHTS, key) is None


def test_other_channels_end_the_search() -> None:
    trace = trace_of(
        ("input", "Input", (1, 3, 4, 4)), ("conv", "Conv2d", (1, 4, 4, 4)), ("shuffle", "PixelShuffle", (1, 1, 8, 8))
    )
    assert kernels(trace, WEIGHTS, "shuffle") is None


def test_a_module_that_is_called_twice_shows_its_weights_both_times() -> None:
    trace = trace_of(
        ("input", "Input", (1, 1, 6, 6)), ("conv", "Conv2d", (1, 4, 6, 6)), ("conv#2", "Conv2d", (1, 4, 6, 6))
    )
    found = kernels(trace, WEIGHTS, "conv#2")
    assert found is not None
    assert (found.name, found.layer) == ("conv.weight", "conv#2")


def test_an_unknown_layer_is_the_input() -> None:
    assert index_of(CLASS, "conv") == 1
    assert index_of(CLASS, "nowhere") == 0


def test_the_folded_weights_give_the_logits_that_torch_gives() -> None:
    torch = pytest.importorskip("torch")

    from cnnviz.models import loading
    from cnnviz.trace import recorder

    loaded = loading.load("class-convnet-bn")
    pixels = np.random.default_rng(3).random((28, 28), dtype=np.float32)
    with torch.no_grad():
        trace = recorder.record(loaded.model, loaded.prepare(pixels))
        expected = loaded.model(loaded.prepare(pixels))[0].numpy()
    maps, found = channels(trace, "layer2.3"), kernels(trace, loaded.card.parameters, "fc")
    assert maps is not None
    assert found is not None
    assert found.bias is not None
    logits = [float((found.maps[class_] * maps.values).sum() + found.bias[class_]) for class_ in range(10)]
    assert np.allclose(logits, expected, atol=1e-3)
