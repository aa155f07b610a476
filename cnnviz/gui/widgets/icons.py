"""Icons in the colours of the theme, crisp at any density."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from cnnviz.gui import theme
from cnnviz.resources import resource

# The logo has three colours; its file names them as in the light theme.
_LOGO_COLOURS = {"#8B8E96": "grip", "#F6F6F7": "shell", "#6B3FC9": "accent"}


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Paint an icon into `rect`, kept square and in its middle.

    Args:
        painter: on a widget or a pixmap.
        name: a file of resources/icons without its ending.
        rect: in the painter's coordinates.
        colour: for all that the file calls `currentColor`.

    Raises:
        FileNotFoundError: where no such icon is bundled.
    """
    side = min(rect.width(), rect.height())
    ratio = painter.device().devicePixelRatio()
    image = _pixmap(name, side, ratio, colour)
    centre = rect.center()
    # On whole device pixels, so that the strokes stay as sharp as they were rendered.
    left = round((centre.x() - side / 2) * ratio) / ratio
    top = round((centre.y() - side / 2) * ratio) / ratio
    painter.drawPixmap(QRectF(left, top, side, side), image, QRectF(image.rect()))


def icon(name: str, colour: QColor | None = None, size: int = 18) -> QIcon:
    """An icon for menus and other things that Qt paints itself, in the theme's text colour unless told.

    It does not follow a later change of theme: set it again in `changeEvent(StyleChange)`.
    """
    result = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        result.addPixmap(_pixmap(name, theme.px(size), ratio, colour or theme.tokens().text2))
    return result


@cache
def app_icon() -> QIcon:
    """The program's icon for windows and task bars."""
    result = QIcon(str(resource("icons", "app.png")))
    renderer = QSvgRenderer(str(resource("icons", "app.svg")))
    for side in (16, 24, 32, 48, 64, 128):
        result.addPixmap(_render(renderer, QSizeF(side, side)))
    return result


def _pixmap(name: str, side: float, ratio: float, colour: QColor) -> QPixmap:
    """The icon as pixels, from Qt's cache where it was drawn before."""
    theme_key = "dark" if theme.tokens().dark else "light"
    key = f"cnnviz/{name}/{side}/{ratio}/{colour.rgba():08x}/{theme_key}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    text = _source(name)
    if name == "logo":
        for original, token in _LOGO_COLOURS.items():
            text = text.replace(original, getattr(theme.tokens(), token).name())
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colour.name()).encode()))
    pixels = max(1, round(side * ratio))
    result = _render(renderer, QSizeF(pixels, pixels), colour.alphaF())
    result.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, result)
    return result


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _render(renderer: QSvgRenderer, size: QSizeF, opacity: float = 1.0) -> QPixmap:
    result = QPixmap(size.toSize())
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return result
