"""The network strip: every layer as a block that shows what it puts out, and the place where a layer is chosen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.device_pixels import screen_pixels
from cnnviz.gui.widgets.end_button import EndButton
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.gui.widgets.strip_layout import COMPACT_ROW, FULL_ROW, Block, Place, StripLayout, arrange
from cnnviz.gui.widgets.volume import VolumeImage, paint_volume

__all__ = ["Block", "NetworkStripWidget"]

_MOTION = 200
_FADE = 56
_RADIUS = 8
_OUTLINE = 1.5
_CLEAR = 4


class NetworkStripWidget(QWidget):
    """A row of blocks with arrows between; scrolls sideways where they do not fit.

    Click, or Left, Right, Home and End, choose a block; wheel, drag and the buttons at the ends scroll.

    Args:
        parent: the owner.

    Signals:
        block_clicked: the key (str) of the block that a click or a key chose.
    """

    block_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[Block, ...] = ()
        self._selected: int | None = None
        self._hovered: int | None = None
        self._compact = False
        self._offset = 0.0
        self._pressed: tuple[QPointF, float] | None = None
        self._dragging = False
        self._arranged: tuple[object, StripLayout] | None = None
        self._spots: tuple[object, tuple[QRect, ...], QRegion] | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._scroll_to)
        self._earlier, self._later = EndButton(self, -1), EndButton(self, 1)
        self._earlier.clicked.connect(self._go_earlier)
        self._later.clicked.connect(self._go_later)
        self._focus_ring = FocusRing(self, _RADIUS, self._ringed_rect)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._retranslate()

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show other blocks. The selection stays where its key is among them."""
        key = self._blocks[self._selected].key if self._selected is not None else None
        self._blocks = tuple(blocks)
        self._selected = next((place for place, block in enumerate(self._blocks) if block.key == key), None)
        self._hovered = None
        self._arranged = self._spots = None
        self._scroll_to(self._offset)
        self._show_selected(at_once=True)
        self._say_selected()
        self.update()

    def update_volumes(self, volumes: Mapping[str, VolumeImage | None]) -> None:
        """Show other pictures in the blocks with these keys; texts and places stay, so this is cheap."""
        before = self._volume_widths()
        self._blocks = tuple(
            block.showing(volumes[block.key]) if block.key in volumes else block for block in self._blocks
        )
        if self._volume_widths() != before:
            self._arranged = self._spots = None
            self._scroll_to(self._offset)
            return
        spots, region = self._picture_spots()
        if not all(block.key in volumes for block in self._blocks):
            region = QRegion()
            for block, spot in zip(self._blocks, spots, strict=True):
                if block.key in volumes:
                    region += spot
        self.update(region)

    def set_selected(self, key: str | None) -> None:
        """Put the ring around a block and bring it into sight; an unknown key takes the ring away. Emits nothing."""
        selected = next((place for place, block in enumerate(self._blocks) if block.key == key), None)
        if selected == self._selected:
            return
        before, self._selected = self._selected, selected
        self._show_selected()
        self._say_selected()
        self._follow_focus()
        for place in (before, selected):
            if place is not None:
                rect = self._layout().places[place].rect.translated(-self._offset, 0)
                self.update(rect.toAlignedRect().adjusted(-1, -1, 1, 1))

    def set_compact(self, compact: bool) -> None:
        """Take the small form, with text beside the pictures, or the full one."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self._scroll_to(self._offset)
            self._show_selected(at_once=True)
            self.update()

    @property
    def compact(self) -> bool:
        """Whether the small form is on."""
        return self._compact

    @property
    def selected(self) -> str | None:
        """The key of the block with the ring."""
        return None if self._selected is None else self._blocks[self._selected].key

    def block_rect(self, key: str) -> QRectF:
        """Where a block lies in the widget now, in logical pixels.

        Raises:
            KeyError: there is no such block.
        """
        for block, place in zip(self._blocks, self._layout().places, strict=True):
            if block.key == key:
                return place.rect.translated(-self._offset, 0)
        raise KeyError(key)

    # Place

    def _layout(self) -> StripLayout:
        """Where the blocks are; worked out once per size, theme and set of blocks."""
        key = (self.size(), self._compact, theme.tokens())
        if self._arranged is None or self._arranged[0] != key:
            layout = arrange(self._blocks, self.width(), self.height(), compact=self._compact)
            self._arranged = (key, layout)
        return self._arranged[1]

    def _picture_spots(self) -> tuple[tuple[QRect, ...], QRegion]:
        """Where the pictures are in the widget now, one by one and together."""
        layout = self._layout()
        if self._spots is None or self._spots[0] != (layout, self._offset):
            spots = tuple(map(self._picture_spot, self._blocks, layout.places))
            region = QRegion()
            for spot in spots:
                region += spot
            self._spots = ((layout, self._offset), spots, region)
        return self._spots[1], self._spots[2]

    def _picture_spot(self, block: Block, place: Place) -> QRect:
        """The part of a block that changes with its picture: clear of the block's line where the picture is."""
        clear = theme.px(_CLEAR)
        spot = place.volume.intersected(place.rect.adjusted(clear, clear, -clear, -clear))
        if block.volume is None or block.volume.width(compact=self._compact) > spot.width():
            spot = place.volume
        return spot.translated(-self._offset, 0).toAlignedRect()

    def _volume_widths(self) -> list[int]:
        return [block.volume.width(compact=self._compact) if block.volume else 0 for block in self._blocks]

    def _farthest(self) -> float:
        return max(0.0, float(self._layout().width - self.width()))

    def _scroll_to(self, offset: float) -> None:
        self._offset = min(max(0.0, float(offset)), self._farthest())
        self._place_buttons()
        self._follow_focus()
        self.update()

    def _follow_focus(self) -> None:
        if self._focus_ring.is_shown:
            self._focus_ring.show_ring()

    def _go_earlier(self) -> None:
        self._glide_to(self._offset - 0.7 * self.width())

    def _go_later(self) -> None:
        self._glide_to(self._offset + 0.7 * self.width())

    def _glide_to(self, offset: float) -> None:
        duration = theme.motion(_MOTION)
        self._motion.stop()
        if not duration or not self.isVisible():
            self._scroll_to(offset)
            return
        self._motion.setStartValue(self._offset)
        # Start and end must both be float for Qt: between a float and an int it has no values at all.
        self._motion.setEndValue(float(min(max(0.0, offset), self._farthest())))
        self._motion.setDuration(duration)
        self._motion.start()

    def _show_selected(self, *, at_once: bool = False) -> None:
        """Scroll so far that the selected block and a piece of its neighbours are in sight."""
        if self._selected is None or not self._farthest():
            return
        rect = self._layout().places[self._selected].rect
        spare = min(theme.px(_FADE) + 8.0, max(0.0, (self.width() - rect.width()) / 2))
        offset = min(max(self._offset, rect.right() + spare - self.width()), rect.left() - spare)
        if offset == self._offset:
            return
        if at_once or abs(offset - self._offset) > self.width():  # nobody can follow it so far
            self._motion.stop()
            self._scroll_to(offset)
        else:
            self._glide_to(offset)

    def _place_buttons(self) -> None:
        side = theme.px(28)
        top = round(self._layout().arrow) - side // 2
        self._earlier.setGeometry(theme.px(4), top, side, side)
        self._later.setGeometry(self.width() - side - theme.px(4), top, side, side)
        self._earlier.setVisible(self._offset > 0.5)
        self._later.setVisible(self._offset < self._farthest() - 0.5)

    def _ringed_rect(self) -> QRect:
        if self._selected is None:
            return self.rect().adjusted(4, 4, -4, -4)
        rect = self._layout().places[self._selected].rect.translated(-self._offset, 0)
        return rect.toAlignedRect().intersected(self.rect())

    def _block_at(self, position: QPointF) -> int | None:
        spot = QPointF(position.x() + self._offset, position.y())
        places = self._layout().places
        return next((index for index, place in enumerate(places) if place.rect.contains(spot)), None)

    # What is said

    def _sentence(self, index: int) -> str:
        block = self._blocks[index]
        name = f"{block.path} {block.type_name}".strip()
        return self.tr("{name}, output {shape}").format(name=name, shape=block.shape_text)

    def _say_selected(self) -> None:
        if self._selected is None:
            self.setAccessibleDescription("")
            return
        self.setAccessibleDescription(
            self.tr("{block}, layer {number} of {count}").format(
                block=self._sentence(self._selected), number=self._selected + 1, count=len(self._blocks)
            )
        )

    def _choose(self, index: int) -> None:
        key = self._blocks[index].key
        self.set_selected(key)
        self.block_clicked.emit(key)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def _retranslate(self) -> None:
        self._earlier.setAccessibleName(self.tr("Earlier layers"))
        self._earlier.setToolTip(self.tr("Earlier layers (Home: the first)"))
        self._later.setAccessibleName(self.tr("Later layers"))
        self._later.setToolTip(self.tr("Later layers (End: the last)"))
        self._say_selected()

    # Painting

    def _paint_block(self, painter: QPainter, index: int, place: Place, exposed: QRegion) -> None:
        tokens = theme.tokens()
        block = self._blocks[index]
        selected = index == self._selected
        rect = place.rect.translated(-self._offset, 0)
        if selected:
            radius = theme.px(_RADIUS)
            painting.rounded(painter, rect, radius, fill=tokens.panel, outline=tokens.accent, width=_OUTLINE)
        elif index == self._hovered:
            painting.rounded(painter, rect, theme.px(_RADIUS), fill=tokens.hover)
        colours = {
            "path": tokens.text2,
            "type": tokens.accent if selected else tokens.text,
            "shape": tokens.text if selected else tokens.text2,
        }
        volume = place.volume.translated(-self._offset, 0)
        # While the pen moves only the pictures are due, and drawing text costs more than drawing them.
        if not exposed.intersected(rect.toAlignedRect()).subtracted(QRegion(volume.toAlignedRect())).isEmpty():
            for text in place.texts:
                strong = "body600" if selected else "body500"
                painter.setFont(theme.shared_font(strong if text.kind == "type" else "body"))
                painter.setPen(colours[text.kind])
                painter.drawText(QPointF(text.left - self._offset, text.baseline), text.text)
        if block.volume is not None:
            paint_volume(painter, volume, block.volume, compact=self._compact)
        else:
            side = theme.px(28 if self._compact else 44)
            empty = QRectF(0, 0, side, side)
            empty.moveCenter(QPointF(round(volume.center().x()), round(volume.center().y())))
            painting.rounded(painter, empty, 2, outline=tokens.ctl)

    def _paint_pictures(self, painter: QPainter, due: QRegion) -> bool:
        """Draw the pictures alone where nothing else is due, as at each move of a pen; False where more is."""
        if self._farthest():
            return False
        spots, region = self._picture_spots()
        places = self._layout().places
        volumes = [block.volume for block in self._blocks if block.volume is not None]
        if len(volumes) < len(places) or not due.subtracted(region).isEmpty():
            return False
        clear = theme.px(_CLEAR) - 1  # of the line around a block, and of its round corners
        if not all(
            place.rect.adjusted(clear, clear, -clear, -clear).contains(QRectF(spot))
            for place, spot in zip(places, spots, strict=True)
        ):
            return False
        tokens = theme.tokens()
        for index, spot in enumerate(spots):
            ground = tokens.hover if index == self._hovered else tokens.shell
            painter.fillRect(spot, tokens.panel if index == self._selected else ground)
        with screen_pixels(painter) as ratio:
            for place, volume in zip(places, volumes, strict=True):
                volume.draw(painter, place.volume, ratio, compact=self._compact)
        return True

    def _paint_arrows(self, painter: QPainter, places: Sequence[Place], y: int) -> None:
        """A small triangle half-way between two blocks."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().grip)
        half, wide = theme.px(4.5), theme.px(6)
        for before, after in pairwise(places):
            middle = (before.rect.right() + after.rect.left()) / 2 - self._offset
            left = round(middle - wide / 2)
            painter.drawPolygon(QPolygonF([QPointF(left, y - half), QPointF(left + wide, y), QPointF(left, y + half)]))

    def _in_sight(self, layout: StripLayout, rect: QRect) -> tuple[int, int]:
        """The first block that reaches into a part of the widget, and the first one behind it."""
        left, right = rect.left() + self._offset, rect.right() + 1 + self._offset
        first = bisect_left(layout.places, left, key=lambda place: place.rect.right())
        return first, max(bisect_right(layout.places, right, key=lambda place: place.rect.left()), first)

    def _paint_fades(self, painter: QPainter) -> None:
        """Let the blocks fade out where there are more of them."""
        shell, clear = theme.tokens().shell, QColor(theme.tokens().shell)
        clear.setAlpha(0)
        wide = theme.px(_FADE)
        for left, edge, inner, due in (
            (0, 0, wide, self._offset > 0.5),
            (self.width() - wide, self.width(), self.width() - wide, self._offset < self._farthest() - 0.5),
        ):
            if due:
                fade = QLinearGradient(edge, 0, inner, 0)
                fade.setColorAt(0.0, shell)
                fade.setColorAt(0.45, shell)
                fade.setColorAt(1.0, clear)
                painter.fillRect(QRectF(left, 0, wide, self.height()), fade)

    def sizeHint(self) -> QSize:
        """The height of the form that is on."""
        return QSize(theme.px(1200), theme.px(COMPACT_ROW if self._compact else FULL_ROW))

    def minimumSizeHint(self) -> QSize:
        """Narrow, for it scrolls."""
        return QSize(theme.px(240), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight: blocks, arrows, fades at the ends."""
        painter = QPainter(self)
        if self._paint_pictures(painter, event.region()):
            return
        painter.fillRect(event.rect(), theme.tokens().shell)
        layout = self._layout()
        first, end = self._in_sight(layout, event.rect())
        for index in range(first, end):
            self._paint_block(painter, index, layout.places[index], event.region())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_arrows(painter, layout.places[max(first - 1, 0) : end + 1], round(layout.arrow))
        self._paint_fades(painter)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the blocks anew and keep the selected one in sight."""
        super().resizeEvent(event)
        self._scroll_to(self._offset)
        self._show_selected(at_once=True)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange and hasattr(self, "_later"):
            self.updateGeometry()
            self._scroll_to(self._offset)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways with either axis of the wheel."""
        if not self._farthest():
            event.ignore()
            return
        pixels, angle = event.pixelDelta(), event.angleDelta()
        exact = pixels if not pixels.isNull() else angle * 0.5
        self._motion.stop()
        self._scroll_to(self._offset - (exact.x() or exact.y()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._motion.stop()
            self._pressed = (event.position(), self._offset)
            self._dragging = False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the strip, or light the block under the mouse."""
        if self._pressed is None:
            self._hover(self._block_at(event.position()))
            return
        start, offset = self._pressed
        distance = event.position().x() - start.x()
        if self._farthest() and (self._dragging or abs(distance) >= QApplication.startDragDistance()):
            self._dragging = True
            self._scroll_to(offset - distance)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, or choose the block under the mouse."""
        pressed, dragging = self._pressed, self._dragging
        self._pressed, self._dragging = None, False
        if event.button() == Qt.MouseButton.LeftButton and pressed is not None and not dragging:
            index = self._block_at(event.position())
            if index is not None and index == self._block_at(pressed[0]):
                self._choose(index)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Light no block."""
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the neighbour, the first or the last block."""
        last = len(self._blocks) - 1
        here = self._selected
        wanted = {
            Qt.Key.Key_Left: 0 if here is None else here - 1,
            Qt.Key.Key_Right: 0 if here is None else here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if wanted is None or last < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        wanted = min(max(wanted, 0), last)
        if wanted != here:
            self._choose(wanted)

    def event(self, event: QEvent) -> bool:
        """Name the block under the mouse in a tooltip, whole where the strip has to shorten it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._block_at(QPointF(event.pos()))
            if index is not None:
                QToolTip.showText(event.globalPos(), self._sentence(index), self)
                return True
        return super().event(event)
