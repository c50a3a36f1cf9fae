"""One file's bytes to its facts."""

from __future__ import annotations

import gc
import warnings
from collections import Counter

from analyzer.model.facts import FileFacts, Problem
from analyzer.parsing.text import count_lines, decode
from analyzer.parsing.trees import Refused, read
from analyzer.parsing.walk import Walk


def extract(source: bytes) -> FileFacts:
    """Read one file; what cannot be read is left out and named in `problems`. Never raises."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _extract(source)
    finally:
        if collecting:
            gc.enable()


def _extract(source: bytes) -> FileFacts:
    text, problems = decode(source)
    walk = Walk()
    try:
        docstring, body = read(text, walk)
    except Refused:
        docstring, body = None, ()
        problems.append(Problem(1, "syntax-error", "The file is not valid Python"))
    words = tuple(sorted(Counter(walk.words).items()))
    return FileFacts(
        count_lines(source), docstring, body, words, tuple(sorted(problems + walk.problems))
    )
