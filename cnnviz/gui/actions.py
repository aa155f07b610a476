"""What the person can do, and with which keys: one table for menus, tooltips and the overlay of keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from cnnviz.problems import QT_TRANSLATE_NOOP

EVERYWHERE: Final = "everywhere"


@dataclass(frozen=True)
class ActionSpec:
    """One row of the table.

    Attributes:
        id: its name in the program.
        text: what a menu or the overlay says; an English source text of the context `Actions`.
        keys: key sequences in Qt's portable words; the first is the one that is shown.
        page: the page on which it works, or `everywhere`.
        help: one sentence more for tooltips, of the same context; may be empty.
        repeats: whether it goes on while the key is held down.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    page: str = EVERYWHERE
    help: str = ""
    repeats: bool = False


def _table(*rows: ActionSpec) -> Mapping[str, ActionSpec]:
    return {row.id: row for row in rows}


ACTIONS: Final[Mapping[str, ActionSpec]] = _table(
    # drawing
    ActionSpec("pen", QT_TRANSLATE_NOOP("Actions", "Pen"), ("P",), "draw"),
    ActionSpec(
        "eraser",
        QT_TRANSLATE_NOOP("Actions", "Eraser"),
        ("E",),
        "draw",
        QT_TRANSLATE_NOOP("Actions", "Take a piece of ink away and watch the answer change."),
    ),
    ActionSpec("thinner", QT_TRANSLATE_NOOP("Actions", "Thinner pen"), ("[",), "draw", repeats=True),
    ActionSpec("thicker", QT_TRANSLATE_NOOP("Actions", "Thicker pen"), ("]",), "draw", repeats=True),
    ActionSpec("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), ("Ctrl+Z",), "draw", repeats=True),
    ActionSpec("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "draw", repeats=True),
    ActionSpec("clear", QT_TRANSLATE_NOOP("Actions", "Clear the canvas"), ("Del", "Backspace"), "draw"),
    ActionSpec(
        "replay",
        QT_TRANSLATE_NOOP("Actions", "Replay the drawing"),
        ("R",),
        "draw",
        QT_TRANSLATE_NOOP("Actions", "Draw the strokes again at the speed at which they were drawn."),
    ),
    ActionSpec("save_drawing", QT_TRANSLATE_NOOP("Actions", "Save the drawing …"), ("Ctrl+S",), "draw"),
    ActionSpec("open_drawing", QT_TRANSLATE_NOOP("Actions", "Open a drawing …"), ("Ctrl+Shift+O",), "draw"),
    # the input
    ActionSpec(
        "mode",
        QT_TRANSLATE_NOOP("Actions", "Raw, boxed, centred"),
        ("M",),
        "draw",
        QT_TRANSLATE_NOOP("Actions", "Change how the ink is put into the network's input."),
    ),
    ActionSpec(
        "show_box",
        QT_TRANSLATE_NOOP("Actions", "Box and centre"),
        ("B",),
        "draw",
        QT_TRANSLATE_NOOP("Actions", "Show the ink's box and its centre over the canvas."),
    ),
    ActionSpec("open_picture", QT_TRANSLATE_NOOP("Actions", "Open a picture …"), ("Ctrl+O",)),
    ActionSpec("paste", QT_TRANSLATE_NOOP("Actions", "Paste a picture"), ("Ctrl+V",)),
    ActionSpec("samples", QT_TRANSLATE_NOOP("Actions", "Samples of a data set …"), ("D",)),
    ActionSpec("download_mnist", QT_TRANSLATE_NOOP("Actions", "Download MNIST …"), ()),
    ActionSpec("choose_data", QT_TRANSLATE_NOOP("Actions", "Folder of data sets …"), ()),
    ActionSpec("next_sample", QT_TRANSLATE_NOOP("Actions", "Next sample"), ("N",), repeats=True),
    ActionSpec("previous_sample", QT_TRANSLATE_NOOP("Actions", "Previous sample"), ("Shift+N",), repeats=True),
    ActionSpec("random_sample", QT_TRANSLATE_NOOP("Actions", "Random sample"), ("S",)),
    # where to look
    ActionSpec("previous_layer", QT_TRANSLATE_NOOP("Actions", "Previous layer"), (",", "Alt+Left"), repeats=True),
    ActionSpec("next_layer", QT_TRANSLATE_NOOP("Actions", "Next layer"), (".", "Alt+Right"), repeats=True),
    ActionSpec("previous_channel", QT_TRANSLATE_NOOP("Actions", "Previous channel"), ("K", "Alt+Up"), repeats=True),
    ActionSpec("next_channel", QT_TRANSLATE_NOOP("Actions", "Next channel"), ("J", "Alt+Down"), repeats=True),
    ActionSpec("enlarge", QT_TRANSLATE_NOOP("Actions", "Enlarge the channel"), ("Z",), "draw"),
    ActionSpec(
        "back",
        QT_TRANSLATE_NOOP("Actions", "One step back"),
        ("Esc",),
        EVERYWHERE,
        QT_TRANSLATE_NOOP("Actions", "Close the enlarged channel, leave the cell, leave present mode."),
    ),
    ActionSpec(
        "colour_range",
        QT_TRANSLATE_NOOP("Actions", "Range of the colours"),
        ("C",),
        "draw",
    ),
    # the program
    ActionSpec("open_weights", QT_TRANSLATE_NOOP("Actions", "Open weights …"), ("Ctrl+M",)),
    ActionSpec("language", QT_TRANSLATE_NOOP("Actions", "Korean or English"), ("Ctrl+L",)),
    ActionSpec("theme", QT_TRANSLATE_NOOP("Actions", "Light or dark"), ("Ctrl+T",)),
    ActionSpec(
        "present",
        QT_TRANSLATE_NOOP("Actions", "Present"),
        ("F5",),
        EVERYWHERE,
        QT_TRANSLATE_NOOP("Actions", "Full screen with large type, for a projector."),
    ),
    ActionSpec("keys", QT_TRANSLATE_NOOP("Actions", "Keys of this page"), ("?", "F1")),
    ActionSpec("settings", QT_TRANSLATE_NOOP("Actions", "Settings …"), ("Ctrl+,",)),
    ActionSpec("page_draw", QT_TRANSLATE_NOOP("Actions", "Draw"), ("Ctrl+1",)),
    ActionSpec("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",)),
)


def text(action_id: str) -> str:
    """What the action is called in the language of the interface."""
    return QCoreApplication.translate("Actions", ACTIONS[action_id].text)


def key_text(action_id: str, *, all_keys: bool = False) -> str:
    """The action's key as this system writes it (`Ctrl+Z`, `⌘Z`), or all of them with commas between."""
    keys = ACTIONS[action_id].keys
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in (keys if all_keys else keys[:1]))


def key_texts(action_id: str) -> list[str]:
    """All keys of the action as this system writes them, one each."""
    return [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in ACTIONS[action_id].keys]


def tooltip(action_id: str) -> str:
    """The action's name with its key, and on a second line what it is good for, where the table says so."""
    spec = ACTIONS[action_id]
    name = text(action_id).removesuffix(" …")
    first = f"{name} ({key_text(action_id)})" if spec.keys else name
    return f"{first}\n{QCoreApplication.translate('Actions', spec.help)}" if spec.help else first


def of_page(page: str) -> tuple[ActionSpec, ...]:
    """The rows that work on `page`: its own first, then those that work everywhere."""
    own = tuple(spec for spec in ACTIONS.values() if spec.page == page)
    return own + tuple(spec for spec in ACTIONS.values() if spec.page == EVERYWHERE)


def build(parent: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """An action with its keys for each handler, added to `parent`, so that the keys work in its whole window.

    Call `retranslate` with the result when the language changes.

    Args:
        parent: the window, or the page for actions that work on that page alone.
        handlers: what to call, by the ids of the table.

    Raises:
        KeyError: for an id that the table does not have.
    """
    actions: dict[str, QAction] = {}
    for action_id, handler in handlers.items():
        spec = ACTIONS[action_id]
        action = QAction(parent)
        action.setObjectName(action_id)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setAutoRepeat(spec.repeats)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        # PySide hands `checked` to whatever takes an argument, so the handler is called by one that takes it for him
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
        parent.addAction(action)
        actions[action_id] = action
    retranslate(actions)
    return actions


def retranslate(actions: Mapping[str, QAction]) -> None:
    """Set the texts of `actions` in the language of the interface."""
    for action_id, action in actions.items():
        action.setText(text(action_id))
        action.setToolTip(tooltip(action_id))
