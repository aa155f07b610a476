"""The sentence that tells a person what is wrong and what to do."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark `text` for translation under `context` and return it unchanged."""
    del context
    return text


class Problem(Exception):
    """Something the person can understand and mend.

    The sentence and its values are kept apart, so that the interface can put the sentence into the person's
    language and fill the values in afterwards.

    Args:
        template: an English sentence marked with `QT_TRANSLATE_NOOP("Problem", ...)`, with `{name}` fields.
        values: what the fields stand for.
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)
