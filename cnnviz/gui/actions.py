"""What the person can do, and with which keys: one table for menus, tooltips and the overlay of keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
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
        gentle: keys that a focused control may want for itself, such as arrows and Space: the page takes them only
            where the control leaves them.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    page: str = EVERYWHERE
    help: str = ""
    repeats: bool = False
    gentle: tuple[str, ...] = ()

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Every key, those that are shown first at the front."""
        return self.keys + self.gentle


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
    # recorded passes
    ActionSpec(
        "open_pass",
        QT_TRANSLATE_NOOP("Actions", "Open a recorded pass …"),
        ("Ctrl+Shift+O",),
        "step",
        QT_TRANSLATE_NOOP("Actions", "A pass that was saved here, or by a script of your own. It needs no network."),
    ),
    ActionSpec(
        "save_pass",
        QT_TRANSLATE_NOOP("Actions", "Save this pass …"),
        ("Ctrl+S",),
        "step",
        QT_TRANSLATE_NOOP("Actions", "All steps with their numbers in one file, to be opened again on any computer."),
    ),
    ActionSpec(
        "switch_pass",
        QT_TRANSLATE_NOOP("Actions", "The opened pass, or that of the drawing"),
        ("Ctrl+B",),
        "step",
        QT_TRANSLATE_NOOP("Actions", "Go back and forth between the pass that was opened and the live network."),
    ),
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
    ActionSpec("samples", QT_TRANSLATE_NOOP("Actions", "Samples of a data set …"), ("D",), "draw"),
    ActionSpec("download_mnist", QT_TRANSLATE_NOOP("Actions", "Download MNIST …"), ()),
    ActionSpec("choose_data", QT_TRANSLATE_NOOP("Actions", "Folder of data sets …"), ()),
    ActionSpec("next_sample", QT_TRANSLATE_NOOP("Actions", "Next sample"), ("N",), "draw", repeats=True),
    ActionSpec("previous_sample", QT_TRANSLATE_NOOP("Actions", "Previous sample"), ("Shift+N",), "draw", repeats=True),
    ActionSpec("random_sample", QT_TRANSLATE_NOOP("Actions", "Random sample"), ("S",), "draw"),
    # walking through the pass
    ActionSpec(
        "step_forward", QT_TRANSLATE_NOOP("Actions", "Next line"), ("N",), "step", repeats=True, gentle=("Right",)
    ),
    ActionSpec("step_back", QT_TRANSLATE_NOOP("Actions", "Back"), ("B",), "step", repeats=True, gentle=("Left",)),
    ActionSpec(
        "step_into",
        QT_TRANSLATE_NOOP("Actions", "Step into"),
        ("S",),
        "step",
        QT_TRANSLATE_NOOP("Actions", "Into the layer or function that runs next."),
        repeats=True,
    ),
    ActionSpec(
        "step_return",
        QT_TRANSLATE_NOOP("Actions", "Run to the return"),
        ("R",),
        "step",
        QT_TRANSLATE_NOOP("Actions", "Until the function that is looked at has returned."),
    ),
    ActionSpec("step_up", QT_TRANSLATE_NOOP("Actions", "Up the call stack"), ("U",), "step"),
    ActionSpec("step_down", QT_TRANSLATE_NOOP("Actions", "Down the call stack"), ("D",), "step"),
    ActionSpec("step_to_mark", QT_TRANSLATE_NOOP("Actions", "Run to the next mark"), ("C",), "step"),
    ActionSpec(
        "step_stops",
        QT_TRANSLATE_NOOP("Actions", "Where to stop …"),
        ("Shift+C",),
        "step",
        QT_TRANSLATE_NOOP("Actions", "When a shape changes, a NaN appears, a name changes or an expression is true."),
    ),
    ActionSpec(
        "step_pin",
        QT_TRANSLATE_NOOP("Actions", "Pin what the picture shows"),
        ("I",),
        "step",
        QT_TRANSLATE_NOOP("Actions", "Keep the value in sight, to be compared with another moment."),
    ),
    ActionSpec(
        "step_compare",
        QT_TRANSLATE_NOOP("Actions", "Compare two pinned values"),
        ("Shift+I",),
        "step",
        QT_TRANSLATE_NOOP("Actions", "Both pictures on one colour scale, and their difference."),
    ),
    ActionSpec("step_mark", QT_TRANSLATE_NOOP("Actions", "Mark the line"), ("M",), "step"),
    ActionSpec("step_here", QT_TRANSLATE_NOOP("Actions", "Show where I am"), ("L",), "step"),
    ActionSpec("step_first", QT_TRANSLATE_NOOP("Actions", "To the beginning"), (), "step", gentle=("Home",)),
    ActionSpec("step_last", QT_TRANSLATE_NOOP("Actions", "To the end"), (), "step", gentle=("End",)),
    ActionSpec("step_play", QT_TRANSLATE_NOOP("Actions", "Play or pause"), (), "step", gentle=("Space",)),
    ActionSpec("step_prompt", QT_TRANSLATE_NOOP("Actions", "Ask in the prompt"), ("P",), "step"),
    ActionSpec(
        "step_again",
        QT_TRANSLATE_NOOP("Actions", "Record again"),
        ("A",),
        "step",
        QT_TRANSLATE_NOOP("Actions", "The next batch of the data set, or the input once more."),
    ),
    ActionSpec("step_leave", QT_TRANSLATE_NOOP("Actions", "Leave the stepper"), ("Q",), "step"),
    # training
    ActionSpec("train_go", QT_TRANSLATE_NOOP("Actions", "Start, pause or resume"), ("P",), "train", gentle=("Space",)),
    ActionSpec("train_batch", QT_TRANSLATE_NOOP("Actions", "Learn from one batch"), ("B",), "train", repeats=True),
    ActionSpec("train_epoch", QT_TRANSLATE_NOOP("Actions", "Go on for one epoch"), ("E",), "train"),
    ActionSpec(
        "train_back", QT_TRANSLATE_NOOP("Actions", "Moment before"), (), "train", repeats=True, gentle=("Left",)
    ),
    ActionSpec("train_on", QT_TRANSLATE_NOOP("Actions", "Moment after"), (), "train", repeats=True, gentle=("Right",)),
    ActionSpec("train_live", QT_TRANSLATE_NOOP("Actions", "Newest moment"), ("L",), "train", gentle=("End",)),
    ActionSpec("train_play", QT_TRANSLATE_NOOP("Actions", "Play the training as a film"), ("R",), "train"),
    # evaluating
    ActionSpec(
        "evaluate_again",
        QT_TRANSLATE_NOOP("Actions", "Evaluate again"),
        ("E",),
        "evaluate",
        QT_TRANSLATE_NOOP("Actions", "Judge the network as it is now."),
    ),
    ActionSpec(
        "evaluate_mark",
        QT_TRANSLATE_NOOP("Actions", "The label is wrong"),
        ("W",),
        "evaluate",
        QT_TRANSLATE_NOOP("Actions", "Mark the chosen picture, or take the mark back. It is remembered."),
    ),
    ActionSpec("evaluate_step", QT_TRANSLATE_NOOP("Actions", "Step through the picture"), ("S",), "evaluate"),
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
    ActionSpec(
        "page_step",
        QT_TRANSLATE_NOOP("Actions", "Step"),
        ("Ctrl+2",),
        EVERYWHERE,
        QT_TRANSLATE_NOOP("Actions", "Walk through the pass of what is the input now, line by line."),
    ),
    ActionSpec(
        "page_train",
        QT_TRANSLATE_NOOP("Actions", "Train"),
        ("Ctrl+3",),
        EVERYWHERE,
        QT_TRANSLATE_NOOP("Actions", "Train a network, watch it learn, and go back to any moment of it."),
    ),
    ActionSpec(
        "page_evaluate",
        QT_TRANSLATE_NOOP("Actions", "Evaluate"),
        ("Ctrl+4",),
        EVERYWHERE,
        QT_TRANSLATE_NOOP("Actions", "How good the network is, what it gets wrong, and the pictures behind it."),
    ),
    ActionSpec("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",)),
)


def text(action_id: str) -> str:
    """What the action is called in the language of the interface."""
    return QCoreApplication.translate("Actions", ACTIONS[action_id].text)


def key_text(action_id: str, *, all_keys: bool = False) -> str:
    """The action's key as this system writes it (`Ctrl+Z`, `⌘Z`), or all of them with commas between."""
    keys = ACTIONS[action_id].all_keys
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in (keys if all_keys else keys[:1]))


def key_texts(action_id: str) -> list[str]:
    """All keys of the action as this system writes them, one each."""
    return [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in ACTIONS[action_id].all_keys]


def tooltip(action_id: str) -> str:
    """The action's name with its key, and on a second line what it is good for, where the table says so."""
    spec = ACTIONS[action_id]
    name = text(action_id).removesuffix(" …")
    first = f"{name} ({key_text(action_id)})" if spec.all_keys else name
    return f"{first}\n{QCoreApplication.translate('Actions', spec.help)}" if spec.help else first


def of_page(page: str) -> tuple[ActionSpec, ...]:
    """The rows that work on `page`: its own first, then those that work everywhere."""
    own = tuple(spec for spec in ACTIONS.values() if spec.page == page)
    return own + tuple(spec for spec in ACTIONS.values() if spec.page == EVERYWHERE)


def build(parent: QWidget, handlers: Mapping[str, Callable[[], object]], page: str = "draw") -> dict[str, QAction]:
    """An action with its keys for each handler, added to `parent`, so that the keys work in its whole window.

    Call `retranslate` with the result when the language changes, and `bring_to_front` when the page does.

    Args:
        parent: the window.
        handlers: what to call, by the ids of the table.
        page: the page that is in front at first.

    Raises:
        KeyError: for an id that the table does not have.
    """
    actions: dict[str, QAction] = {}
    for action_id, handler in handlers.items():
        spec = ACTIONS[action_id]
        action = QAction(parent)
        action.setObjectName(action_id)
        action.setAutoRepeat(spec.repeats)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        # PySide hands `checked` to whatever takes an argument, so the handler is called by one that takes it for him
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
        parent.addAction(action)
        actions[action_id] = action
    bring_to_front(actions, page)
    retranslate(actions)
    return actions


def bring_to_front(actions: Mapping[str, QAction], page: str) -> None:
    """Let the keys of `page`, and those that work everywhere, be the only ones that work.

    The actions of other pages stay usable where a menu shows them.
    """
    for action_id, action in actions.items():
        spec = ACTIONS[action_id]
        keys = spec.keys if spec.page in (page, EVERYWHERE) else ()
        action.setShortcuts([QKeySequence(key) for key in keys])


def gentle_action(actions: Mapping[str, QAction], page: str, key: QKeyCombination) -> QAction | None:
    """The action of `page` that a key is for which no control wanted, or None."""
    plain = QKeySequence(QKeyCombination(key.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier, key.key()))
    for action_id, action in actions.items():
        spec = ACTIONS[action_id]
        if spec.page == page and any(QKeySequence(each) == plain for each in spec.gentle):
            return action
    return None


def retranslate(actions: Mapping[str, QAction]) -> None:
    """Set the texts of `actions` in the language of the interface."""
    for action_id, action in actions.items():
        action.setText(text(action_id))
        action.setToolTip(tooltip(action_id))
