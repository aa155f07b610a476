"""`cnnviz shapes`: the layer table of a network, with parameters and multiply-adds."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from typing import Final

import torch
from torch import nn

from cnnviz.models import loading, registry, zoo
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.terminal import Terminal, table
from cnnviz.trace import derive
from cnnviz.trace.faults import size_text
from cnnviz.trace.recorder import record
from cnnviz.trace.records import HyperValue, Layer, Trace

_ARROW = "→"

# What a layer is made with, as code usually writes it: these values without their names, first and in this order,
_UNNAMED: Final = (
    "in_channels", "out_channels", "in_features", "out_features", "num_features", "num_groups", "num_channels",
    "normalized_shape", "kernel_size", "output_size", "embed_dim", "num_heads", "p",
)  # fmt: skip
# these others only where they say something unusual,
_USUAL: Final[Mapping[str, tuple[HyperValue, ...]]] = {
    "padding": (0,), "output_padding": (0,), "dilation": (1,), "groups": (1,), "bias": (True,),
    "padding_mode": ("zeros",), "ceil_mode": (False,), "return_indices": (False,), "count_include_pad": (True,),
    "affine": (True,), "elementwise_affine": (True,), "track_running_stats": (True,),
}  # fmt: skip
# and these not at all.
_UNTOLD: Final = frozenset(("eps", "momentum", "inplace"))


def run(model: str, *, shape: tuple[int, ...] | None, as_json: bool, terminal: Terminal) -> None:
    """Print the layer table of a network.

    Args:
        model: a registered name, a weights file of a registered network, or one of torchvision's names.
        shape: of the input; the network's usual one where None.
        as_json: print JSON instead of a table.
        terminal: what to speak to.

    Raises:
        Problem: there is no such model, or it cannot take such an input.
    """
    module, usual = network(model)
    trace = trace_of(module, shape or usual, name=model)
    rows = list(derive.table(trace))
    if as_json:
        terminal.print(json.dumps(_entry(trace, rows), indent=1))
    else:
        terminal.print(_table(trace, rows, terminal))


def network(name: str) -> tuple[nn.Module, tuple[int, ...]]:
    """A network without its numbers (on PyTorch's `meta` device, in eval mode), and the shape of its usual input.

    Raises:
        Problem: there is no such network.
    """
    if name in registry.architectures():
        return loading.build(name).to("meta").eval(), (1, *registry.spec(name).input_shape)
    if loading.is_a_file(name):
        loaded = loading.load(name)
        return loaded.model.to("meta"), (1, *loaded.card.input_shape)
    if name not in zoo.names():
        close = difflib.get_close_matches(name, (*registry.architectures(), *zoo.names()), n=3, cutoff=0.6)
        if close:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "There is no model named “{name}”. Did you mean {close}?"),
                name=name,
                close=" / ".join(f"“{other}”" for other in close),
            )
    return zoo.outline(name), (1, *zoo.INPUT_SHAPE)


def trace_of(module: nn.Module, shape: tuple[int, ...], *, name: str) -> Trace:
    """One pass through a network of `network()`: shapes alone, so that no input is too large for memory.

    Raises:
        Problem: the network cannot take such an input.
    """
    with torch.no_grad():
        return record(module, torch.empty(shape, device="meta"), name=name)


def constructed_with(layer: Layer) -> str:
    """The layer's hyper-parameters as code writes them, such as `1, 16, 5, padding=2`; what is usual is left out."""
    hyper = layer.hyper
    unnamed = [_short(hyper[name]) for name in _UNNAMED if name in hyper]
    named = [
        f"{name}={_short(value)}"
        for name, value in hyper.items()
        if name not in _UNNAMED and name not in _UNTOLD and _even(value) not in _usual(name, hyper)
    ]
    return ", ".join((*unnamed, *named))


def _usual(name: str, hyper: Mapping[str, HyperValue]) -> tuple[HyperValue, ...]:
    if name == "stride":  # a pooling window steps by its own size
        return (1,) if "in_channels" in hyper else (_even(hyper.get("kernel_size", 1)),)
    return _USUAL.get(name, ())


def _even(value: HyperValue) -> HyperValue:
    """One number for a tuple of equal ones."""
    return value[0] if isinstance(value, tuple) and value and len(set(value)) == 1 else value


def _short(value: HyperValue) -> str:
    value = _even(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _entry(trace: Trace, rows: Sequence[Layer]) -> dict[str, object]:
    return {
        "model": trace.model_name,
        "input_shape": list(trace.input.shape),
        "layers": [
            {
                "path": layer.path,
                "type": layer.type_name,
                "output_shape": list(layer.output.shape),
                "parameters": layer.parameters,
                "multiply_adds": derive.multiply_adds(layer),
            }
            for layer in rows
        ],
        "total_parameters": trace.parameter_count,
        "total_multiply_adds": sum(map(derive.multiply_adds, rows)),
    }


def _table(trace: Trace, rows: Sequence[Layer], terminal: Terminal) -> str:
    say = terminal.say
    head = (
        say(QT_TRANSLATE_NOOP("cli", "path")),
        say(QT_TRANSLATE_NOOP("cli", "type")),
        say(QT_TRANSLATE_NOOP("cli", "made with")),
        say(QT_TRANSLATE_NOOP("cli", "output")),
        say(QT_TRANSLATE_NOOP("cli", "parameters")),
        say(QT_TRANSLATE_NOOP("cli", "multiply-adds")),
    )
    lines = [
        (
            layer.path,
            layer.type_name,
            constructed_with(layer),
            size_text(layer.output.shape),
            _count(layer.parameters),
            _count(derive.multiply_adds(layer)),
        )
        for layer in rows
    ]
    total = (
        say(QT_TRANSLATE_NOOP("cli", "total")),
        "",
        "",
        "",
        f"{trace.parameter_count:,}",
        f"{sum(map(derive.multiply_adds, rows)):,}",
    )
    title = f"{trace.model_name}  {size_text(trace.input.shape)} {_ARROW} {size_text(trace.output.shape)}"
    text = f"{title}\n\n{table(head, lines, 'llllrr', total)}"
    unused = trace.parameter_count - sum(layer.parameters for layer in rows)
    if unused:
        note = say(
            QT_TRANSLATE_NOOP("cli", "{count} of the parameters are in layers that this input does not pass through.")
        )
        text += f"\n\n{note.format(count=f'{unused:,}')}"
    return text


def _count(number: int) -> str:
    """A number with commas; nothing for none, so that the layers that learn or multiply stand out."""
    return f"{number:,}" if number else ""
