from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.gui import actions
from cnnviz.gui.actions import ACTIONS, EVERYWHERE
from cnnviz.gui.services.language import Language


def test_no_two_actions_share_a_key_where_both_work() -> None:
    rows = [(spec, QKeySequence(key)) for spec in ACTIONS.values() for key in spec.all_keys]
    for (one, key), (other, other_key) in itertools.combinations(rows, 2):
        if key == other_key:
            assert one.page != other.page, (one.id, other.id)
            assert EVERYWHERE not in (one.page, other.page), (one.id, other.id)


def test_every_row_has_an_id_of_its_own_a_text_and_keys_that_qt_reads_back() -> None:
    for action_id, spec in ACTIONS.items():
        assert action_id == spec.id
        assert spec.text
        for key in spec.all_keys:
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) == key


def test_the_keys_that_were_promised() -> None:
    promised = {"pen": "P", "eraser": "E", "thinner": "[", "thicker": "]", "clear": "Del", "undo": "Ctrl+Z"}
    promised |= {"redo": "Ctrl+Shift+Z", "keys": "?", "page_draw": "Ctrl+1"}
    assert {action_id: ACTIONS[action_id].keys[0] for action_id in promised} == promised


def test_every_text_is_korean_in_korean(qapp: object) -> None:
    language = Language()
    english = {action_id: actions.tooltip(action_id) for action_id in ACTIONS}
    language.set("ko")
    korean = {action_id: actions.tooltip(action_id) for action_id in ACTIONS}
    language.close()
    for action_id in ACTIONS:
        first, *more = english[action_id].splitlines()
        korean_first, *korean_more = korean[action_id].splitlines()
        assert first != korean_first
        assert len(more) == len(korean_more)
        assert all(line != other for line, other in zip(more, korean_more, strict=True))


def test_a_tooltip_names_the_key() -> None:
    assert actions.tooltip("pen") == "Pen (P)"
    assert actions.tooltip("open_picture") == "Open a picture (Ctrl+O)"
    assert actions.tooltip("eraser").splitlines()[0] == "Eraser (E)"
    assert actions.key_text("redo", all_keys=True) == "Ctrl+Shift+Z, Ctrl+Y"


def test_a_page_lists_its_own_keys_first() -> None:
    listed = [spec.page for spec in actions.of_page("draw")]
    assert listed == sorted(listed)
    assert set(listed) == {"draw", EVERYWHERE}
    assert {spec.page for spec in actions.of_page("step")} == {"step", EVERYWHERE}
    assert {spec.page for spec in actions.of_page("nowhere")} == {EVERYWHERE}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.setFocus()
    qtbot.waitUntil(window.hasFocus)
    return window


@pytest.mark.parametrize("page", ["draw", "step"])
def test_every_key_of_the_page_in_front_calls_its_handler_once_and_no_other_key_any(window: QWidget, page: str) -> None:
    called: list[str] = []
    built = actions.build(window, {name: lambda name=name: called.append(name) for name in ACTIONS})
    assert set(built) == set(ACTIONS)
    actions.bring_to_front(built, page)
    here = {QKeySequence(key) for spec in ACTIONS.values() if spec.page in (page, EVERYWHERE) for key in spec.keys}
    for action_id, spec in ACTIONS.items():
        for key in spec.keys:
            combination = QKeySequence(key)[0]
            called.clear()
            QTest.keyClick(window, combination.key(), combination.keyboardModifiers())
            if spec.page in (page, EVERYWHERE):
                assert called == [action_id], key
            elif QKeySequence(key) not in here:
                assert called == [], key


def test_the_draw_page_is_in_front_at_first(window: QWidget) -> None:
    called: list[str] = []
    actions.build(window, {name: lambda name=name: called.append(name) for name in ACTIONS})
    QTest.keyClick(window, Qt.Key.Key_S)
    assert called == ["random_sample"]


def test_gentle_keys_are_found_by_the_page_alone(window: QWidget) -> None:
    built = actions.build(window, {name: lambda: None for name in ACTIONS})
    right = QKeySequence("Right")[0]
    assert actions.gentle_action(built, "step", right) is built["step_forward"]
    keypad = QKeyCombination(Qt.KeyboardModifier.KeypadModifier, Qt.Key.Key_End)
    assert actions.gentle_action(built, "step", keypad) is built["step_last"]
    assert actions.gentle_action(built, "draw", right) is None
    assert actions.gentle_action(built, "step", QKeySequence("Ctrl+Right")[0]) is None


def test_letters_go_into_a_text_field_while_one_is_typed_in(window: QWidget, qtbot: QtBot) -> None:
    called: list[str] = []
    actions.build(window, {name: lambda name=name: called.append(name) for name in ("pen", "clear", "previous_layer")})
    field = window.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "pin,")
    assert field.text() == "pin,"
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "pin"
    assert called == []


def test_an_action_that_the_table_does_not_have_is_an_error(window: QWidget) -> None:
    with pytest.raises(KeyError):
        actions.build(window, {"fly": lambda: None})


def test_actions_change_their_language(window: QWidget) -> None:
    built = actions.build(window, {"pen": lambda: None})
    language = Language()
    language.set("ko")
    actions.retranslate(built)
    assert built["pen"].text() == "펜"
    language.close()
