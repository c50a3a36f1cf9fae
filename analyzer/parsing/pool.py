"""Many files: read here, or handed in batches to worker processes.

The workers are interpreters of our own rather than those of `multiprocessing`, which start by
importing the caller's main module, and search the current folder, that is the scanned project,
for modules of the standard library. A worker reads names of files from its standard input and
writes facts to its standard output, so that one that dies costs a second try, not the scan.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from analyzer.model.facts import FileFacts
from analyzer.model.settings import Settings
from analyzer.model.source import SourceTree
from analyzer.parsing.files import read_file, unread
from analyzer.parsing.workers import Worker, WorkerDied

Progress = Callable[[int, int], None]
Job = tuple[str, str]  # the file's path in the tree, and where it lies
Batch = list[Job]
Found = tuple[str, FileFacts]

# Bytes of source in one batch: half a second of work or so, that the last worker at it does not
# keep the others waiting; and work for less than two batches is not worth a second process.
BATCH_BYTES = 400_000
BATCH_FILES = 200

# Seconds to wait for a thread whose worker has been ended; it holds nothing that matters.
_PATIENCE = 2.0

_DIED = "The process that read this file died of it, twice"


def parse_all(
    tree: SourceTree, settings: Settings, workers: int, progress: Progress | None
) -> dict[str, FileFacts]:
    """Read every file of the tree: facts by the file's path, in the order of the paths.

    With `workers` above 1 as many processes do the reading; the result is the same. A file that
    cannot be read, is larger than the settings allow, or ends the process that reads it, is
    there with a problem and no body. `progress` is told (files done, files in all).
    """
    batches = _batches(_jobs(tree))
    limit = settings.max_file_bytes
    workers = min(workers, len(batches))
    reading = _here(batches, limit) if workers < 2 else _elsewhere(batches, limit, workers)
    found: dict[str, FileFacts] = {}
    for path, facts in reading:
        found[path] = facts
        if progress is not None:
            progress(len(found), len(tree.files))
    return dict(sorted(found.items()))


def _jobs(tree: SourceTree) -> list[Job]:
    folders = {name: Path(folder) for name, folder in tree.folders}
    return [(file.path, str(_place(folders, file.path))) for file in tree.files]


def _place(folders: dict[str, Path], path: str) -> Path:
    if "" in folders:
        return folders[""] / path
    root, _, rest = path.partition("/")
    return folders[root] / rest


def _batches(jobs: list[Job]) -> list[Batch]:
    """Cut the files into batches of like size, the largest files first."""
    sized = sorted(((_size(job), job) for job in jobs), key=lambda pair: (-pair[0], pair[1]))
    batches: list[Batch] = []
    room = count = 0
    for size, job in sized:
        if not batches or room < size or count == BATCH_FILES:
            batches.append([])
            room, count = BATCH_BYTES, 0
        batches[-1].append(job)
        room, count = room - size, count + 1
    return batches


def _size(job: Job) -> int:
    try:
        return Path(job[1]).stat().st_size
    except OSError:
        return 0


def _here(batches: list[Batch], limit: int) -> Iterator[Found]:
    for batch in batches:
        for path, place in batch:
            yield path, read_file(place, limit)


def _elsewhere(batches: list[Batch], limit: int, workers: int) -> Iterator[Found]:
    """Read by processes; a thread for each of them waits for what it finds."""
    waiting: queue.SimpleQueue[Batch] = queue.SimpleQueue()
    for batch in batches:
        waiting.put(batch)
    done: queue.SimpleQueue[Found | BaseException | None] = queue.SimpleQueue()
    errands = [_Errand(waiting, done, limit) for _ in range(workers)]
    for errand in errands:
        errand.start()
    try:
        while workers:
            found = done.get()
            if isinstance(found, BaseException):
                raise found
            if found is None:
                workers -= 1
            else:
                yield found
    finally:
        for errand in errands:  # all are told before the first is waited for
            errand.tell()
        for errand in errands:
            errand.stop()


class _Errand(threading.Thread):
    """Feeds one worker with batches until none is left, and replaces it when it dies."""

    def __init__(
        self,
        waiting: queue.SimpleQueue[Batch],
        done: queue.SimpleQueue[Found | BaseException | None],
        limit: int,
    ) -> None:
        super().__init__(daemon=True)
        self._waiting = waiting
        self._done = done
        self._limit = limit
        self._worker: Worker | None = None
        self._stopped = False

    def run(self) -> None:
        """Work until nothing waits."""
        try:
            while not self._stopped:
                self._read(self._waiting.get_nowait())
        except queue.Empty:
            self._done.put(None)
        except BaseException as error:
            self._done.put(error)
        finally:
            self._dismiss()

    def tell(self) -> None:
        """Have the errand end after the file at hand, and start no worker any more."""
        self._stopped = True

    def stop(self) -> None:
        """End the worker, whatever it is doing."""
        self.tell()
        self._dismiss()
        self.join(_PATIENCE)

    def _dismiss(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    def _read(self, batch: Batch) -> None:
        """Read a batch; when the worker dies, its file is tried alone and the rest goes on."""
        while batch and not self._stopped:
            done = self._send(batch)
            batch = batch[done:]
            if batch:
                if not self._send(batch[:1]):
                    self._done.put((batch[0][0], unread(0, "reader-died", _DIED)))
                batch = batch[1:]

    def _send(self, batch: Batch) -> int:
        """Have a batch read: how many of its files were, before the worker died if it did."""
        if self._stopped:
            return 0
        if self._worker is None:
            self._worker = Worker(self._limit)
        done = 0
        try:
            for facts in self._worker.read([place for _, place in batch]):
                self._done.put((batch[done][0], facts))
                done += 1
        except WorkerDied:
            self._dismiss()
        return done
