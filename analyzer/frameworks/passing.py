"""Tables that are there for a while only: temporary ones, and those that stand in for another.

To change a table, SQLite has it copied: a new one is made, filled, and takes over the old one's
name; or the old one is renamed first, and dropped at the end. Source: "Making Other Kinds Of Table
Schema Changes", https://www.sqlite.org/lang_altertable.html. And what migrations say to a table
that later ones rename or drop is about none that is there today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAME = r"(?:if\s+(?:not\s+)?exists\s+)?(?:\w+\.)?[\"`\[]?(\w+)[\"`\]]?"
# Oracle's global ones are there for good; only their rows are not.
_TEMPORARY = re.compile(rf"\bcreate\s+(?:local\s+)?temp(?:orary)?\s+table\s+{_NAME}", re.IGNORECASE)
_RENAMED = re.compile(rf"\balter\s+table\s+{_NAME}\s+rename\s+to\s+{_NAME}", re.IGNORECASE)
_DROPPED = re.compile(rf"\bdrop\s+table\s+{_NAME}", re.IGNORECASE)


class Passing:
    """What statements say of tables that will not stay."""

    def __init__(self) -> None:
        self._temporary: set[str] = set()
        self._renamed: dict[str, set[str]] = {}
        self._dropped: set[str] = set()
        self._gone: set[str] = set()

    def forget(self, names: Iterable[str]) -> None:
        """Take note of names, in lower case, that the migrations have taken from their tables."""
        self._gone.update(names)

    def read(self, sql: str) -> None:
        """Take note of what SQL makes for the time of a session, renames and drops."""
        lowered = sql.lower()
        self._temporary.update(_TEMPORARY.findall(lowered))
        self._dropped.update(_DROPPED.findall(lowered))
        for old, new in _RENAMED.findall(lowered):
            self._renamed.setdefault(old, set()).add(new)

    def holds(self, name: str, defined: frozenset[str]) -> bool:
        """Tell whether a table is there for a while only, given the names of the defined ones."""
        name = name.lower()
        if name not in defined and (
            name in self._temporary or name in self._gone or self._is_old_copy(name, defined)
        ):
            return True
        heirs = self._renamed.get(name, set())
        return any(heir in defined and name not in self._renamed.get(heir, ()) for heir in heirs)

    def _is_old_copy(self, name: str, defined: frozenset[str]) -> bool:
        return name in self._dropped and any(
            name in heirs and old in defined for old, heirs in self._renamed.items()
        )
