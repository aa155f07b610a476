"""The one table of colours, type and sizes, for light and dark, and the few calls that put it to work.

A widget asks for what it needs at the moment it paints: `tokens()` for colours, `font()` for type, `px()` for lengths.
`apply()` changes the theme of a running window: every widget then gets a `StyleChange` event and repaints.

Colours are documented in `Tokens`; roles of type in `ROLES`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from cnnviz.gui import lost_references
from cnnviz.imaging import palettes
from cnnviz.resources import resource

lost_references.hold()  # every part of the window comes through here first

SIGNED_PALETTES: Final = ("signed", "cividis")
"""What a person can choose for values with a sign; the other maps follow the theme alone."""

MOTION_CEILING: Final = 300
"""No motion lasts longer than this, in milliseconds."""

# name: (light, dark). Ratios of contrast are proved in tests/gui/test_theme.py.
_COLOURS: Final[dict[str, tuple[str, str]]] = {
    "panel": ("#FFFFFF", "#1B1C1F"),
    "shell": ("#F6F6F7", "#151619"),
    "well": ("#F0F0F2", "#26272B"),
    "raised": ("#FFFFFF", "#2C2E33"),
    "chosen": ("#FFFFFF", "#3A3D43"),
    "hover": ("#EBEBEE", "#2C2E33"),
    "line": ("#E3E4E7", "#2F3136"),
    "ctl": ("#C4C7CD", "#484B52"),
    "grip": ("#8B8E96", "#7C8088"),
    "text": ("#1A1B1E", "#ECEDEF"),
    "text2": ("#54575E", "#B4B7BE"),
    "text3": ("#676A72", "#979BA3"),
    "accent": ("#6B3FC9", "#AE93F5"),
    "accent_hover": ("#5A33AE", "#C2ADF9"),
    "on_accent": ("#FFFFFF", "#151619"),
    "accent_soft": ("#C9B8EE", "#5A4A88"),
    "tint": ("#F1ECFB", "#2D2542"),
    "bar": ("#C9CBD1", "#4A4D54"),
    "bar2": ("#B3B6BD", "#5B5E66"),
    "train": ("#83868E", "#8E929A"),
    "train_raw": ("#D9DADE", "#3A3D43"),
    "grid": ("#EEEFF1", "#26282C"),
    "paper": ("#FFFFFF", "#0F1012"),
    "ink": ("#111214", "#F4F4F5"),
    "attention": ("#8A4B00", "#F0B35E"),
}
_DISABLED_OPACITY: Final = 0.55
_SHADOW_OPACITY: Final = (0.12, 0.40)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, whether it is dark, and how much larger than usual everything is drawn."""

    panel: QColor  # panels, top bar
    shell: QColor  # rail, network strip
    well: QColor  # segment track, locked field, bar track
    raised: QColor  # buttons, fields
    chosen: QColor  # chosen segment
    hover: QColor  # hovered control
    line: QColor  # panel borders, table rows
    ctl: QColor  # control outline, picture frame
    grip: QColor  # axes, ticks, check box, volume edges
    text: QColor  # titles, values
    text2: QColor  # the plain line, labels, shapes
    text3: QColor  # line numbers, table heads
    accent: QColor  # "here"
    accent_hover: QColor  # hovered accent
    on_accent: QColor  # text on a filled accent
    accent_soft: QColor  # slider track up to live
    tint: QColor  # chosen rail item, changed row
    bar: QColor  # bars that do not lead
    bar2: QColor  # slider tracks
    train: QColor  # training curve
    train_raw: QColor  # training curve before smoothing
    grid: QColor  # plot grid
    paper: QColor  # canvas, input picture
    ink: QColor  # what is drawn on paper
    attention: QColor  # notices, always with icon and words
    disabled: QColor  # text and icon of a control that cannot be used now
    shadow: QColor  # under menus and popovers, at its darkest
    dark: bool
    scale: float


@dataclass(frozen=True, slots=True)
class Role:
    """How one role of type is set: size in points, weight, letter spacing in % of the size, and which faces."""

    points: float
    weight: int
    spacing: float
    faces: str


ROLES: Final[dict[str, Role]] = {
    "body": Role(11, 400, -0.6, "ui"),
    "body500": Role(11, 500, -0.6, "ui"),
    "body600": Role(11, 600, -0.6, "ui"),
    "title": Role(12, 600, -1.2, "ui"),
    "code": Role(11, 400, 0, "mono"),
    "code700": Role(11, 700, 0, "mono"),
    "shape": Role(13, 500, 0, "mono"),
    "shape700": Role(13, 700, 0, "mono"),
    "figure": Role(22, 600, -0.6, "display"),
    "answer": Role(54, 600, -3, "display"),
    "answer_small": Role(40, 600, -3, "display"),
}
_KOREAN_SPACING: Final = -1.0  # Hangul syllables of body text stand a little closer than Latin letters
_KOREAN_FACES: Final = ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo")
_FACES: Final[dict[str, tuple[str, ...]]] = {
    "ui": ("Inter", "Inter Variable"),
    "display": ("Inter Display", "Inter", "Inter Variable"),
    "mono": ("JetBrains Mono", "Cascadia Mono", "SF Mono", "DejaVu Sans Mono", "Menlo", "Consolas"),
}
_PIXELS_PER_POINT: Final = 96 / 72  # the layout counts in pixels of 1/96 inch on every system


class _State:
    """What `apply` and `set_palette` chose last."""

    tokens: Tokens
    signed_palette: str = "signed"
    korean: bool = False


def _tokens(*, dark: bool, scale: float) -> Tokens:
    """The table of one theme."""
    colours = {name: QColor(pair[dark]) for name, pair in _COLOURS.items()}
    disabled = QColor(colours["text3"])
    disabled.setAlphaF(_DISABLED_OPACITY)
    shadow = QColor(0, 0, 0)
    shadow.setAlphaF(_SHADOW_OPACITY[dark])
    return Tokens(**colours, disabled=disabled, shadow=shadow, dark=dark, scale=scale)


_State.tokens = _tokens(dark=False, scale=1.0)


def tokens() -> Tokens:
    """The colours of the theme that is on now."""
    return _State.tokens


def px(value: float) -> int:
    """A length of the layout (pixels at scale 1) in the pixels of now: larger while presenting."""
    return round(value * _State.tokens.scale)


def system_is_dark() -> bool:
    """Whether the person's system asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def motion(milliseconds: int) -> int:
    """How long a motion may take: never above the ceiling, and nothing where the system asks for reduced motion."""
    return 0 if _wants_less_motion() else min(milliseconds, MOTION_CEILING)


def _wants_less_motion() -> bool:
    """Whether the system asks for reduced motion; Qt tells from 6.12 on, and before that there is nothing to ask."""
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(accessibility(), "motionPreference", None) if accessibility is not None else None
    return preference is not None and preference().name == "ReducedMotion"


def set_palette(name: str) -> None:
    """Choose the colours for values with a sign: `signed` (blue, orange) or `cividis`; all widgets repaint.

    Raises:
        ValueError: for another name.
    """
    if name not in SIGNED_PALETTES:
        raise ValueError(f"no palette {name!r}; there are {', '.join(SIGNED_PALETTES)}")
    if name == _State.signed_palette:
        return
    _State.signed_palette = name
    _announce()


def signed_palette() -> str:
    """The name that `set_palette` chose last."""
    return _State.signed_palette


def packed_table(name: str) -> NDArray[np.uint32]:
    """The 256 colours, each 0xFFRRGGBB, of one colour map in the theme that is on now.

    Args:
        name: `signed`, `magnitude`, `grey` or `cividis`. Where the person chose cividis, `signed` and `magnitude`
            give cividis: half-way up it for zero, as in any signed map, and all of it for magnitudes.

    Raises:
        KeyError: for another name.
    """
    chosen = "cividis" if name in ("signed", "magnitude") and _State.signed_palette == "cividis" else name
    return palettes.packed(cast(palettes.PaletteName, chosen), dark=_State.tokens.dark)


def font(role: str) -> QFont:
    """A font for one of `ROLES`, with tabular digits, at the size of now.

    Raises:
        KeyError: for a role that is not in the table.
    """
    return QFont(shared_font(role))


def shared_font(role: str) -> QFont:
    """The same for whoever paints often: never change it; what is measured with it is remembered.

    Raises:
        KeyError: for a role that is not in the table.
    """
    return _font(role, _State.tokens.scale, _State.korean)


def width_of(text: str, font: QFont) -> float:
    """How wide a line of text is: remembered, where the font is a shared one."""
    if _SHARED.get(id(font)) is font:
        return _width(text, id(font))
    return QFontMetricsF(font).horizontalAdvance(text)


def cap_height(font: QFont) -> float:
    """How high a font's capitals are: remembered, where the font is a shared one."""
    return _cap_height(id(font)) if _SHARED.get(id(font)) is font else QFontMetricsF(font).capHeight()


_SHARED: Final[dict[int, QFont]] = {}
"""The shared fonts that were asked for, by their identity: they are never let go."""


@lru_cache(maxsize=1 << 14)
def _width(text: str, font: int) -> float:
    return QFontMetricsF(_SHARED[font]).horizontalAdvance(text)


@cache
def _cap_height(font: int) -> float:
    return QFontMetricsF(_SHARED[font]).capHeight()


def advance(text: str, role: str) -> float:
    """How wide a line of text is in `font(role)`: remembered, for to measure a text costs as much as to paint it."""
    return _advance(text, role, _State.tokens.scale, _State.korean)


@lru_cache(maxsize=4096)
def _advance(text: str, role: str, scale: float, korean: bool) -> float:
    return QFontMetricsF(_font(role, scale, korean)).horizontalAdvance(text)


@cache
def _font(role: str, scale: float, korean: bool) -> QFont:
    setting = ROLES[role]
    result = QFont()
    result.setFamilies(list(_families(setting.faces)))
    points = setting.points * scale
    result.setPointSizeF(points * _points_here())
    result.setWeight(QFont.Weight(setting.weight))
    spacing = min(setting.spacing, _KOREAN_SPACING) if korean and setting.spacing else setting.spacing
    result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, points * _PIXELS_PER_POINT * spacing / 100)
    result.setFeature(QFont.Tag("tnum"), 1)
    if setting.faces == "mono":
        result.setStyleHint(QFont.StyleHint.Monospace)
        for ligatures in ("liga", "calt", "dlig"):
            result.setFeature(QFont.Tag(ligatures), 0)
    _SHARED[id(result)] = result
    return result


def _points_here() -> float:
    """This system's points for a point of the table, so that 11 pt is 14.67 pixels everywhere (macOS has 72 dpi)."""
    screen = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInch() if screen is not None else 96.0
    return 96.0 / dots if dots > 0 else 1.0


@cache
def _families(faces: str) -> tuple[str, ...]:
    """The installed families among those wanted: asking for a missing one costs Qt a search, and on macOS a warning."""
    kind = QFontDatabase.SystemFont.FixedFont if faces == "mono" else QFontDatabase.SystemFont.GeneralFont
    system = QFontDatabase.systemFont(kind).family()
    installed = [name for name in _FACES[faces] if QFontDatabase.hasFamily(name)]
    korean = [name for name in _KOREAN_FACES if QFontDatabase.hasFamily(name)]
    return tuple(dict.fromkeys((*installed, system, *korean)))


def apply(app: QApplication, *, dark: bool, scale: float = 1.0, language: str = "en") -> None:
    """Give the whole program one theme, at once and live.

    Args:
        app: the running application.
        dark: the dark table instead of the light one.
        scale: how much larger type and lengths are than in the table; 1.5 while presenting.
        language: `ko` sets Korean text a little closer.
    """
    new = _tokens(dark=dark, scale=scale)
    palette = _palette(new)
    body = QFont(_font("body", scale, language == "ko"))
    with _nothing_collected():
        if app.property("cnnviz_style") is None:
            app.setStyle("Fusion")
            app.setProperty("cnnviz_style", "fusion")
        app.setPalette(palette)
        app.setFont(body)
        QToolTip.setPalette(palette)
        QToolTip.setFont(body)
        # Palette and font reach widgets only with a sheet that is set after them.
        app.setStyleSheet(_sheet(new))
    # Widgets see the new table only now, and are told once more, also those that were never on screen. While Qt puts a
    # sheet on, a font that a widget sets is taken back; and a page opened later would show the theme it was made in.
    _State.tokens = new
    _State.korean = language == "ko"
    _announce()


def _announce() -> None:
    """Tell every widget that what it paints with has changed."""
    if not isinstance(QCoreApplication.instance(), QApplication):
        return
    with _nothing_collected():
        for widget in QApplication.allWidgets():
            if shiboken6.isValid(widget):  # what one widget does upon it may delete another
                QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
                widget.update()


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep Python's collector still while Qt walks over all widgets: deleting one just then makes Qt crash."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _palette(t: Tokens) -> QPalette:
    """The same table for what Qt draws itself."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for target, colour in {
        role.Window: t.panel,
        role.WindowText: t.text,
        role.Base: t.raised,
        role.AlternateBase: t.shell,
        role.Text: t.text,
        role.Button: t.raised,
        role.ButtonText: t.text,
        role.BrightText: t.on_accent,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Accent: t.accent,
        role.ToolTipBase: t.panel,
        role.ToolTipText: t.text,
        role.PlaceholderText: t.text3,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.Light: t.raised,
        role.Midlight: t.hover,
        role.Mid: t.ctl,
        role.Dark: t.grip,
        role.Shadow: t.ctl,
    }.items():
        palette.setColor(target, colour)
    for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, target, t.disabled)
    palette.setColor(group.Disabled, role.Highlight, t.bar)
    return palette


_SHEET: Final = """
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {ctl}; padding: {p4}px {p8}px; }}
QMenu {{ background: {panel}; color: {text}; border: 1px solid {ctl}; border-radius: {p6}px; padding: {p4}px; }}
QMenu::item {{ padding: {p6}px {p24}px {p6}px {p16}px; border-radius: {p4}px; background: transparent; }}
QMenu::item:selected {{ background: {hover}; color: {text}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::indicator {{ width: {p16}px; height: {p16}px; left: {p8}px; }}
QMenu::indicator:checked {{ image: url("{check}"); }}
QMenu::indicator:unchecked {{ image: none; }}
QMenu::icon {{ left: {p8}px; }}
QMenu::right-arrow {{ image: url("{right}"); width: {p16}px; height: {p16}px; right: {p4}px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px {p8}px; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {p10}px; }}
QScrollBar:horizontal {{ height: {p10}px; }}
QScrollBar::handle {{ background: {bar}; border-radius: {p3}px; margin: {p2}px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {grip}; }}
QScrollBar::handle:vertical {{ min-height: {p32}px; }}
QScrollBar::handle:horizontal {{ min-width: {p32}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea {{ border: none; background: transparent; }}
QLineEdit {{ background: {raised}; color: {text}; border: 1px solid {ctl}; border-radius: {p6}px;
    padding: 0 {p10}px; min-height: {p30}px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 0 {p9}px; min-height: {p28}px; }}
QLineEdit:disabled, QLineEdit:read-only {{ background: {well}; border-color: {well}; }}
QSplitter::handle {{ background: {line}; }}
"""


def _sheet(t: Tokens) -> str:
    """The small global style sheet: menus, tooltips, scroll bars and fields; everything else paints itself."""
    colours = {name: getattr(t, name).name() for name in _COLOURS}
    disabled = f"rgba({t.text3.red()}, {t.text3.green()}, {t.text3.blue()}, {_DISABLED_OPACITY})"
    lengths = {f"p{value}": round(value * t.scale) for value in (2, 3, 4, 6, 8, 9, 10, 16, 24, 28, 30, 32)}
    # A style sheet paints pictures from files alone, and those cannot take the theme's colours.
    kind = "dark" if t.dark else "light"
    pictures = {name: resource("icons", f"menu-{name}-{kind}.svg").as_posix() for name in ("check", "right")}
    return _SHEET.format(**colours, **lengths, **pictures, disabled=disabled)
