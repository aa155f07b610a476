"""What goes to the prompt's worker and what comes back. No torch, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cnnviz.trace.steps import Value

How = Literal["", "p", "pp", "whatis"]


@dataclass(frozen=True, eq=False)
class Question:
    """One thing asked, with all that is needed to answer it.

    Attributes:
        text: the Python that was typed.
        how: the result is printed as at Python's own prompt (""), by `p`, by `pp`, or only its class is.
        names: what the names of the frame stood for.
        parameters: the model's learned numbers by their names in the state dict, where they are known.
        width: how many characters a line of the answer has room for.
        gradients: their gradients, where a way back has made them.
        about: what identifies the frame and the moment; names that the person set give way at another one.
    """

    text: str
    how: How
    names: Mapping[str, Value]
    parameters: Mapping[str, NDArray[np.float32]]
    about: object
    width: int = 80
    gradients: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered.

    Attributes:
        text: the answer in Python's words; "" where there is nothing to say.
        failed: it is an error.
        more: how many further lines the answer had that were left out.
        left_out: names whose numbers or items were not kept when the pass was recorded.
    """

    text: str
    failed: bool = False
    more: int = 0
    left_out: tuple[str, ...] = ()
