"""Flask-SQLAlchemy's object where another package made it: `from platform_db import db`.

Its models derive from `db.Model` and declare `db.Column`; that tells it wherever it is imported.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model.facts import Attribute, Import, Name
from analyzer.model.walking import walk
from analyzer.resolution.program import ModuleInfo, Program
from analyzer.resolution.values import ExternalInstance

EXTENSION = ExternalInstance("flask_sqlalchemy.SQLAlchemy")
_DECLARING = frozenset({"Column", "mapped_column", "relationship"})


def extensions(program: Program) -> frozenset[tuple[str, str]]:
    """Return which names of which top-level packages are such an object."""
    return frozenset(found for module in program.live_modules() for found in _of(program, module))


def is_lent(dotted: str, known: frozenset[tuple[str, str]]) -> bool:
    """Tell whether a dotted name outside of the program is one, however it is re-exported."""
    return (dotted.partition(".")[0], dotted.rpartition(".")[2]) in known


def _of(program: Program, module: ModuleInfo) -> Iterator[tuple[str, str]]:
    words = {word for word, _ in module.facts.words}
    if "Model" not in words or words.isdisjoint(_DECLARING):
        return
    imported: dict[str, tuple[str, str]] = {}
    asked: dict[str, set[str]] = {}
    for node in walk(module.facts.body):
        match node:
            case Import(module=source, name=str(name), alias=alias, level=0):
                if not program.is_first_party(source):
                    imported[alias or name] = (source.partition(".")[0], name)
            case Attribute(value=Name(id=owner), attr=attribute):
                asked.setdefault(owner, set()).add(attribute)
    for owner, origin in imported.items():
        attributes = asked.get(owner, set())
        if "Model" in attributes and not attributes.isdisjoint(_DECLARING):
            yield origin
