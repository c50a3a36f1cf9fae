"""A made-up monolith of any size: subjects by layers, hubs that all import, tables, vocabulary."""

from __future__ import annotations

import random
from itertools import pairwise

from analyzer.model.analysis import (
    Access,
    Dependency,
    ForeignKey,
    Module,
    Project,
    Table,
    Transaction,
)
from analyzer.model.codebase import Codebase, Vocabulary
from analyzer.model.place import Location

LAYERS = ("models", "views", "forms", "services", "tasks", "api", "queries", "signals")
SYLLABLES = (
    "ba",
    "co",
    "de",
    "fi",
    "go",
    "hu",
    "ja",
    "ke",
    "li",
    "mo",
    "nu",
    "pe",
    "ra",
    "so",
    "tu",
)


def monolith(modules: int, tables: int, seed: int = 1) -> Codebase:
    """Return a codebase of so many modules and tables; the same for the same seed.

    Ten in a hundred imports cross subjects, five lead to a hub; each subject has about 24 modules.
    """
    mixer = random.Random(seed)
    subjects = [_word(number) for number in range(max(1, modules // 24))]
    names = [
        f"shop.{subjects[n % len(subjects)]}.{LAYERS[n // len(subjects) % len(LAYERS)]}"
        + (f".{_word(n)}" if n >= len(subjects) * len(LAYERS) else "")
        for n in range(modules)
    ]
    by_subject: dict[str, list[str]] = {}
    for name in names:
        by_subject.setdefault(name.split(".")[1], []).append(name)
    hubs = mixer.sample(names, max(1, modules // 200))
    links = [
        _import(name, _target(name, by_subject, names, hubs, mixer))
        for name in names
        for _ in range(8)
    ]
    made = [_table(n, names[n * len(names) // tables], mixer, tables) for n in range(tables)]
    uses = [
        _access(mixer.choice(by_subject[t.module.split(".")[1]]), t.id, mixer)
        for t in made
        if t.module
        for _ in range(8)
    ]
    commits = [
        Transaction(one.module or "", "run", (one.id, other.id), (), (Location("shop/x.py", 1),))
        for one, other in pairwise(made)
    ]
    return Codebase(
        project=Project("shop", "shop", ("shop",)),
        modules=tuple(
            sorted(Module(name, name.replace(".", "/") + ".py", 90, "app") for name in names)
        ),
        dependencies=tuple(
            sorted({(d.source, d.target): d for d in links if d.source != d.target}.values())
        ),
        tables=tuple(made),
        accesses=tuple(uses),
        reach=(),
        transactions=tuple(commits),
        entry_points=(),
        vocabulary=tuple(_vocabulary(name, mixer) for name in sorted(names)),
        unresolved=(),
        diagnostics=(),
        resolved_sites=len(uses),
    )


def _word(number: int) -> str:
    word = ""
    while True:
        number, rest = divmod(number, len(SYLLABLES))
        word += SYLLABLES[rest]
        if not number and len(word) > 3:
            return word


def _target(
    name: str,
    by_subject: dict[str, list[str]],
    names: list[str],
    hubs: list[str],
    mixer: random.Random,
) -> str:
    chance = mixer.random()
    if chance < 0.05:
        return mixer.choice(hubs)
    return mixer.choice(names if chance < 0.15 else by_subject[name.split(".")[1]])


def _import(source: str, target: str) -> Dependency:
    return Dependency(
        source, target, "import", 1.0, (Location(source.replace(".", "/") + ".py", 3),)
    )


def _table(number: int, module: str, mixer: random.Random, tables: int) -> Table:
    other = f"t{mixer.randrange(tables):05}"
    key = ForeignKey("other_id", other, "id", "CASCADE", False, (Location("shop/m.py", 5),))
    return Table(f"t{number:05}", f"t{number:05}", None, None, module, "T", foreign_keys=(key,))


def _access(module: str, table: str, mixer: random.Random) -> Access:
    operation = mixer.choice(("read", "read", "write"))
    place = (Location(module.replace(".", "/") + ".py", mixer.randrange(1, 90)),)
    return Access(module, "run", table, operation, "queryset", "likely", None, place)


def _vocabulary(name: str, mixer: random.Random) -> Vocabulary:
    _, subject, *rest = name.split(".")
    own = [f"{subject}_{_word(mixer.randrange(300))}" for _ in range(25)]
    common = [_word(mixer.randrange(4000)) for _ in range(40)]
    words = sorted({*own, *common, *rest})
    return Vocabulary(name, tuple((word, 2) for word in words), (f"{subject}Thing",), ())
