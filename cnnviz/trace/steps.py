"""What a pass looks like when it is walked: frames, ops, steps, values of names. No torch, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cnnviz.problems import Problem
from cnnviz.trace.tensors import Shape, TensorRecord

StepKind: TypeAlias = Literal["line", "call", "op", "backward", "update"]
Simple: TypeAlias = "str | int | float | bool | tuple[Simple, ...] | None"


@dataclass(frozen=True, slots=True)
class Plain:
    """A value that is no tensor.

    Attributes:
        type_name: its class, such as `int` or `torch.Size`.
        text: how it is shown.
        value: the value itself where it is a number, a text, None, or a tuple of such; None elsewhere.
    """

    type_name: str
    text: str
    value: Simple = None


@dataclass(frozen=True, slots=True)
class ModuleValue:
    """A name that stands for a module.

    Attributes:
        type_name: its class.
        path: its name within the model; "" for the model itself, None for a module from elsewhere.
        parameters: how many learned numbers it has.
    """

    type_name: str
    path: str | None
    parameters: int


@dataclass(frozen=True, slots=True)
class Collection:
    """A list, a tuple or a mapping.

    Attributes:
        type_name: its class.
        items: key (as text; the place in a list) and value of the first ones.
        length: how many there are.
    """

    type_name: str
    items: tuple[tuple[str, Value], ...]
    length: int


Value: TypeAlias = TensorRecord | Plain | ModuleValue | Collection


@dataclass(frozen=True, slots=True)
class Change:
    """What a line did to a name: None before where it is new, None after where it was deleted."""

    name: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read when the pass was recorded.

    Attributes:
        name: the file's name without its folder.
        path: where it lay; "" in a Trace that was opened from a file.
        text: all of it; "" where it could not be read.
    """

    name: str
    path: str
    text: str


@dataclass(frozen=True, eq=False)
class Frame:
    """One activation of a Python function inside the pass.

    Attributes:
        index: its place among all frames, in the order in which they began.
        parent: the frame that called it, however indirectly; None for the first.
        depth: 0 for a frame without parent.
        function: its qualified name, such as `ConvNet.forward`.
        source: the place of its file in `Trace.sources`.
        first_line: where the function begins, with its decorators.
        last_line: where it ends.
        call: the innermost ModuleCall around it.
        step: the step that it ran inside (a module call, or a line that called a plain function), or None.
        lines: its line steps, in order.
        arguments: what its names stood for when it began.
        returned: what it returned; None where it did not return.
    """

    index: int
    parent: int | None
    depth: int
    function: str
    source: int
    first_line: int
    last_line: int
    call: int | None
    step: int | None
    lines: tuple[int, ...]
    arguments: Mapping[str, Value]
    returned: Value | None


@dataclass(frozen=True, slots=True)
class Learned:
    """An operand that the model owns: a parameter or a buffer, by its name in the state dict."""

    name: str
    shape: Shape
    dtype: str


@dataclass(frozen=True, eq=False)
class OpCall:
    """One call of a torch function or of a tensor's method.

    Attributes:
        index: its place among all ops, in the order in which they began.
        name: the function's name, such as `conv2d`, `reshape`, `add` (which is what `+` calls).
        operands: all tensors given to it in order, nested ones too; the model's own by name only.
        arguments: what else was given: name ("" where by position) and value.
        outputs: the tensors that it returned or wrote into; empty where it failed.
        call: the innermost ModuleCall around it, or None.
        frame: the frame whose line ran, or None.
        line: that line, or 0.
        step: its place in `Trace.steps`.
        in_place: it wrote into one of its operands.
        products: how many multiply-adds it needed, where it multiplies matrices.
        aliases: other tensors that look into the memory that it wrote into, as they were seen afterwards.
    """

    index: int
    name: str
    operands: tuple[TensorRecord | Learned, ...]
    arguments: tuple[tuple[str, Simple], ...]
    outputs: tuple[TensorRecord, ...]
    call: int | None
    frame: int | None
    line: int
    step: int
    in_place: bool
    products: int
    aliases: tuple[TensorRecord, ...] = ()

    @property
    def inputs(self) -> tuple[TensorRecord, ...]:
        """The operands that are not the model's own."""
        return tuple(operand for operand in self.operands if isinstance(operand, TensorRecord))


@dataclass(frozen=True, eq=False)
class BackwardCall:
    """One step of the way back: a node of autograd's graph, or a group of nodes that follow one another.

    A group holds the nodes of one module without modules in it, or of one op that the model's own lines call. Numbers
    are those of the loss: every gradient tells how much the loss grows with each number.

    Attributes:
        index: its place among all of the way back, in the order in which autograd ran them.
        name: autograd's name of the node, such as `ConvolutionBackward0`; "" for a group.
        call: the ModuleCall whose way back it is, or None.
        op: the OpCall whose way back it is, or None.
        incoming: the gradients of what its forward put out.
        outgoing: the gradients of what its forward took in, but for the model's own numbers.
        learned: name and gradient of the model's parameters whose gradient was finished inside it.
        step: its place in `Trace.steps`.
    """

    index: int
    name: str
    call: int | None
    op: int | None
    incoming: tuple[TensorRecord, ...]
    outgoing: tuple[TensorRecord, ...]
    learned: tuple[tuple[str, TensorRecord], ...]
    step: int


@dataclass(frozen=True, eq=False)
class Update:
    """What one step of an optimizer did to one learned tensor.

    Attributes:
        index: its place among all updates, in the order of the optimizer's parameters.
        name: the parameter's name within the model; "" for one from elsewhere.
        algorithm: the optimizer's class, such as `SGD` or `Adam`.
        hyper: the optimizer's numbers for this parameter: `lr`, `momentum`, `weight_decay`, `beta1`, `beta2`, …
        gradient: what it followed.
        before: the weights before.
        after: the weights after.
        state_before: what the optimizer remembered of it by name, such as `exp_avg`; empty before its first step.
        state_after: the same afterwards.
        step: its place in `Trace.steps`.
    """

    index: int
    name: str
    algorithm: str
    hyper: Mapping[str, float | bool]
    gradient: TensorRecord
    before: TensorRecord
    after: TensorRecord
    state_before: Mapping[str, TensorRecord]
    state_after: Mapping[str, TensorRecord]
    step: int


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the stepper can stand on: a line, a module call, an op, a way back, an update.

    Steps are in the order in which they begin. What runs inside a step follows it at once, up to its `end`: a line
    holds the calls that it makes, a module call holds the lines of its `forward`, the way back through a layer holds
    the nodes of autograd's graph.

    Attributes:
        index: its place in `Trace.steps`.
        kind: `line`, `call`, `op`, `backward` or `update`.
        depth: how many steps it lies inside.
        parent: the step that it lies inside at once, or None.
        end: the first step that begins after it is over.
        frame: the frame whose line it is or ran inside, or None.
        line: the line in that frame's file, or 0.
        item: the place of the ModuleCall, OpCall, BackwardCall or Update; −1 for a line.
        changes: what the line did to the names of its frame, known when it is over.
    """

    index: int
    kind: StepKind
    depth: int
    parent: int | None
    end: int
    frame: int | None
    line: int
    item: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, eq=False)
class Failure:
    """Why a pass ended early.

    Attributes:
        error: the exception's class, such as `RuntimeError`.
        message: what it said.
        reason: why, in one sentence with the numbers.
        remedy: what would mend it, or None where nobody can tell.
        operands: the sizes that met: name and shape.
        step: the innermost step that did not end, or None.
        op: the op that failed, or None.
        call: the innermost ModuleCall that did not return, or None.
    """

    error: str
    message: str
    reason: Problem
    remedy: Problem | None = None
    operands: tuple[tuple[str, Shape], ...] = ()
    step: int | None = None
    op: int | None = None
    call: int | None = None
