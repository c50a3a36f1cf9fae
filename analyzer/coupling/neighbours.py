"""Nearest neighbours by the cosine of weighted words; shared by vocabulary and path."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

_BLOCK = 512

# Up to so many documents a word may be in this share of all, and a handful may share any word.
_FEW = 60
_SHARE = 0.3
_FEWEST = 6
_DIGITS = 6


def nearest_neighbours(
    documents: Sequence[Counter[str]], *, nearest: int = 10, widest: float = 0.1, heaviest: int = 60
) -> list[tuple[int, int, float]]:
    """Tie each document to the `nearest` ones by cosine; pairs (i, j, cosine), i < j, sorted.

    Words are weighed (1 + ln tf) * ln((1 + n) / (1 + df)) (Salton and Buckley 1988); those of
    fewer than 2 documents or of more than the share `widest` are left out, and of each document
    only the `heaviest` words kept, which bounds the work at n * heaviest * widest * n.
    Equal cosines go to the lower index, so the answer depends on the documents alone.
    """
    matrix = _weigh(documents, widest, heaviest)
    if matrix is None:
        return []
    transposed = matrix.T.tocsr()
    pairs: dict[tuple[int, int], float] = {}
    for start in range(0, matrix.shape[0], _BLOCK):
        block = (matrix[start : start + _BLOCK] @ transposed).tocsr()
        for offset in range(block.shape[0]):
            row = slice(block.indptr[offset], block.indptr[offset + 1])
            here = start + offset
            for other, cosine in _best(block.indices[row], block.data[row], here, nearest):
                pairs[min(here, other), max(here, other)] = cosine
    return [(i, j, cosine) for (i, j), cosine in sorted(pairs.items())]


def _weigh(documents: Sequence[Counter[str]], widest: float, heaviest: int) -> csr_matrix | None:
    """Return the rows of unit length, or None where no word is shared by a sane number."""
    import numpy as np
    from scipy.sparse import csr_matrix

    total = len(documents)
    frequency = Counter(word for document in documents for word in document)
    # The cap is there for speed; in a small program a subject is a great share of the whole.
    most = max(widest * total, min(_SHARE * total, _FEW), min(total - 1, _FEWEST))
    kept = sorted(word for word, df in frequency.items() if 2 <= df <= most)
    if not kept:
        return None
    columns = {word: column for column, word in enumerate(kept)}
    rarity = {word: math.log((1 + total) / (1 + frequency[word])) for word in kept}
    data: list[float] = []
    indices: list[int] = []
    indptr = [0]
    for document in documents:
        row = _heaviest(document, rarity, heaviest)
        length = math.sqrt(sum(weight * weight for _, weight in row)) or 1.0
        indices.extend(columns[word] for word, _ in row)
        data.extend(weight / length for _, weight in row)
        indptr.append(len(indices))
    shape = (total, len(kept))
    return csr_matrix((np.array(data), np.array(indices, dtype=np.int32), indptr), shape=shape)


def _heaviest(
    document: Counter[str], rarity: dict[str, float], heaviest: int
) -> list[tuple[str, float]]:
    weighed = [
        (word, (1 + math.log(count)) * rarity[word])
        for word, count in document.items()
        if word in rarity
    ]
    weighed.sort(key=lambda item: (-round(item[1], 9), item[0]))
    return sorted(weighed[:heaviest])


def _best(
    others: NDArray[np.int32], cosines: NDArray[np.float64], here: int, nearest: int
) -> Iterable[tuple[int, float]]:
    import numpy as np

    rounded = np.where(others == here, 0.0, np.round(cosines, _DIGITS))
    if len(rounded) > nearest:
        # Sorting only what can be among the nearest takes half of the time off a large program.
        near = rounded >= np.partition(rounded, -nearest)[-nearest]
        others, rounded = others[near], rounded[near]
    order = np.lexsort((others, -rounded))[:nearest]
    for position in order:
        if rounded[position] > 0:
            yield int(others[position]), float(rounded[position])
