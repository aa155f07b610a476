"""Labels that somebody found to be wrong: kept in a small file for each data set."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.session.folders import data_folder
from cnnviz.training.run_dir import write


class WrongLabels:
    """Places of pictures whose labels are wrong, by data set.

    Args:
        folder: where the files are; this person's data folder where None.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def of(self, key: str) -> frozenset[int]:
        """The places that are marked in a data set; none where nobody marked any, or the file is damaged.

        Args:
            key: the set's name, or the folder of its pictures.
        """
        try:
            content = json.loads(self._file(key).read_bytes())
            return frozenset(int(place) for place in content["places"])
        except (OSError, ValueError, KeyError, TypeError):
            return frozenset()

    def keep(self, key: str, places: Iterable[int]) -> None:
        """Remember which places are marked.

        Raises:
            Problem: the file cannot be written.
        """
        file = self._file(key)
        content = {"set": key, "places": sorted(places)}
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write(file, (json.dumps(content) + "\n").encode())
        except OSError as error:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{file}” cannot be written: {reason}."),
                file=str(file),
                reason=error.strerror or str(error),
            ) from error

    def _file(self, key: str) -> Path:
        """One file a set; a folder's path becomes a name that no other folder has."""
        name = key
        if not re.fullmatch("[a-z0-9-]+", key):
            digest = hashlib.sha256(key.encode()).hexdigest()[:12]
            name = f"{re.sub('[^A-Za-z0-9]+', '-', Path(key).name)}-{digest}"
        return (self._folder or data_folder() / "wrong-labels") / f"{name}.json"
