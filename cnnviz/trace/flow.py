"""Who made a tensor and who took it: the data-flow graph of a recorded pass, with its sums and joints of branches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cnnviz.trace.records import ModuleCall, Trace
from cnnviz.trace.steps import OpCall
from cnnviz.trace.tensors import TensorRecord

Node = ModuleCall | OpCall


@dataclass(frozen=True, eq=False)
class Flow:
    """The graph of one pass.

    Its nodes are the ops and the modules whose ops nobody saw: those that run as a whole (a compiled one, attention)
    and, where only modules were recorded, all that call no other one.

    Attributes:
        nodes: in the order in which they began.
        producers: by a tensor's index, the node that made it; what the model was given and what it owns has none.
        consumers: by a tensor's index, the nodes that took it, in order.
    """

    nodes: tuple[Node, ...]
    producers: Mapping[int, Node]
    consumers: Mapping[int, tuple[Node, ...]]

    def producer(self, record: TensorRecord) -> Node | None:
        """The node that made a tensor, None for what came from outside."""
        return self.producers.get(record.index)

    def consumers_of(self, record: TensorRecord) -> tuple[Node, ...]:
        """The nodes that took a tensor."""
        return self.consumers.get(record.index, ())

    def edges(self) -> Iterator[tuple[Node | None, Node, TensorRecord]]:
        """From whom (None: from outside), to whom, and what, in the order of those who take."""
        for node in self.nodes:
            for record in dict.fromkeys(node.inputs):
                yield self.producers.get(record.index), node, record


def flow_of(trace: Trace) -> Flow:
    """The graph of a pass."""
    given = {record.index for record in trace.calls[trace.model_call].inputs} if trace.calls else set()
    nodes = dict(_nodes(trace))
    known = given.union(*(_made(node) for node in nodes.values()))
    places = {step.item: step.index for step in trace.steps if step.kind == "call"}
    for call in _working_unseen(trace, nodes, known):
        nodes[places[call.index]] = call
    ordered = tuple(nodes[place] for place in sorted(nodes))
    unseen = {call.index: call for call in ordered if isinstance(call, ModuleCall)}
    producers: dict[int, Node] = {}
    consumers: dict[int, list[Node]] = defaultdict(list)
    for node in ordered:
        for index in dict.fromkeys(record.index for record in node.inputs):
            consumers[index].append(node)
        for index in _made(node) - given:
            producers.setdefault(index, node)
    for node in ordered:  # what a module that works unseen hands to its parts
        parent = node.parent if isinstance(node, ModuleCall) else node.call
        while parent is not None and parent not in unseen:
            parent = trace.calls[parent].parent
        for index in (record.index for record in node.inputs):
            if parent is not None and index not in producers and index not in given:
                producers[index] = unseen[parent]
    return Flow(ordered, producers, {index: tuple(found) for index, found in consumers.items()})


def _working_unseen(trace: Trace, nodes: Mapping[int, Node], known: set[int]) -> Iterator[ModuleCall]:
    """Modules that call others and compute between them what no op tells, as fused layers do."""
    if not trace.steps:
        return
    made = set(known)
    with_ops = {op.call for op in trace.ops}
    needing = {
        node.parent
        for node in nodes.values()
        if isinstance(node, ModuleCall) and not {record.index for record in node.inputs} <= known
    }
    for call in reversed(trace.calls):  # the innermost first
        outputs = {record.index for record in call.outputs}
        if not outputs <= made or (call.index in needing and call.index not in with_ops and not call.is_leaf):
            made |= outputs
            yield call


def _made(node: Node) -> set[int]:
    """What a node put out, but for what it only handed on."""
    outputs = node.outputs + (node.aliases if isinstance(node, OpCall) else ())
    return {record.index for record in outputs} - {record.index for record in node.inputs}


def _nodes(trace: Trace) -> Iterator[tuple[int, Node]]:
    """Ops and modules that run as a whole, with their places."""
    if not trace.steps:
        yield from ((call.index, call) for call in trace.calls if call.is_leaf and call.outputs)
        return
    with_ops = {op.call for op in trace.ops}
    for step in trace.steps:
        if step.kind == "op" and trace.ops[step.item].outputs:
            yield step.index, trace.ops[step.item]
        elif step.kind == "call":
            call = trace.calls[step.item]
            if call.is_leaf and call.index not in with_ops and call.outputs:
                yield step.index, call
