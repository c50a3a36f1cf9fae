"""One file's bytes to its facts."""

from __future__ import annotations

import gc
import sys
import threading
import warnings
from collections import Counter
from concurrent.futures import Future

from analyzer.model.facts import FileFacts
from analyzer.parsing.text import count_lines, decode
from analyzer.parsing.trees import read
from analyzer.parsing.walk import Walk

# Every file is read on a stack of its own, of one size, under one limit: how deep the reader can
# go must not depend on where it was called from, nor must libcst's native part run out of it.
_STACK_BYTES = 128 * 1024 * 1024
_RECURSION_LIMIT = 3_000


_ALONE = threading.Lock()


def extract(source: bytes) -> FileFacts:
    """Read one file; what cannot be read is left out and named in `problems`. Never raises."""
    done: Future[FileFacts] = Future()
    with _ALONE:
        before = threading.stack_size(_STACK_BYTES)
        try:
            reading = threading.Thread(target=_settle, args=(done, source))
            reading.start()
        finally:
            threading.stack_size(before)
        reading.join()
    return done.result()


def _settle(done: Future[FileFacts], source: bytes) -> None:
    try:
        done.set_result(_undisturbed(source))
    except BaseException as error:  # our own bug: it belongs to the caller
        done.set_exception(error)


def _undisturbed(source: bytes) -> FileFacts:
    """Read with the collector off: it would go through the tree again and again."""
    collecting, limit = gc.isenabled(), sys.getrecursionlimit()
    gc.disable()
    sys.setrecursionlimit(_RECURSION_LIMIT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the scanned code's own, such as invalid escapes
            return _extract(source)
    finally:
        sys.setrecursionlimit(limit)
        if collecting:
            gc.enable()


def _extract(source: bytes) -> FileFacts:
    text, problems = decode(source)
    walk = Walk()
    docstring, body = read(text, walk)
    words = tuple(sorted(Counter(walk.words).items()))
    problems += walk.problems
    return FileFacts(count_lines(source), docstring, body, words, tuple(sorted(problems)))
