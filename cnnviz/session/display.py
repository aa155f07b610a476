"""The choices of how things are placed and coloured, by name."""

from __future__ import annotations

from typing import Literal

from cnnviz.data.digits import Mode

__all__ = ["ColourRange", "ColourZero", "Mode"]

ColourRange = Literal["map", "layer", "network"]
"""Over what the colour scale stretches: one feature map, all maps of the layer, every layer."""

ColourZero = Literal["auto", "centred", "from-zero"]
"""Where zero lies on the colour scale: in the middle of a symmetric range, or at its start; "auto" puts it in the
middle where there are negative values and at the start where there are none."""
