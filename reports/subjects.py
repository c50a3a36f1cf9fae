"""What a person means by a name: a service, a module or a table."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from analyzer.model.analysis import Analysis, Module, Service, Table
from analyzer.model.errors import UnknownName
from reports.text import safe

Subject = Service | Module | Table

# How alike a name must be to be offered.
_ALIKE = 0.6
_OFFERED = 3


def find(analysis: Analysis, name: str) -> Subject:
    """The service (by id or name), the module or the table (by id or bare name) of that name.

    A module may be meant by the end of its dotted name, where that is one's alone.

    What several of them are called is the first of these.

    Raises:
        UnknownName: there is none; the hint offers what is called alike.
    """
    subjects = dict(reversed(list(_named(analysis))))
    found = subjects.get(name) or {key.lower(): each for key, each in subjects.items()}.get(
        name.lower()
    )
    found = found or _ending(analysis, name)
    if found is not None:
        return found
    raise UnknownName(
        f"There is no service, module or table {safe(name)!r} in this analysis.",
        _hint(analysis, _alike(name, subjects)),
    )


def _ending(analysis: Analysis, name: str) -> Module | None:
    """The one module whose dotted name ends so, if it is one."""
    ending = [module for module in analysis.modules if module.name.endswith(f".{name}")]
    return ending[0] if len(ending) == 1 else None


def _alike(name: str, subjects: dict[str, Subject]) -> list[str]:
    """The nearest names, one for each subject."""
    near = difflib.get_close_matches(name, list(subjects), _OFFERED, _ALIKE)
    return list({subjects[each]: each for each in reversed(near)}.values())[::-1]


def _hint(analysis: Analysis, alike: list[str]) -> str:
    if alike:
        return f"Did you mean {' or '.join(map(safe, alike))}?"
    return f"The services are: {', '.join(safe(each.id) for each in analysis.services) or 'none'}."


def _named(analysis: Analysis) -> Iterator[tuple[str, Subject]]:
    """All subjects by all their names, those that go first before the others."""
    yield from ((service.id, service) for service in analysis.services)
    yield from ((service.name, service) for service in analysis.services)
    yield from ((module.name, module) for module in analysis.modules)
    yield from ((table.id, table) for table in analysis.tables)
    yield from ((table.name, table) for table in analysis.tables)
