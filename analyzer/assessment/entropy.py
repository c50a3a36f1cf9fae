"""Entropy of how each of many things is spread over others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analyzer.assessment.measured import Floats, Integers


def entropies(
    row: Integers, column: Integers, weight: npt.ArrayLike, rows: int, columns: int
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The entropy, in nats, of each row's weight over the columns, and which rows have any weight.

    Args:
        row: the row of each item, 0..rows-1.
        column: the column of each item, 0..columns-1.
        weight: the weight of each item; items of one row and column add up.
    """
    cells, index = np.unique(row * columns + column, return_inverse=True)
    mass = np.bincount(index, weights=weight, minlength=len(cells))
    of_row = cells // columns
    total = np.bincount(of_row, weights=mass, minlength=rows)
    share = mass / total[of_row]
    entropy = np.bincount(of_row, weights=-share * np.log(share), minlength=rows)
    return np.maximum(entropy, 0.0), total > 0
