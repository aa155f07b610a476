"""Why a walk stopped, in the words of the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from cnnviz.gui.widgets.numbers import shape_list, thousands
from cnnviz.trace.stops import counts_not_finite

if TYPE_CHECKING:
    from cnnviz.session.stops import Reason


def sentence(reason: Reason) -> str:
    """One reason as a sentence."""
    translate = QCoreApplication.translate
    made, before = reason.record, reason.before
    if reason.kind == "line":
        return translate("StopWords", "Stopped at the mark on line {line}.").format(line=reason.line)
    if reason.kind == "shape" and made is not None:
        if before is None:
            text = translate("StopWords", "Stopped: a tensor of the shape {shape} appears.")
            return text.format(shape=shape_list(made.shape))
        text = translate("StopWords", "Stopped: shape {before} → {after}.")
        return text.format(before=shape_list(before.shape), after=shape_list(made.shape))
    if reason.kind == "not_finite" and made is not None:
        nan, infinite = counts_not_finite(made)
        text = translate("StopWords", "Stopped: NaN or Inf appears. NaN: {nan}, Inf: {inf}, of {count} numbers.")
        return text.format(nan=thousands(nan), inf=thousands(infinite), count=thousands(made.size))
    if reason.kind == "name":
        return translate("StopWords", "Stopped: “{name}” has changed.").format(name=reason.text)
    if reason.kind == "expression":
        return translate("StopWords", "Stopped: {expression} is true now.").format(expression=reason.text)
    return translate("StopWords", "Nothing further to stop for.")
