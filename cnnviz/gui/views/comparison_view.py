"""Two pinned moments side by side: both pictures on one colour scale, their difference, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import numbers, painting
from cnnviz.gui.widgets.buttons import IconButton, MenuButton, TextButton
from cnnviz.gui.widgets.figure_rows import Figure, FigureRows
from cnnviz.gui.widgets.index_field import IndexField
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.picture_pane import PicturePane
from cnnviz.imaging.normalise import ColourScale, merge, scale_of
from cnnviz.trace import comparing, pictures
from cnnviz.trace.pictures import MOST_NUMBERS, TensorPicture
from cnnviz.trace.steps import Collection, ModuleValue, Plain, Value
from cnnviz.trace.tensors import TensorRecord

if TYPE_CHECKING:
    from cnnviz.session.stepping import Pin, Stepping

_SIZE: Final = (936, 476)


class ComparisonView(QFrame):
    """A sheet over the window with two pinned values; Esc or a click elsewhere closes it.

    Args:
        stepping: has the pins.
        parent: the owner.
    """

    def __init__(self, stepping: Stepping, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._stepping = stepping
        self._chosen: list[Pin] = []
        self._image = 0
        self._title = Label("title", "text")
        self._line = Label("body", "text2")
        self._close = IconButton("close", size=28, icon_size=16)
        self.image_field = IndexField()
        self.sides = (_Side(), _Side())
        self.gap = _Side()
        self._empty = Label("body", "text2")
        self._body = QWidget()
        self._build()
        self._close.clicked.connect(self.close)
        self.image_field.chosen.connect(self._on_image_chosen)
        for place, side in enumerate(self.sides):
            side.go.clicked.connect(lambda _checked=False, place=place: self._go(place))
            side.menu.triggered.connect(lambda action, place=place: self._choose(place, action))
        for side in (*self.sides, self.gap):
            side.picture.maps.tile_clicked.connect(self._select)
        for widget in (self.gap.chooser, self.gap.go, *(side.title for side in self.sides)):
            widget.hide()
        stepping.pins_changed.connect(self._on_pins_changed)
        self._retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.image_field)
        head.addWidget(self._close)
        columns = QHBoxLayout(self._body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(24)
        for side in (*self.sides, self.gap):
            columns.addWidget(side, 1)
        self._line.setWordWrap(True)
        self._empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 18)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._line)
        column.addWidget(self._empty, 1)
        column.addWidget(self._body, 1)

    def open_over(self, window: QWidget) -> None:
        """Open in the middle of `window` with the two newest pins; say what to do where there are not two."""
        self._chosen = sorted(self._stepping.pins[-2:], key=lambda pin: pin.position)
        self._image = 0
        self._show()
        size = QSize(theme.px(_SIZE[0]), theme.px(_SIZE[1])).boundedTo(window.size() * 0.96)
        self.resize(size if len(self._chosen) == 2 else QSize(theme.px(420), theme.px(148)))
        spare = window.size() - self.size()
        self.move(window.mapToGlobal(QPoint(spare.width() // 2, spare.height() // 2)))
        self.show()
        first = self.sides[0].chooser if len(self._chosen) == 2 else self._close
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def chosen(self) -> tuple[Pin, ...]:
        """The pins that are compared, the left one first."""
        return tuple(self._chosen)

    # What the person does

    def _choose(self, place: int, action: QAction) -> None:
        self._chosen[place] = action.data()
        self._show()

    def _go(self, place: int) -> None:
        """To the moment of one side."""
        if place < len(self._chosen):
            self.close()
            self._stepping.pause()
            self._stepping.go(self._chosen[place].position)

    def _select(self, channel: int) -> None:
        for side in (*self.sides, self.gap):
            side.picture.maps.set_selected(channel)

    def _on_image_chosen(self, image: int) -> None:
        self._image = image
        self._show()

    def _on_pins_changed(self) -> None:
        if self.isVisible() and not all(any(pin is each for each in self._stepping.pins) for pin in self._chosen):
            self.close()

    # What is shown

    def _show(self) -> None:
        ready = len(self._chosen) == 2
        self._empty.setVisible(not ready)
        self._body.setVisible(ready)
        self._line.setVisible(ready)
        self.image_field.hide()
        if not ready:
            return
        for place, side in enumerate(self.sides):
            self._show_head(side, self._chosen[place])
        one, other = self._chosen[0].value, self._chosen[1].value
        if isinstance(one, TensorRecord) and isinstance(other, TensorRecord):
            self._show_tensors(one, other)
        else:
            self._show_values(one, other)

    def _show_head(self, side: _Side, pin: Pin) -> None:
        side.chooser.set_value(self._pin_text(pin))
        side.menu.clear()
        for each in self._stepping.pins:
            action = side.menu.addAction(self._pin_text(each))
            action.setData(each)
            action.setCheckable(True)
            action.setChecked(each is pin)

    def _pin_text(self, pin: Pin) -> str:
        return self.tr("{name}, step {step}").format(name=pin.name, step=numbers.thousands(pin.position))

    def _show_tensors(self, one: TensorRecord, other: TensorRecord) -> None:
        images = max(pictures.image_count(one.shape), pictures.image_count(other.shape))
        self.image_field.setVisible(images > 1)
        self.image_field.set_count(images)
        self.image_field.set_value(min(self._image, images - 1))
        shown = tuple(pictures.picture_of(each, self._image) for each in (one, other))
        scale, palette = self._colours((one, other), shown)
        for side, record, picture in zip(self.sides, (one, other), shown, strict=True):
            _paint(
                side.picture, picture, scale, palette, self.tr("Its numbers were not kept; only the shape is known.")
            )
            side.figures.set_rows(self._figures(record))
        if one.shape == other.shape:
            self._show_difference(one, other, shown)
        else:
            self.gap.picture.say(
                self.tr("{one} and {other}: only tensors of the same shape can be subtracted.").format(
                    one=numbers.shape_list(one.shape), other=numbers.shape_list(other.shape)
                )
            )
            self.gap.figures.set_rows(
                [Figure(self.tr("numbers"), f"{numbers.thousands(one.size)} → {numbers.thousands(other.size)}")]
            )
        self._line.setText(self._line_text(one, other, scale))

    def _show_difference(self, one: TensorRecord, other: TensorRecord, shown: tuple[TensorPicture | None, ...]) -> None:
        gap = comparing.difference(one, other)
        if gap is None or shown[0] is None or shown[1] is None:
            self.gap.picture.say(self.tr("Without the numbers of both there is no difference to show."))
            self.gap.figures.set_rows([])
            return
        values = comparing.later_minus_earlier(shown[0].values, shown[1].values)
        picture = TensorPicture(shown[0].kind, values, shown[0].count)
        _paint(self.gap.picture, picture, scale_of(values, signed=True), "signed", "")
        self.gap.figures.set_rows(
            [
                Figure(self.tr("changed"), numbers.percent(gap.changed)),
                Figure(self.tr("largest change"), numbers.significant(gap.largest)),
                Figure(self.tr("mean change"), numbers.significant(gap.mean, plus=True)),
            ]
        )

    def _colours(
        self, records: tuple[TensorRecord, ...], shown: tuple[TensorPicture | None, ...]
    ) -> tuple[ColourScale, str]:
        """One range and one colour map for both pictures."""
        trace = self._stepping.trace
        found = [
            pictures.colours_of(trace, record, picture.values)
            for record, picture in zip(records, shown, strict=True)
            if picture is not None and trace is not None
        ]
        if not found:
            return ColourScale(0.0, 1.0, False), "magnitude"
        if {palette for palette, _ in found} == {"grey"}:
            return merge(scale for _, scale in found), "grey"
        scale = merge(scale_of(picture.values) for picture in shown if picture is not None)
        return scale, "signed" if scale.signed else "magnitude"

    def _figures(self, record: TensorRecord) -> list[Figure]:
        rows = [Figure(self.tr("shape"), numbers.shape_list(record.shape)), Figure(self.tr("type"), record.dtype)]
        statistics = record.statistics
        if statistics is not None:
            rows += (
                Figure(self.tr("smallest"), numbers.significant(statistics.minimum)),
                Figure(self.tr("largest"), numbers.significant(statistics.maximum)),
                Figure(self.tr("mean"), numbers.significant(statistics.mean)),
                Figure(self.tr("std. dev."), numbers.significant(statistics.std)),
                Figure(self.tr("zeros"), numbers.percent(statistics.zeros)),
            )
        return rows

    def _line_text(self, one: TensorRecord, other: TensorRecord, scale: ColourScale) -> str:
        shapes = numbers.shape_list(one.shape)
        if one.shape != other.shape:
            shapes = self.tr("{one} → {other}").format(one=shapes, other=numbers.shape_list(other.shape))
        return self.tr("{shapes}. Both pictures have one colour scale, {low} to {high}.").format(
            shapes=shapes, low=numbers.significant(scale.low, 3), high=numbers.significant(scale.high, 3)
        )

    def _show_values(self, one: Value, other: Value) -> None:
        for side, value in zip(self.sides, (one, other), strict=True):
            side.picture.say(_text(value), code=True)
            side.figures.set_rows(self._figures(value) if isinstance(value, TensorRecord) else [])
        self.gap.figures.set_rows([])
        before, after = _number(one), _number(other)
        if _text(one) == _text(other) and type(one) is type(other):
            self.gap.picture.say(self.tr("Both are the same."))
        elif before is not None and after is not None:
            self.gap.picture.say(numbers.significant(after - before, 6, plus=True), code=True)
        else:
            self.gap.picture.say(self.tr("They differ, and there is no number to say by how much."))
        self._line.setText(self.tr("{one} → {other}").format(one=_text(one), other=_text(other)))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Two moments"))
        self.setAccessibleName(self.tr("Two moments"))
        self._empty.setText(
            self.tr("Pin two values first: click a name in the source at one moment, and a name at another.")
        )
        self._close.set_help(self.tr("Close"), "Esc")
        self.image_field.set_label("N")
        self.image_field.setAccessibleName(self.tr("Image N of the batch"))
        self.image_field.setToolTip(self.tr("Which image of the batch (arrow keys, or type its number)"))
        for side, name in zip(self.sides, (self.tr("Left"), self.tr("Right")), strict=True):
            side.chooser.set_prefix(name)
            side.chooser.set_help(self.tr("Compare another pinned value"))
            side.go.setText(self.tr("Go there"))
            side.picture.setAccessibleName(name)
        self.gap.title.setText(self.tr("Right − left"))
        self.gap.picture.setAccessibleName(self.tr("Right − left"))
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with an outline."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.panel)
        painting.rounded(painter, self.rect(), 0, outline=tokens.ctl)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


class _Side(QWidget):
    """One column: what it is, its picture, its figures. That of the difference has a title for a chooser."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label("body600", "text")
        self.chooser = MenuButton(height=32, maximum=220)
        self.menu = QMenu(self.chooser)
        self.chooser.set_menu(self.menu)
        self.go = TextButton(kind="link")
        self.picture = PicturePane()
        self.figures = FigureRows()
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.title, self.chooser):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.picture, 1)
        column.addWidget(self.figures)


def _paint(pane: PicturePane, picture: TensorPicture | None, scale: ColourScale, palette: str, missing: str) -> None:
    if picture is None:
        pane.say(missing)
    elif picture.kind == "number":
        pane.say(numbers.significant(float(picture.values[0, 0]), 6), code=True)
    elif picture.kind == "vector" and picture.count <= MOST_NUMBERS:
        pane.show_numbers(picture.values, scale, palette)
    else:
        pane.show_maps(picture.values, scale, palette)


def _text(value: Value) -> str:
    """A value in a word or two."""
    if isinstance(value, TensorRecord):
        return f"{numbers.shape_list(value.shape)} {value.dtype}"
    if isinstance(value, ModuleValue):
        return value.type_name
    if isinstance(value, Collection):
        items = [_text(each) for _, each in value.items] + ["…"] * (value.length > len(value.items))
        return f"{value.type_name}({', '.join(items)})"
    return value.text


def _number(value: Value) -> float | None:
    held = value.value if isinstance(value, Plain) else None
    return float(held) if isinstance(held, int | float) else None
