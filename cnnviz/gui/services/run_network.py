"""The network of a run with the weights of any saved moment. Imports torch: the window never imports it itself."""

from __future__ import annotations

from pathlib import Path

from cnnviz.models import loading, weights_file
from cnnviz.models.loading import LoadedModel
from cnnviz.models.saved import SavedCard
from cnnviz.session.runs import Moment
from cnnviz.training.events import EventReader, Start
from cnnviz.training.run_dir import RunDirectory

_HEAD = 1 << 16  # bytes of the log within which the first process has told what it trains


class RunNetwork:
    """Reads what the network of a run is once, and its weights as often as they are asked for.

    Args:
        run: the run's directory.

    Raises:
        Problem: this is no run, or it has not begun.
    """

    def __init__(self, run: Path) -> None:
        directory = RunDirectory(run)
        model = directory.config.model
        started = [event for event in EventReader(directory.events).read(_HEAD) if isinstance(event, Start)]
        if not started:
            raise FileNotFoundError(directory.events)
        start = started[0]
        channels, height, width = start.shape
        self.run = run
        self._card = SavedCard(
            model.name, dict(model.arguments), (channels, height, width), tuple(start.classes), start.preprocessing
        )

    def at(self, moment: Moment) -> LoadedModel:
        """The network as it was at a moment, in eval mode.

        Raises:
            FileNotFoundError: the trainer has thinned its snapshots out, and this one is gone.
            Problem: the file does not fit.
        """
        if not moment.file.exists():
            raise FileNotFoundError(moment.file)
        return loading.load_with(self._card, weights_file.read(moment.file), self.run.name)
