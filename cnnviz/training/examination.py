"""A network's answers to labelled pictures with all that can be looked at behind them. numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnnviz.training.figures import Evaluation


@dataclass(frozen=True, eq=False)
class Plane:
    """Features seen from the side on which they lie widest apart.

    Attributes:
        places: of the pictures, (N, 2), with the mean at 0.
        shares: of the spread that the two directions hold, (2,).
        mean: of the features, (F,).
        directions: (F, 2).
    """

    places: NDArray[np.float32]
    shares: NDArray[np.float64]
    mean: NDArray[np.float32]
    directions: NDArray[np.float32]

    def place(self, feature: NDArray[np.float32]) -> tuple[float, float]:
        """Where other features, (F,), lie on it."""
        across, up = (feature - self.mean) @ self.directions
        return float(across), float(up)


@dataclass(frozen=True, eq=False)
class Examination:
    """Pictures, what the network made of them, and the figures of that.

    Attributes:
        figures: probabilities, losses, and what is worked out from them.
        logits: the scores before softmax, (N, C) float32; where the network has one output z, they are 0 and z.
        features: what the last layer with weights is given, (N, F) float32; None where that would be too much to keep.
        images: (N, C, H, W) uint8.
        one_output: whether the network answers with one score, that of the second class.
    """

    figures: Evaluation
    logits: NDArray[np.float32]
    features: NDArray[np.float32] | None
    images: NDArray[np.uint8]
    one_output: bool = False

    def nearest(self, feature: NDArray[np.float32], count: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The pictures whose features lie nearest.

        Args:
            feature: (F,).
            count: how many are wanted.

        Returns:
            Their rows, the nearest first, and their Euclidean distances.

        Raises:
            ValueError: no features were kept.
        """
        if self.features is None:
            raise ValueError("no features were kept")
        products = self.features @ feature.astype(np.float32)
        squares = self._squares - 2 * products + np.float32(feature @ feature)
        count = min(count, len(squares))
        rows = np.argpartition(squares, count - 1)[:count]
        rows = rows[np.argsort(squares[rows], kind="stable")]
        exact = np.linalg.norm(self.features[rows] - feature, axis=1)  # the sum above cancels where they are close
        order = np.argsort(exact, kind="stable")
        return rows[order].astype(np.int64), exact[order].astype(np.float32)

    @cached_property
    def _squares(self) -> NDArray[np.float32]:
        assert self.features is not None
        squares: NDArray[np.float32] = np.einsum("nf,nf->n", self.features, self.features)
        return squares

    def plane(self) -> Plane:
        """The features on the two directions in which they spread most (principal component analysis).

        Raises:
            ValueError: no features were kept.
        """
        if self.features is None:
            raise ValueError("no features were kept")
        mean = self.features.mean(axis=0)
        centred = self.features - mean  # (N, F)
        samples, width = centred.shape
        directions = np.zeros((width, 2), np.float64)
        if width <= samples:
            spread, sides = np.linalg.eigh((centred.T @ centred).astype(np.float64))  # rising, (F,), (F, F)
            main = sides[:, ::-1][:, :2]
        else:
            spread, sides = np.linalg.eigh((centred @ centred.T).astype(np.float64))
            main = centred.T @ sides[:, ::-1][:, :2]
            main /= np.maximum(np.linalg.norm(main, axis=0), 1e-30)
        directions[:, : main.shape[1]] = main
        places = centred @ directions.astype(np.float32)
        for column in range(2):  # the sign is free: the longer side points right and up
            if abs(places[:, column].min()) > abs(places[:, column].max()):
                places[:, column] *= -1
                directions[:, column] *= -1
        whole = max(float(np.maximum(spread, 0).sum()), 1e-30)
        shares = np.pad(np.maximum(spread[::-1][:2], 0) / whole, (0, 2))[:2]
        return Plane(places.astype(np.float32), shares, mean, directions.astype(np.float32))


def softmax_at(logits: NDArray[np.floating], temperature: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Softmax as it is computed.

    Args:
        logits: (C,).
        temperature: by which they are divided first, above 0.

    Returns:
        exp(z / T) of each, and the shares of their sum. Powers may be infinite; the shares are right all the same.
    """
    scaled = logits.astype(np.float64) / temperature
    with np.errstate(over="ignore"):
        powers = np.exp(scaled)
    safe = np.exp(scaled - scaled.max())
    return powers, safe / safe.sum()
