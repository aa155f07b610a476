"""From numbers to the pixels of a picture: one scale or one per channel, and hatching for what is not finite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.gui import theme
from cnnviz.gui.widgets.device_pixels import Pixels, packed
from cnnviz.imaging import mosaic, normalise
from cnnviz.imaging.mosaic import MosaicLayout
from cnnviz.imaging.normalise import ColourScale

Palette = str | Pixels
"""A colour map: its name, looked up in the theme at the moment of painting, or 256 colours as 0xFFRRGGBB."""

Scales = ColourScale | Sequence[ColourScale]
"""One range for all channels, or one for each."""

_HATCH_PERIOD = 4
_DEAD_PERIOD = 6


def resolve(palette: Palette) -> Pixels:
    """Give the 256 colours of a palette in the theme that is on now."""
    return theme.packed_table(palette) if isinstance(palette, str) else palette


def colours(values: NDArray[Any], scales: Scales, palette: Palette) -> Pixels:
    """Give the colour of every cell, 0xFFRRGGBB; cells that are not finite become paper, ready for `hatch`.

    Args:
        values: (C, H, W).
        scales: one range, or C of them.
        palette: the colour map.
    """
    table = resolve(palette)
    ground = packed(theme.tokens().paper)
    if isinstance(scales, ColourScale):
        return normalise.colourise(values, scales, table, not_finite_colour=ground)
    result: Pixels = np.empty(values.shape, dtype=np.uint32)
    for signed in (True, False):
        chosen = [channel for channel, scale in enumerate(scales) if scale.signed == signed]
        if chosen:
            # Brought to one common range first: a call per channel is too slow for 2,048 of them.
            low = np.array([0.0 if signed else scales[channel].low for channel in chosen], dtype=np.float64)
            high = np.array([scales[channel].high for channel in chosen], dtype=np.float64)
            part = (values[chosen] - low[:, None, None]) / (high - low)[:, None, None]
            common = ColourScale(-1.0 if signed else 0.0, 1.0, signed)
            result[chosen] = normalise.colourise(part, common, table, not_finite_colour=ground)
    return result


def compose(
    values: NDArray[Any], scales: Scales, palette: Palette, layout: MosaicLayout, background: int, ratio: float
) -> Pixels:
    """Give the whole picture of a mosaic, cells that are not finite hatched.

    Args:
        values: (C, H, W), as many tiles as `layout` has.
        scales: one range, or C of them.
        palette: the colour map.
        layout: where the tiles go, in screen pixels.
        background: the colour between tiles.
        ratio: screen pixels per logical pixel, for the width of the hatching.
    """
    cells = colours(values, scales, palette)
    if layout.count == layout.shrink == 1:
        picture: Pixels = cells[0].repeat(layout.zoom, axis=0).repeat(layout.zoom, axis=1)
    else:
        picture = mosaic.compose(cells, layout, background)
    mask = normalise.not_finite(values)
    if mask.any():
        hatched = mosaic.compose(mask.astype(np.uint32) * np.uint32(0xFFFFFFFF), layout, 0) != 0
        period = max(2, round(_HATCH_PERIOD * ratio))
        rows, columns = np.ogrid[: layout.height, : layout.width]
        stripes = (rows + columns) % period < period // 2
        picture[hatched & stripes] = packed(theme.tokens().ink)
    return picture


def hatch_dead(picture: Pixels, ratio: float) -> None:
    """Rule thin diagonal lines over one tile's pixels, in place: this channel gives zero everywhere."""
    period = max(3, round(_DEAD_PERIOD * ratio))
    rows, columns = np.ogrid[: picture.shape[0], : picture.shape[1]]
    picture[(columns - rows) % period < max(1, round(ratio))] = packed(theme.tokens().ctl)
