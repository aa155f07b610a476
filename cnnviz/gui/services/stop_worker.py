"""Finds where an expression becomes true in a recorded pass, with real torch tensors: this module imports torch."""

from __future__ import annotations

import io
import traceback
from collections.abc import Iterator, Mapping
from typing import Any

from cnnviz.gui.services.prompt_worker import Known, given_names, live
from cnnviz.trace import stops
from cnnviz.trace.records import Trace


class ExpressionSearch:
    """Asks an expression at every moment at which its answer may be another one.

    It becomes true at a moment where it is true and was not at the moment before of the same frame, or where the frame
    begins with it. Where it fails, because a name is not there yet or for any other reason, it is not true.

    Args:
        trace: the pass.
        expression: a Python expression.
        parameters: the model's learned numbers by their names in the state dict, as far as they are known.
    """

    def __init__(self, trace: Trace, expression: str, parameters: Mapping[str, Any]) -> None:
        self._trace = trace
        self._names = stops.free_names(expression)
        self._code = compile(expression.strip(), "<condition>", "eval")
        self._known = Known(parameters)
        self.total = stops.moment_count(trace, self._names)
        self.answered = False
        self.error = ""

    def places(self) -> Iterator[int | None]:
        """For each moment its position where the expression becomes true there, else None."""
        before = False
        for moment in stops.moments(self._trace, self._names):
            now = self._holds(moment)
            yield moment.position if now and not (before and not moment.begins) else None
            before = now

    def _holds(self, moment: stops.Moment) -> bool:
        space = given_names(io.StringIO())
        for name, value in moment.names.items():
            space[name] = live(value, self._known, name, [])
        try:
            held = bool(eval(self._code, space))
        except BaseException as error:  # exit() too: what somebody typed may end nothing
            if not isinstance(error, NameError) and not self.error:
                self.error = traceback.format_exception_only(type(error), error)[-1].strip()
            return False
        self.answered = True
        return held
