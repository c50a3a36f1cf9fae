"""A process that reads files: both ends of the pipe.

A message is its length in four bytes, then msgpack. The caller sends lists of places; the worker
answers each place with the facts found there, in order.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from analyzer.model.facts import FileFacts
from analyzer.parsing.files import read_file

# The worker is isolated from the environment and the current folder, and then finds modules
# where its caller does, ours first.
PROGRAM = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from analyzer.parsing.workers import serve
serve(int(sys.argv[2]))
"""


class WorkerDied(Exception):
    """Indicates that a worker ended before it had answered."""


class Worker:
    """The caller's end: a running worker; files of more than `limit` bytes are not read."""

    def __init__(self, limit: int) -> None:
        paths = json.dumps(_search_path())
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", PROGRAM, paths, str(limit)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is for the scan, which ends its workers itself.
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout

    def read(self, places: list[str]) -> Iterator[FileFacts]:
        """Have files read, one after the other; raises `WorkerDied`."""
        try:
            _send(self._requests, msgspec.msgpack.encode([os.fsencode(place) for place in places]))
        except OSError:
            raise WorkerDied from None
        for _ in places:
            answer = _receive(self._answers)
            if answer is None:
                raise WorkerDied
            yield _DECODER.decode(answer)

    def close(self) -> None:
        """End the process, at work or not."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._answers):
            try:
                pipe.close()
            except OSError:
                continue


_DECODER = msgspec.msgpack.Decoder(FileFacts)
_PLACES = msgspec.msgpack.Decoder(list[bytes])


def _search_path() -> list[str]:
    ours = str(Path(__file__).parent.parent.parent)
    return [ours, *(entry for entry in sys.path if Path(entry).is_absolute() and entry != ours)]


def serve(limit: int) -> None:
    """Answer requests from standard input until it ends: the worker's whole life."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up among the answers
    encoder = msgspec.msgpack.Encoder()
    while (request := _receive(requests)) is not None:
        for place in _PLACES.decode(request):
            _send(answers, encoder.encode(read_file(os.fsdecode(place), limit)))


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(4, "big"))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """Read one message; None when the other end is gone."""
    head = pipe.read(4)
    if len(head) < 4:
        return None
    length = int.from_bytes(head, "big")
    message = pipe.read(length)
    return message if len(message) == length else None
