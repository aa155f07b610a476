"""Model and input in, Trace out: everything that happened in one pass.

The package itself can be called, because `cnnviz.trace(model, x)` is what people write in their own scripts and the
package has the same name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from torch import nn

    from cnnviz.trace.records import Trace


class _CallablePackage(ModuleType):
    def __call__(
        self,
        model: nn.Module,
        inputs: object,
        *,
        detail: Literal["modules", "full"] = "full",
        name: str = "",
        internals: bool = False,
        should_stop: Callable[[], bool] | None = None,
    ) -> Trace:
        """One forward pass of `model` as a Trace, as `cnnviz.trace.recorder.record` has it.

        A model that fails gives a Trace too: it ends where the model failed, and its `failure` says why.
        """
        from cnnviz.trace.failures import ModelFailed  # noqa: PLC0415 - a Trace opens without PyTorch
        from cnnviz.trace.recorder import record  # noqa: PLC0415

        try:
            return record(model, inputs, detail=detail, name=name, internals=internals, should_stop=should_stop)
        except ModelFailed as failed:
            if failed.trace is None:
                raise
            return failed.trace


sys.modules[__name__].__class__ = _CallablePackage
