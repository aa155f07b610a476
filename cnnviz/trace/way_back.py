"""Follows autograd from a loss back through its graph: in which order its nodes run, what each takes and gives."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial

import torch
from torch import Tensor
from torch.autograd.graph import Node

from cnnviz.trace.lines import LineTracer
from cnnviz.trace.moments import Moment, Moments, tensors_in
from cnnviz.trace.walk import OpenStep, Walk

Owner = tuple[int | None, int | None]  # the module call and the op inside which a node was made
Group = tuple[str, int]  # "call" or "op", and its place


class OpenBackward:
    """A node of autograd's graph, or a group of them, while the pass runs."""

    __slots__ = ("call", "incoming", "index", "learned", "name", "op", "outgoing", "step")

    def __init__(self, index: int, name: str, owner: Owner, step: OpenStep) -> None:
        self.index = index
        self.name = name
        self.call, self.op = owner
        self.step = step
        self.incoming: list[Moment] = []
        self.outgoing: list[Moment] = []
        self.learned: list[tuple[str, Moment]] = []


class WayBack:
    """Knows which module and which op made each node of autograd's graph, and sees the nodes run.

    Gradients are only looked at. That we hold them keeps autograd from writing into them: it adds and keeps gradients
    in place only where nobody else has them.

    Args:
        moments: all moments of the pass.
        walk: where the steps go.
        tracer: knows the line that runs.
        is_whole: whether the nodes of a module call are one group, whatever op made them.
        learned: the model's parameters by identity, with their names.
        check: called at every node; raises to stop.
    """

    def __init__(
        self,
        moments: Moments,
        walk: Walk,
        tracer: LineTracer,
        is_whole: Callable[[int], bool],
        learned: Mapping[int, str],
        check: Callable[[], None],
    ) -> None:
        self.calls: list[OpenBackward] = []
        self._moments = moments
        self._walk = walk
        self._tracer = tracer
        self._is_whole = is_whole
        self._learned = learned
        self._check = check
        self._thread = threading.get_ident()
        self._first = _next_number()  # what was computed before has smaller numbers
        self._owners: dict[Node, Owner] = {}  # holds the nodes: one that died could lend its identity to another one
        self._entries: set[Node] = set()
        self._group: OpenBackward | None = None
        self._group_key: Group | None = None
        self._node: OpenBackward | None = None
        self._begins_leaf = False  # the node that runs gives a tensor its first gradient

    def claim(self, made: object, call: int | None, op: int | None) -> None:
        """The nodes behind these tensors that nobody claimed yet belong to a call and an op."""
        waiting = [tensor.grad_fn for tensor in tensors_in(made) if tensor.grad_fn is not None]
        while waiting:
            node = waiting.pop()
            if node in self._owners or _leaf_of(node) is not None or node._sequence_nr() < self._first:
                continue
            self._owners[node] = (call, op)
            waiting.extend(following for following, _ in node.next_functions if following is not None)

    @contextmanager
    def followed(self, roots: object) -> Iterator[None]:
        """See the nodes behind `roots` run while this is entered."""
        with ExitStack() as stack, torch._C.DisableTorchFunction():
            nodes = self._survey(roots)
            leaves = [leaf for node in nodes if (leaf := _leaf_of(node)) is not None]
            self._moments.before_writing([leaf.grad for leaf in leaves if leaf.grad is not None])
            stack.callback(self._end)
            for node in nodes:
                stack.callback(node.register_prehook(partial(self._on_enter, node)).remove)
                stack.callback(node.register_hook(partial(self._on_leave, node)).remove)
            undo = stack.pop_all()
        with undo:
            yield

    def _survey(self, roots: object) -> list[Node]:
        """All nodes behind `roots`; where each group is entered is noted."""
        begin = [tensor.grad_fn for tensor in tensors_in(roots) if tensor.grad_fn is not None]
        found = dict.fromkeys(begin)
        waiting = list(found)
        takers: defaultdict[Node, list[Node]] = defaultdict(list)
        while waiting:
            node = waiting.pop()
            for following, _ in node.next_functions:
                if following is None:
                    continue
                takers[following].append(node)
                if following not in found:
                    found[following] = None
                    waiting.append(following)
        keys = {node: self._key(node) for node in found}
        self._entries = set(begin).union(
            node for node in found if any(keys[taker] != keys[node] for taker in takers[node])
        )
        return list(found)

    def _key(self, node: Node) -> Group | None:
        call, op = self._owners.get(node, (None, None))
        if call is not None and (op is None or self._is_whole(call)):
            return "call", call
        return None if op is None else ("op", op)

    def _on_enter(self, node: Node, incoming: tuple[Tensor | None, ...]) -> None:
        """A node is about to run."""
        is_ours = threading.get_ident() == self._thread
        if is_ours:
            self._tracer.pause()
        try:
            self._check()
            with torch._C.DisableTorchFunction():
                self._begin(node, [self._moments.of(each) for each in incoming if each is not None])
        finally:
            if is_ours:
                self._tracer.resume()

    def _begin(self, node: Node, incoming: list[Moment]) -> None:
        leaf = _leaf_of(node)
        is_leaf = leaf is not None
        self._begins_leaf = leaf is not None and leaf.grad is None
        key = self._key(node)
        if not is_leaf and (key is None or key != self._group_key):
            self._end_group()
            if key is not None:
                self._group_key = key
                owner: Owner = (key[1], None) if key[0] == "call" else (None, key[1])
                self._group = self._opened("", owner)
        group = self._group
        made = (group.call, group.op) if is_leaf and group is not None else self._owners.get(node, (None, None))
        opened = self._node = self._opened(_name_of(node), made)
        opened.incoming = incoming
        if group is not None and node in self._entries and not is_leaf:
            group.incoming += incoming

    def _opened(self, name: str, owner: Owner) -> OpenBackward:
        step = self._walk.begin("backward", len(self.calls), *self._tracer.place)
        opened = OpenBackward(len(self.calls), name, owner, step)
        self.calls.append(opened)
        return opened

    def _on_leave(self, node: Node, outgoing: tuple[Tensor | None, ...], incoming: tuple[Tensor | None, ...]) -> None:
        """A node has run."""
        is_ours = threading.get_ident() == self._thread
        if is_ours:
            self._tracer.pause()
        try:
            with torch._C.DisableTorchFunction():
                self._finish(node, outgoing)
        finally:
            if is_ours:
                self._tracer.resume()

    def _finish(self, node: Node, outgoing: tuple[Tensor | None, ...]) -> None:
        opened, group = self._node, self._group
        if opened is None:
            return
        leaf = _leaf_of(node)
        if leaf is not None:
            name = self._learned.get(id(leaf))
            if name is not None and leaf.grad is not None:
                if self._begins_leaf and len(opened.incoming) == 1:  # its first gradient is what it was given
                    self._moments.is_copy(leaf.grad, opened.incoming[0])
                learned = name, self._moments.of(leaf.grad)
                opened.learned.append(learned)
                if group is not None:
                    group.learned.append(learned)
        for (following, _), gradient in zip(node.next_functions, outgoing, strict=False):
            if gradient is None:
                continue
            moment = self._moments.of(gradient)
            opened.outgoing.append(moment)
            if group is not None and following is not None and self._leaves(following):
                group.outgoing.append(moment)
        self._walk.end(opened.step)
        self._node = None

    def _leaves(self, following: Node) -> bool:
        """Whether what is given to a node goes out of the group, and not to one of the model's own numbers."""
        leaf = _leaf_of(following)
        return id(leaf) not in self._learned if leaf is not None else self._key(following) != self._group_key

    def _end_group(self) -> None:
        if self._group is not None:
            self._walk.end(self._group.step)
        self._group = self._group_key = None

    def _end(self) -> None:
        self._end_group()
        self._entries = set()
        self._node = None


def _leaf_of(node: Node) -> Tensor | None:
    """The tensor that a node adds a gradient to; None for the others."""
    return getattr(node, "variable", None) if type(node).__name__ == "AccumulateGrad" else None


def _name_of(node: Node) -> str:
    return node.name().rpartition("::")[2]


def _next_number() -> int:
    """The number that autograd's next node gets in this thread."""
    with torch.enable_grad():
        node = torch.zeros(1, requires_grad=True).view(1).grad_fn
    return 0 if node is None else node._sequence_nr() + 1
