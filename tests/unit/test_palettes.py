from __future__ import annotations

import numpy as np
import pytest

from cnnviz.imaging import palettes

# Written down from the design's table: the points from − to + and their CIE lightness.
SIGNED_LIGHT = "1B3A76 245BAE 4883CE 7DABDF B8D2EB F7F7F7 EBC7A6 DC9559 C36601 934500 622B09"
SIGNED_DARK = "D9EFFF 82C7FE 509BDE 4270A3 364963 252525 5F402A 965F28 CB8324 F1B257 FDE8C6"
LIGHTNESS_LIGHT = [25, 39, 54, 69, 83, 97, 83, 68, 53, 39, 25]
LIGHTNESS_DARK = [93, 78, 62, 46, 31, 15, 30, 45, 61, 77, 93]


def _hex(rgb: np.ndarray) -> str:
    return "".join(f"{int(value):02X}" for value in rgb)


def _lightness(rgb: np.ndarray) -> float:
    """CIE L* of an sRGB colour (IEC 61966-2-1 and CIE 1976)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (int(v) / 255 for v in rgb)]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize(
    ("dark", "colours", "lightness"),
    [(False, SIGNED_LIGHT, LIGHTNESS_LIGHT), (True, SIGNED_DARK, LIGHTNESS_DARK)],
)
def test_signed_passes_through_its_points(dark: bool, colours: str, lightness: list[int]) -> None:
    table = palettes.table("signed", dark=dark)
    points = colours.split()
    assert _hex(table[palettes.SIGNED_ZERO]) == points[5]
    assert _hex(table[1]) == points[0]
    assert _hex(table[255]) == points[10]
    for point in range(11):
        place = 128 + round((point - 5) / 5 * 127)
        assert np.abs(table[place].astype(int) - list(bytes.fromhex(points[point]))).max() <= 2
        assert _lightness(table[place]) == pytest.approx(lightness[point], abs=1.2)


@pytest.mark.parametrize("dark", [False, True])
def test_magnitude_is_the_upper_half_of_signed(dark: bool) -> None:
    magnitude, signed = palettes.table("magnitude", dark=dark), palettes.table("signed", dark=dark)
    assert _hex(magnitude[0]) == _hex(signed[palettes.SIGNED_ZERO])
    assert _hex(magnitude[255]) == _hex(signed[255])
    for share in (0.25, 0.5, 0.75):
        ours = magnitude[round(share * 255)].astype(int)
        assert np.abs(ours - signed[128 + round(share * 127)].astype(int)).max() <= 2


def test_grey_runs_from_paper_to_ink() -> None:
    assert [_hex(palettes.table("grey", dark=False)[i]) for i in (0, 255)] == ["FFFFFF", "111214"]
    assert [_hex(palettes.table("grey", dark=True)[i]) for i in (0, 255)] == ["0F1012", "F4F4F5"]


def test_cividis_is_the_same_in_both_themes() -> None:
    light, dark = palettes.table("cividis", dark=False), palettes.table("cividis", dark=True)
    assert np.array_equal(light, dark)
    assert [_hex(light[i]) for i in (0, 255)] == ["00224E", "FEE838"]
    lightness = [_lightness(colour) for colour in light]
    assert lightness == sorted(lightness)


@pytest.mark.parametrize("name", palettes.NAMES)
@pytest.mark.parametrize("dark", [False, True])
def test_packed_holds_the_same_colours_and_both_are_read_only(name: palettes.PaletteName, dark: bool) -> None:
    table, packed = palettes.table(name, dark=dark), palettes.packed(name, dark=dark)
    assert table.shape == (256, 3)
    assert packed.shape == (256,)
    for place in (0, 1, 77, 128, 255):
        assert f"{int(packed[place]):08X}" == "FF" + _hex(table[place])
    assert not table.flags.writeable
    assert not packed.flags.writeable
    assert palettes.table(name, dark=dark) is table


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        palettes.table("jet", dark=False)  # type: ignore[arg-type]
