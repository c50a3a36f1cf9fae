"""What an expression stands for; strings, numbers, tuples and dicts are themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analyzer.model import facts
from analyzer.resolution.program import ModuleInfo
from analyzer.resolution.values import UNKNOWN_PART


class Unknown:
    """What cannot be told from the code; `UNKNOWN` is the only one."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


@dataclass(frozen=True, slots=True)
class Named:
    """Something by its dotted name: imported, built in, or an attribute of such a thing."""

    name: str

    @property
    def last(self) -> str:
        """The name after the last dot."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What calling something by its dotted name gives; `open` where not all arguments are known."""

    name: str
    args: tuple[object, ...] = ()
    keywords: Mapping[str, object] = field(default_factory=dict)
    line: int = 1
    open: bool = False

    @property
    def last(self) -> str:
        """The name after the last dot."""
        return self.name.rpartition(".")[2]

    def get(self, position: int, keyword: str, default: object = None) -> object:
        """Return an argument that is passed by position or by name."""
        if keyword in self.keywords:
            return self.keywords[keyword]
        return self.args[position] if position < len(self.args) else default

    def text(self, position: int, keyword: str) -> str | None:
        """Return an argument that is a string and wholly known."""
        return known_text(self.get(position, keyword))


@dataclass(frozen=True, slots=True, eq=False)
class Routine:
    """A function of the program."""

    function: facts.FunctionDef
    module: ModuleInfo


@dataclass(frozen=True, slots=True, eq=False)
class Class:
    """A class that a migration defines."""

    node: facts.ClassDef
    module: ModuleInfo


@dataclass(frozen=True, slots=True, eq=False)
class Method:
    """An attribute of something other than a name."""

    receiver: object
    name: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a table is there, where that is not sure; the other way round if not `there`."""

    table: str
    there: bool = True


@dataclass(frozen=True, slots=True)
class TableNames:
    """The names of the tables that an inspector lists, small; `whole` if there are no others."""

    sure: frozenset[str]
    doubtful: frozenset[str]
    whole: bool

    def holds(self, name: str) -> bool | Presence:
        """Tell whether a name is among them."""
        if name.lower() in self.sure:
            return True
        if self.whole and name.lower() not in self.doubtful:
            return False
        return Presence(name)


def known_text(value: object) -> str | None:
    """Return a string that is wholly known, else None."""
    return value if isinstance(value, str) and UNKNOWN_PART not in value else None
