"""Small edits must not reshuffle a proposal: `python -m tests.seams.edits TREE...`.

Each edit is one line that somebody adds or takes away: an import, or an access to a table. It is
made in what was read of the program, not in its files, which takes a fraction of the time.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

import msgspec

from analyzer.model.analysis import Access, Dependency
from analyzer.model.codebase import Codebase, Vocabulary
from analyzer.model.partition import MODULE, Partition
from analyzer.model.place import Location
from analyzer.model.settings import Settings
from tests.seams import codebases
from tests.seams.measuring import propose
from tests.seams.scoring import JUDGED_ROLES

EDITS = 50
# Of the tuned cases, Django programs and others, those that docs/seams.md shows.
CASES = ("mirocommunity-saas", "oscar-promotions", "satchmo-livesettings", "ceilometer-aodh")


class Edited(msgspec.Struct, frozen=True):
    """A program after one edit, and what the edit was."""

    what: str
    codebase: Codebase


def edits(codebase: Codebase, count: int = EDITS, seed: int = 1) -> Iterator[Edited]:
    """Yield the program after each of so many edits; the same ones at every run."""
    mixer = random.Random(seed)
    kinds: list[Callable[[Codebase, random.Random], Edited | None]]
    kinds = [_import_added, _import_removed, _access_added]
    made = 0
    for number in range(count * len(kinds)):
        found = kinds[number % len(kinds)](codebase, mixer)
        if found is not None:
            yield found
            made += 1
        if made == count:
            return


def moved(before: Partition, after: Partition) -> float:
    """The share of modules that changed service, of those that had or have one.

    The services of the two are matched so that most modules stay (Kuhn 1955, "The Hungarian
    method"). What is of no service before or after, shared code or glue, has changed as well.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    old, new = _homes(before), _homes(after)
    if not old or not new:
        return float(bool(old or new))
    overlap = np.zeros((len(before.groups), len(after.groups)))
    for name in sorted(old.keys() & new.keys()):
        overlap[old[name], new[name]] += 1
    rows, columns = linear_sum_assignment(-overlap)
    every, stayed = len(old.keys() | new.keys()), int(overlap[rows, columns].sum())
    return (every - stayed) / every


def shares(codebase: Codebase, count: int = EDITS) -> dict[str, list[float]]:
    """The shares of moved modules by the kind of the edits."""
    before, _ = propose(codebase, Settings(), levels=False)
    found: dict[str, list[float]] = {}
    for edit in edits(codebase, count):
        after, _ = propose(edit.codebase, Settings(), levels=False)
        found.setdefault(edit.what, []).append(moved(before, after))
    return found


def _homes(partition: Partition) -> dict[str, int]:
    return {
        node.name: number
        for number, group in enumerate(partition.groups)
        for node in group.members
        if node.kind == MODULE
    }


# --- the edits -----------------------------------------------------------------------------------


def _import_added(codebase: Codebase, mixer: random.Random) -> Edited | None:
    modules = [module for module in codebase.modules if module.role in JUDGED_ROLES]
    present = {(d.source, d.target) for d in codebase.dependencies}
    source, target = mixer.sample(modules, 2)
    if (source.name, target.name) in present:
        return None
    place = (Location(source.path, 1),)
    added = Dependency(source.name, target.name, "import", 1.0, place)
    return Edited(
        "import added",
        msgspec.structs.replace(
            codebase,
            dependencies=tuple(sorted((*codebase.dependencies, added))),
            vocabulary=_saying(codebase, source.name, target.name.split(".")),
        ),
    )


def _import_removed(codebase: Codebase, mixer: random.Random) -> Edited | None:
    imports = [d for d in codebase.dependencies if d.kind == "import"]
    if not imports:
        return None
    gone = mixer.choice(imports)
    rest = tuple(d for d in codebase.dependencies if d is not gone)
    if len(gone.evidence) > 1:
        left = msgspec.structs.replace(gone, weight=gone.weight - 1, evidence=gone.evidence[:-1])
        rest = tuple(sorted((*rest, left)))
    return Edited("import removed", msgspec.structs.replace(codebase, dependencies=rest))


def _access_added(codebase: Codebase, mixer: random.Random) -> Edited | None:
    modules = [module for module in codebase.modules if module.role in JUDGED_ROLES]
    tables = [table for table in codebase.tables if table.module is not None]
    if not tables:
        return None
    module, table = mixer.choice(modules), mixer.choice(tables)
    operation = mixer.choice(("read", "write"))
    place = (Location(module.path, 1),)
    added = Access(module.name, "edited", table.id, operation, "query", "certain", None, place)
    return Edited(
        f"{operation} added",
        msgspec.structs.replace(
            codebase,
            accesses=(*codebase.accesses, added),
            vocabulary=_saying(codebase, module.name, [table.class_ or table.name]),
        ),
    )


def _saying(codebase: Codebase, module: str, names: list[str]) -> tuple[Vocabulary, ...]:
    """The words of the program once a module says some names once more."""
    return tuple(
        msgspec.structs.replace(words, identifiers=_counted(words.identifiers, names))
        if words.module == module
        else words
        for words in codebase.vocabulary
    )


def _counted(
    identifiers: tuple[tuple[str, int], ...], names: list[str]
) -> tuple[tuple[str, int], ...]:
    counts = dict(identifiers)
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts.items()))


def main(trees: list[Path]) -> None:
    """Print how much 50 edits of each tree move."""
    for tree in trees:
        found = shares(codebases.read_tree(tree))
        every = [share for kind in found.values() for share in kind]
        kinds = ", ".join(f"{kind} {100 * mean(found[kind]):.2f}" for kind in sorted(found))
        print(f"{tree.name}: {100 * mean(every):.2f} %, most {100 * max(every):.2f} ({kinds})")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
