"""Before anything is trained: a batch with its labels, the balance of the classes, and what augmentation does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cnnviz.gui.services import run_words
from cnnviz.gui.services.language import translate_problem
from cnnviz.gui.services.outlook import Outlook, Outlooks, Variant
from cnnviz.gui.widgets.class_bars import ClassBars
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.numbers import fixed, shape_product, thousands
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.picture_grid import PictureGrid
from cnnviz.problems import Problem

if TYPE_CHECKING:
    from cnnviz.session.runs import Run
    from cnnviz.training.config import RunConfig

_SIGNS = {"rotation": "", "zoom": "×", "shear": "∕", "stretch": "↔", "contrast": "◐", "brightness": "☼"}
_MOST_CLASSES = 12
"""Bars of more classes would push the pictures away: the rarest and the commonest are shown."""


class RunPreviewView(Panel):
    """Shows what a setup amounts to, worked out while nobody waits for it.

    Args:
        parent: the owner.
    """

    measured = Signal(str, str)
    """The two lines below the setup: steps an epoch; time, memory and parameters."""
    failed = Signal(object)
    """An exception that is our fault."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outlooks = Outlooks(self)
        self._outlook: Outlook | None = None
        self._config: RunConfig | None = None
        self._active = False
        self._waits = False
        self.batch = PictureGrid(1)
        self.variants = PictureGrid(2)
        self.bars = ClassBars()
        self._titles = {key: Label("body600", "text") for key in ("batch", "balance", "variants")}
        self._balance_line = Label("body", "text2")
        self._variants_line = Label("body", "text2")
        self._variants_line.setWordWrap(True)
        self._build()
        self._outlooks.looked.connect(self._on_looked)
        self._outlooks.failed.connect(self._on_failed)
        self._retranslate()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(24)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(6)
        left.addWidget(self._titles["batch"])
        left.addWidget(self.batch, 1)
        right.addWidget(self._titles["balance"])
        right.addWidget(self.bars)
        right.addWidget(self._balance_line)
        right.addStretch(1)
        self._balance_line.setWordWrap(True)
        top.addLayout(left, 3)
        top.addLayout(right, 2)
        body = self.content_layout()
        body.addLayout(top, 3)
        body.addSpacing(8)
        body.addWidget(self._titles["variants"])
        body.addWidget(self._variants_line)
        body.addSpacing(6)
        body.addWidget(self.variants, 2)

    def set_config(self, config: RunConfig) -> None:
        """Look at a setup."""
        self._config = config
        if self._active:
            self._look(config)

    def set_active(self, active: bool) -> None:
        """Say whether somebody looks: only then something is worked out."""
        if active and not self._active and self._config is not None:
            if self._outlook is None or self._outlook.config != self._config:
                self._look(self._config)
        elif not active:
            self._outlooks.forget()
            self._waits = False
        self._active = active

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being worked out."""
        return not self._waits

    def _look(self, config: RunConfig) -> None:
        self._waits = True
        self._outlooks.look(config)

    def summary_of(self, run: Run) -> tuple[str, str]:
        """The two lines below the setup for a run that has begun."""
        start = run.history.start
        if start is None:
            return "", ""
        train = int(start.counts.get("train", 0))
        done = run.history.epochs[-1].seconds if run.history.epochs else 0.0
        parameters = self.tr("{count} parameters").format(count=thousands(start.parameters))
        epoch = self.tr("{seconds} s an epoch").format(seconds=fixed(done, 1)) if done else ""
        return self._steps_text(train, start.batch, start.batches), ", ".join(filter(None, (epoch, parameters)))

    def shutdown(self) -> bool:
        """Stop; False where something is still busy and left behind."""
        return self._outlooks.shutdown()

    # What was found out

    def _on_looked(self, outlook: Outlook) -> None:
        self._outlook, self._waits = outlook, outlook.config != self._config
        self.set_empty("")
        self._show()

    def _on_failed(self, error: object) -> None:
        self._outlook, self._waits = None, False
        if isinstance(error, Problem):
            self.set_empty(translate_problem(error))
            self.measured.emit("", translate_problem(error))
        else:
            self.failed.emit(error)

    def _show(self) -> None:
        outlook = self._outlook
        if outlook is None:
            if not self.is_empty:
                self.set_empty(self.tr("The images are being read."))
            return
        names = [outlook.classes[int(label)] for label in outlook.labels]
        self.batch.set_pictures(list(outlook.images), names)
        self._show_balance(outlook)
        self._show_variants(outlook)
        self.set_line(
            self.tr(
                "{train} images to learn from, {validation} to judge each epoch, {test} to test at the end."
            ).format(
                train=thousands(outlook.train), validation=thousands(outlook.validation), test=thousands(outlook.test)
            )
        )
        self.set_subject(shape_product(outlook.images.shape[1:]))
        self._measure_setup(outlook)

    def _measure_setup(self, outlook: Outlook) -> None:
        config = outlook.config
        if outlook.seconds < 90:
            time = self.tr("about {seconds} s an epoch").format(seconds=fixed(outlook.seconds, 1))
        else:
            time = self.tr("about {minutes} min an epoch").format(minutes=fixed(outlook.seconds / 60, 0))
        rest = self.tr("{time}, {megabytes} MB of memory, {count} parameters").format(
            time=time, megabytes=thousands(round(outlook.megabytes)), count=thousands(outlook.parameters)
        )
        self.measured.emit(self._steps_text(outlook.train, config.run.batch, outlook.steps), rest)

    def _steps_text(self, train: int, batch: int, steps: int) -> str:
        return self.tr("{train} / {batch} = {steps} steps an epoch").format(
            train=thousands(train), batch=thousands(batch), steps=thousands(steps)
        )

    def _show_balance(self, outlook: Outlook) -> None:
        counts = np.asarray(outlook.counts)
        places = np.arange(len(counts))
        if len(places) > _MOST_CLASSES:
            ordered = np.argsort(counts)
            half = _MOST_CLASSES // 2
            places = np.sort(np.concatenate((ordered[:half], ordered[-half:])))
        shown = counts[places]
        self.bars.set_rows(
            [outlook.classes[place] for place in places],
            shown / max(int(counts.max()), 1),
            [thousands(int(count)) for count in shown],
            leader=False,
        )
        least, most = int(counts.min()), int(counts.max())
        if most <= 1.5 * max(least, 1):
            text = self.tr("The classes are about equally large.")
        else:
            text = self.tr(
                "The largest class has {times} times as many images as the smallest: see “Balance” in the setup."
            ).format(times=fixed(most / max(least, 1), 1))
        self._balance_line.setText(text)

    def _show_variants(self, outlook: Outlook) -> None:
        self.variants.setVisible(bool(outlook.variants))
        if not outlook.variants:
            self.variants.set_pictures([], [])
            self._variants_line.setText(
                self.tr("Off: every epoch sees the same images. Turn it on behind “More” in the setup.")
            )
            return
        self._variants_line.setText(self.tr("One image as the network would get it in twelve epochs."))
        told = ["\n".join(self._drawn_text(variant)) for variant in outlook.variants]
        short = ["\n".join(_signs(variant)[:2]) for variant in outlook.variants]
        pictures = [outlook.original, *(variant.image for variant in outlook.variants)]
        self.variants.set_pictures(pictures, [self.tr("as it is"), *short], ["", *told])

    def _drawn_text(self, variant: Variant) -> list[str]:
        """What was drawn for a variant, one kind a line."""
        lines = []
        for name, value in variant.drawn.items():
            label = run_words.label(f"augmentation.{name}")
            if isinstance(value, bool):
                if value:
                    lines.append(label)
            elif isinstance(value, tuple):
                lines.append(f"{label} " + ", ".join(_short(each, name) for each in value))
            else:
                lines.append(f"{label} {_short(value, name)}")
        return lines

    def _retranslate(self) -> None:
        self.set_title(self.tr("Before you start"))
        if self._outlook is None:
            self.set_line(self.tr("What the network will learn from."))
        self.set_info(
            self.tr(
                "<p>The first images of the first batch, as the network gets them, with the class that each is said to "
                "be. Wrong labels and unreadable images are seen here before hours of training are spent on them.</p>"
                "<p><b>Augmentation</b> changes every training image a little, another way in each epoch, so that the "
                "network learns what does not matter. Images to judge and to test with are never changed.</p>"
            )
        )
        self._titles["batch"].setText(self.tr("The first batch"))
        self._titles["balance"].setText(self.tr("Images of each class"))
        self._titles["variants"].setText(self.tr("Augmentation"))
        self.batch.setAccessibleName(self.tr("The first batch"))
        self.variants.setAccessibleName(self.tr("Augmentation"))
        self.bars.setAccessibleName(self.tr("Images of each class"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def _signs(variant: Variant) -> list[str]:
    """What was drawn, in figures that fit below a picture; what has no sign of its own is in the tooltip."""
    signs = []
    for name, value in variant.drawn.items():
        sign = _SIGNS.get(name)
        if sign is not None and not isinstance(value, bool):
            figures = value if isinstance(value, tuple) else (value,)
            signs.append(sign + " ".join(_short(each, name) for each in figures))
    return signs


def _short(value: float, name: str) -> str:
    """A drawn number as it fits below a picture: degrees with their sign, pixels whole, the rest to two decimals."""
    if name in ("rotation", "shear"):
        return f"{fixed(value, 0, plus=True)}°"
    if name in ("crop", "erase"):
        return fixed(value, 0)
    return fixed(value, 2, plus=name == "shift")
