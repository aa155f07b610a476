"""The transport: to the first step and the last, one back and one on, play, into and out, and the slider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from cnnviz.gui import actions as table
from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.buttons import IconButton, MenuButton
from cnnviz.gui.widgets.numbers import shape_product, thousands
from cnnviz.gui.widgets.tick_slider import TickSlider
from cnnviz.trace import walking
from cnnviz.trace.phases import Phase, PhaseKind, phase_at, phases_of

if TYPE_CHECKING:
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace

SPEEDS: Final = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Steps a second."""
HEIGHT: Final = 72
_FIGURE_LINE: Final = 24
_BELOW: Final = 224
_FIRST_SPEED: Final = 2.0
_BUTTONS: Final = (
    ("step_first", "first"),
    ("step_back", "backward"),
    ("step_play", "play"),
    ("step_forward", "forward"),
    ("step_last", "last"),
    ("step_into", "into"),
    ("step_return", "out"),
    ("step_stops", "flag"),
)


class TransportView(QWidget):
    """Moves the stepper as a video player moves through a film.

    Args:
        workspace: the session's state.
        stepping: the position in the recorded pass.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, stepping: Stepping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stepping = stepping
        self._speed = _FIRST_SPEED
        self._phases: tuple[Phase, ...] = ()
        self.slider = TickSlider()
        self.figure = _Figure()
        self.speed_button = MenuButton()
        self._speed_menu = QMenu(self.speed_button)
        self._speeds = QActionGroup(self._speed_menu)
        self.buttons: dict[str, IconButton] = {}
        self._row = QHBoxLayout(self)
        for name, icon in _BUTTONS:
            button = IconButton(icon, kind="primary" if name == "step_play" else "plain")
            button.setCheckable(name == "step_stops")
            self.buttons[name] = button
            if name in ("step_into", "step_stops"):
                self._row.addSpacing(8)
            self._row.addWidget(button)
        self._row.addSpacing(10)
        self._row.addWidget(self.slider, 1)
        self._row.addSpacing(4)
        self._row.addWidget(self.figure)
        self._row.addSpacing(4)
        self._row.addWidget(self.speed_button)
        for speed in SPEEDS:
            choice = self._speed_menu.addAction("")
            choice.setCheckable(True)
            choice.setData(speed)
            self._speeds.addAction(choice)
        self._speeds.triggered.connect(lambda choice: self.set_speed(choice.data()))
        self.speed_button.set_menu(self._speed_menu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slider.moved.connect(self._on_moved)
        stepping.trace_changed.connect(self._on_trace)
        stepping.changed.connect(self._show)
        stepping.marks_changed.connect(self._show_marks)
        stepping.playing_changed.connect(self._on_playing)
        self._measure()
        self._retranslate()
        self._on_trace()

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons do what the keys do."""
        for name, button in self.buttons.items():
            button.clicked.connect(actions[name].trigger)

    def set_stops_open(self, opened: bool) -> None:
        """Show whether the bar with the reasons to stop is open."""
        self.buttons["step_stops"].setChecked(opened)

    def toggle_play(self) -> None:
        """Play, or pause."""
        if self._stepping.is_playing:
            self._stepping.pause()
        else:
            self._stepping.play(self._speed)

    def set_speed(self, speed: float) -> None:
        """Play so many steps a second."""
        self._speed = speed
        if self._stepping.is_playing:
            self._stepping.play(speed)
        self._show_speed()

    @property
    def speed(self) -> float:
        """Steps a second."""
        return self._speed

    def _on_moved(self, position: int) -> None:
        self._stepping.pause()
        self._stepping.go(position)

    def _on_trace(self) -> None:
        trace = self._stepping.trace
        ticks: list[tuple[int, str]] = []
        if trace is not None:
            ticks = [(0, _text(trace.input.shape))]
            ticks += [(position, _text(made.shape)) for position, made in self._stepping.shape_changes()]
        self._phases = () if trace is None else phases_of(trace)
        self.slider.set_steps(self._stepping.count, ticks)
        self._show_phases()
        for button in (*self.buttons.values(), self.speed_button):
            button.setEnabled(bool(self._stepping.count))
        self.slider.setEnabled(bool(self._stepping.count))
        self._show_marks()
        self._show()

    def _show_phases(self) -> None:
        """Where forward, loss, backward, step and evaluation are."""
        names = self._phase_names()
        self.slider.set_stretches((phase.start, phase.end, names[phase.kind]) for phase in self._phases)

    def _phase_names(self) -> dict[PhaseKind, str]:
        return {
            "forward": self.tr("forward"),
            "loss": self.tr("loss"),
            "backward": self.tr("backward"),
            "update": self.tr("optimiser"),
            "evaluation": self.tr("evaluation"),
        }

    def _doing(self) -> str:
        """What runs next, in the words of a training step: `backward: layer2.0 Conv2d`; "" in a forward pass."""
        trace, step = self._stepping.trace, self._stepping.next_step
        phase = phase_at(self._phases, self._stepping.position)
        if trace is None or step is None or phase is None:
            return ""
        name = self._phase_names()[phase.kind]
        return name if step.kind == "line" else f"{name}: {walking.step_name(trace, step)}"

    def _show(self) -> None:
        self.slider.set_value(self._stepping.position)
        step, count = thousands(self._stepping.position), thousands(self._stepping.count)
        if self._stepping.count:
            self.figure.set_text(
                self.tr("Step {step}").format(step=step), self.tr("of {count}").format(count=count), count
            )
            self.figure.set_below(self._doing(), wide=bool(self._phases))
        else:
            self.figure.set_text("", "", "")
            self.figure.set_below("", wide=False)

    def _show_marks(self) -> None:
        self.slider.set_marks(self._stepping.mark_positions())

    def _on_playing(self, playing: bool) -> None:
        self.buttons["step_play"].set_icon("pause" if playing else "play")

    def _show_speed(self) -> None:
        self.speed_button.set_value(self._speed_text(self._speed))
        for choice in self._speeds.actions():
            choice.setText(self._speed_text(choice.data()))
            choice.setChecked(choice.data() == self._speed)

    def _speed_text(self, speed: float) -> str:
        return self.tr("{count} steps/s").format(count=f"{speed:g}") if speed != 1 else self.tr("1 step/s")

    def _measure(self) -> None:
        self._row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._row.setSpacing(theme.px(4))
        self.setFixedHeight(theme.px(HEIGHT))

    def _retranslate(self) -> None:
        for name, button in self.buttons.items():
            button.setToolTip(table.tooltip(name))
            button.setAccessibleName(table.text(name))
        self.slider.setAccessibleName(self.tr("Steps of the pass"))
        self.slider.setToolTip(self.tr("Long ticks: the shape changes. Rings: where a run stops."))
        self.speed_button.set_help(self.tr("How fast it plays"))
        self._show_speed()
        self._show_phases()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window needs its room for the slider."""
        super().resizeEvent(event)
        self.speed_button.setVisible(event.size().width() >= theme.px(760))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the line above it."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(event.rect(), t.panel)
        painter.fillRect(0, 0, self.width(), 1, t.line)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._measure()


class _Figure(QWidget):
    """**Step 11** of 17, as wide as the largest figure needs, so that nothing beside it moves; what that is below."""

    def __init__(self) -> None:
        super().__init__()
        self._first = self._rest = self._widest = self._below = ""
        self._wide = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, first: str, rest: str, widest: str) -> None:
        """The two halves, and the longest number that the first one may get."""
        if widest != self._widest:
            self._widest = widest
            self.updateGeometry()
        if (first, rest) != (self._first, self._rest):
            self._first, self._rest = first, rest
            self.setAccessibleName(f"{first} {rest}")
            self.setFixedWidth(self._needed())
            self.update()

    def set_below(self, text: str, *, wide: bool) -> None:
        """A second line, for which there is more room where `wide` says so."""
        if (text, wide) != (self._below, self._wide):
            self._below, self._wide = text, wide
            self.setAccessibleDescription(text)
            self.setToolTip(text)
            self.setFixedSize(self._needed(), theme.px(_FIGURE_LINE) * (2 if wide else 1))
            self.update()

    @property
    def below(self) -> str:
        """What the second line says."""
        return self._below

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._first} {self._rest}".strip()

    def _needed(self) -> int:
        bold = theme.font("body600")
        digits = "".join(each for each in self._first if each.isdigit() or each == ",")
        first = self._first.replace(digits, self._widest) if digits else self._first
        width = painting.text_width(first, bold) + theme.px(6) + painting.text_width(self._rest, theme.font("body")) + 1
        return max(width, theme.px(_BELOW) if self._wide else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both halves, at the right end."""
        t = theme.tokens()
        painter = QPainter(self)
        body, bold = theme.font("body"), theme.font("body600")
        right, high = float(self.width()), float(self.height())
        if self._wide:
            high /= 2
            row = QRectF(0, high, right, high)
            painting.draw_text(painter, row, self._below, body, t.text2, Qt.AlignmentFlag.AlignRight)
        rest = painting.text_width(self._rest, body)
        painting.draw_text(painter, QRectF(right - rest, 0, rest, high), self._rest, body, t.text2)
        right -= rest + theme.px(5)
        first = painting.text_width(self._first, bold)
        painting.draw_text(painter, QRectF(right - first, 0, first, high), self._first, bold, t.text)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedSize(self._needed(), theme.px(_FIGURE_LINE) * (2 if self._wide else 1))
            self.update()
        super().changeEvent(event)


def _text(shape: tuple[int, ...]) -> str:
    """A shape without its first axis, the batch."""
    return shape_product(shape[1:] if len(shape) > 1 else shape)
