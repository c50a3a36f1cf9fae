"""Few names for many modules: a package stands for all that is in it where one owner has it all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from analyzer.model.plan import alone, literal


class Entry(msgspec.Struct, frozen=True):
    """A name that stands for modules: a `whole` package with all below it, or one module alone."""

    name: str
    whole: bool
    modules: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """The entry as a plan says it."""
        return literal(self.name) if self.whole else alone(literal(self.name))


class _Package:
    """A node of the tree of dotted names; `own` is the owner of the module of that name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.own: str | None = None
        self.children: dict[str, _Package] = {}

    def everything(self) -> Iterator[tuple[str, str]]:
        """All modules in and below it with their owners."""
        pending = [self]
        while pending:
            package = pending.pop()
            if package.own is not None:
                yield package.name, package.own
            pending.extend(package.children.values())


def entries(owners: Mapping[str, str]) -> dict[str, tuple[Entry, ...]]:
    """The entries of each owner, sorted by their names, that together mean what it owns."""
    found: dict[str, list[Entry]] = {}
    pending = list(_tree(owners).children.values())
    while pending:
        package = pending.pop()
        every = dict(package.everything())
        if len(set(every.values())) == 1:
            entry = Entry(package.name, True, tuple(sorted(every)))
        else:
            pending.extend(package.children.values())
            if package.own is None:
                continue
            entry = Entry(package.name, False, (package.name,))
        found.setdefault(every[entry.modules[0]], []).append(entry)
    return {
        owner: tuple(sorted(listed, key=lambda entry: entry.name))
        for owner, listed in sorted(found.items())
    }


def _tree(owners: Mapping[str, str]) -> _Package:
    root = _Package("")
    for name in sorted(owners):
        package = root
        for part in name.split("."):
            below = f"{package.name}.{part}" if package is not root else part
            package = package.children.setdefault(part, _Package(below))
        package.own = owners[name]
    return root
