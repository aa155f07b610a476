"""Follows the torch functions that a model calls: what each one takes, gives, and writes into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

from cnnviz.trace.lines import LineTracer
from cnnviz.trace.moments import Moment, Moments, dtype_name, tensors_in, written_by
from cnnviz.trace.products import multiply_adds_of
from cnnviz.trace.steps import Learned, Simple
from cnnviz.trace.walk import Walk
from cnnviz.trace.way_back import WayBack

# What only looks at a tensor, or takes its numbers out of PyTorch, is no op.
_LOOKS = frozenset(
    (
        "__bool__", "__complex__", "__contains__", "__deepcopy__", "__dlpack__", "__float__", "__format__", "__hash__",
        "__index__", "__int__", "__len__", "__repr__", "__reduce_ex__", "__array__", "data_ptr", "dim", "element_size",
        "get_device", "is_complex", "is_contiguous", "is_floating_point", "is_inference", "is_nonzero", "is_same_size",
        "is_signed", "item", "ndimension", "nelement", "numel", "numpy", "size", "storage", "storage_offset", "stride",
        "tolist", "untyped_storage", "is_tensor", "is_storage", "equal", "allclose", "result_type",
        "can_cast", "broadcast_shapes", "is_grad_enabled", "_is_view", "is_shared", "is_pinned", "is_set_to",
        "register_hook", "has_names", "compute_has_symbolic_sizes_strides",
    )
)  # fmt: skip

# These run autograd backwards from the tensors that they are given first.
_GOES_BACK = frozenset({Tensor.backward, torch.autograd.grad})

# These may call the model's own functions, whose lines are to be seen.
_CALLS_BACK = frozenset({"backward", "apply_", "map_", "map2_"})

_SIMPLE = frozenset({int, float, bool, str, type(None)})
_LONGEST = 16


class OpenOp:
    """A call of a torch function while the pass runs."""

    __slots__ = ("aliases", "arguments", "call", "frame", "in_place", "index", "line", "name", "operands", "outputs",
                 "products", "step")  # fmt: skip

    def __init__(self, index: int, name: str) -> None:
        self.index = index
        self.name = name
        self.operands: list[Moment | Learned] = []
        self.arguments: list[tuple[str, Simple]] = []
        self.outputs: list[Moment] = []
        self.aliases: list[Moment] = []
        self.call: int | None = None
        self.frame: int | None = None
        self.line = 0
        self.step = -1
        self.in_place = False
        self.products = 0


class OpWatch(TorchFunctionMode):
    """Sees every torch function that is called while it is entered.

    Args:
        moments: all moments of the pass.
        walk: where the steps go.
        tracer: knows the line that runs.
        open_call: tells the innermost open module call.
        learned: the model's parameters and buffers by identity, with their names.
        multiplied: told of every op's multiply-adds.
        check: called at every op; raises to stop.
        way_back: told which op made which tensors, where the way back from a loss is followed.
    """

    def __init__(
        self,
        moments: Moments,
        walk: Walk,
        tracer: LineTracer,
        open_call: Callable[[], int | None],
        learned: Mapping[int, str],
        multiplied: Callable[[int], None],
        check: Callable[[], None],
        way_back: WayBack | None = None,
    ) -> None:
        super().__init__()
        self.ops: list[OpenOp] = []
        self.raised: tuple[BaseException, OpenOp] | None = None
        self._moments = moments
        self._walk = walk
        self._tracer = tracer
        self._open_call = open_call
        self._learned = learned
        self._multiplied = multiplied
        self._check = check
        self._way_back = way_back

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Let the function run, and note what it took and gave."""
        tracer = self._tracer
        tracer.pause()
        try:
            name = getattr(func, "__name__", "")
            if name == "__get__" or name in _LOOKS:
                return self._look(func, name, args, kwargs or {})
            self._check()
            return self._run(func, name, args, kwargs or {})
        finally:
            tracer.resume()

    def _look(self, func: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """A property or a question; a property that is a tensor itself, such as `x.T`, is an op."""
        result = func(*args, **kwargs)
        if isinstance(result, Tensor) and name == "__get__":
            op = self._begin(str(getattr(func.__self__, "__name__", name)), args, kwargs)
            step = self._walk.steps[op.step]
            op.outputs = [self._moments.of(result)]
            if self._way_back is not None:
                self._way_back.claim(result, op.call, op.index)
            self._walk.end(step)
        return result

    def _run(self, func: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        op = self._begin(name, args, kwargs)
        step = self._walk.steps[op.step]
        target = written_by(func, args, kwargs)
        if target is not None:
            op.in_place = True
            self._moments.before_writing(target, op)
        try:
            if name in _CALLS_BACK:
                self._tracer.resume()
            if self._way_back is not None and func in _GOES_BACK:
                with self._way_back.followed(args[:1] or tuple(kwargs.values())[:1]):
                    result = func(*args, **kwargs)
            else:
                result = func(*args, **kwargs)
        except BaseException as error:
            if self.raised is None or self.raised[0] is not error:
                self.raised = (error, op)
            raise
        if name in _CALLS_BACK:
            self._tracer.pause()
        outputs = [self._moments.of(tensor) for tensor in tensors_in(result)]
        if target is not None and not outputs:
            outputs = [self._moments.of(tensor) for tensor in tensors_in(target)]
        if not outputs and name not in _CALLS_BACK:
            self.ops.pop()
            self._walk.forget(step)
            return result
        op.outputs = outputs
        if self._way_back is not None:
            self._way_back.claim(result if target is None else (result, target), op.call, op.index)
        count = multiply_adds_of(func)
        if count is not None:
            op.products = count(args, kwargs, result)
            self._multiplied(op.products)
        self._walk.end(step)
        return result

    def _begin(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> OpenOp:
        op = OpenOp(len(self.ops), name.strip("_") if name.startswith("__") else name)
        op.call = self._open_call()
        for value in args:
            self._operand(op, "", value)
        for key, value in kwargs.items():
            self._operand(op, key, value)
        op.frame, op.line = self._tracer.place
        op.step = self._walk.begin("op", op.index, op.frame, op.line).index
        self.ops.append(op)
        return op

    def _operand(self, op: OpenOp, key: str, value: Any) -> None:
        if isinstance(value, Tensor):
            if self._way_back is not None:  # what no op was seen to make, such as what somebody's own Function returns
                self._way_back.claim(value, op.call, None)
            name = self._learned.get(id(value))
            if name is None:
                op.operands.append(self._moments.of(value))
            else:
                op.operands.append(Learned(name, tuple(value.shape), dtype_name(value.dtype)))
        elif type(value) in _SIMPLE:
            op.arguments.append((key, value))
        elif isinstance(value, (list, tuple)):
            if all(type(each) in _SIMPLE for each in value):
                op.arguments.append((key, tuple(value[:_LONGEST])))
            else:
                for each in value:
                    self._operand(op, key, each)
        elif isinstance(value, torch.dtype):
            op.arguments.append((key, dtype_name(value)))
