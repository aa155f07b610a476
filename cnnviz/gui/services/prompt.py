"""Answers questions on recorded values, worked out off the GUI thread. Importing this does not import torch."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from cnnviz.gui.services.latest_only import Answer, Failure, LatestOnly
from cnnviz.gui.services.prompt_questions import Question, Reply


class _Answerer:
    """Made on the GUI thread, used on the lane only; imports torch at the first question."""

    def __init__(self) -> None:
        self._asked: Any = None

    def answer(self, question: Question) -> Reply:
        if self._asked is None:
            # on the lane: the window must not wait for torch
            from cnnviz.gui.services.prompt_worker import Asked  # noqa: PLC0415

            self._asked = Asked()
        reply: Reply = self._asked.answer(question)
        return reply


class Prompt(QObject):
    """Takes questions in their order and answers each; an endless one keeps those after it waiting, not the window."""

    replied = Signal(object)
    """An `Answer` with the ticket of the question; its value is the `Reply`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answerer = _Answerer()
        self._lane = LatestOnly("prompt", self)
        self._lane.answered.connect(self._on_answered)
        self._lane.failed.connect(self._on_failed)

    def ask(self, question: Question) -> int:
        """Ask; the ticket comes back with the answer."""
        return self._lane.submit_ordered(self._answerer.answer, question)

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Answer nothing any more; False where a question still ran after `seconds` and is left behind."""
        return self._lane.shutdown(seconds)

    def _on_answered(self, answer: Answer) -> None:
        self.replied.emit(answer)

    def _on_failed(self, failure: Failure) -> None:
        error = failure.error
        reply = Reply(f"*** {type(error).__name__}: {error}", failed=True)
        self.replied.emit(Answer(failure.ticket, reply))
