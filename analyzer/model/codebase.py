"""What linking found: the module and table graph, before anyone thinks of services."""

from __future__ import annotations

import msgspec

from analyzer.model.analysis import (
    Access,
    Dependency,
    EntryPoint,
    Module,
    Project,
    Reach,
    Table,
    Transaction,
)
from analyzer.model.place import Diagnostic, Location

# The role of a module whose definitions stand in its place.
DIVIDED = "divided"
DORMANT_ROLES = frozenset({"test", "migration"})

# A function by its module (or part of one) and its qualified name.
Place = tuple[str, str]


class Vocabulary(msgspec.Struct, frozen=True):
    """The words of one module: identifiers with their counts, and its docstrings' text.

    Identifiers are whole (`line_items`, `OrderLine`); splitting them is the criterion's affair.
    `definitions` are the names of its classes and functions; `outsiders` the packages from outside
    of the program and of the standard library that it imports.
    """

    module: str
    identifiers: tuple[tuple[str, int], ...]
    definitions: tuple[str, ...]
    docstrings: tuple[str, ...]
    outsiders: tuple[str, ...] = ()


class Definition(msgspec.Struct, frozen=True):
    """A class or function at the top of a module that may hold several subjects.

    `line` is where it begins, `lines` how many it takes; `vocabulary` holds its words alone.
    """

    module: str
    name: str
    line: int
    lines: int
    vocabulary: Vocabulary


class Reference(msgspec.Struct, frozen=True, order=True):
    """A definition that needs another: `kind` is import (it names it), call or inherit.

    `source` and `target` are definitions of the modules, "" for what stands outside of any.
    """

    source_module: str
    source: str
    target_module: str
    target: str
    kind: str
    evidence: tuple[Location, ...]


class Call(msgspec.Struct, frozen=True, order=True):
    """A function (or module body, "") that calls another one of the program, and where.

    `looped` are the places that stand in a loop; `dropped` says that no place uses the result.
    """

    source_module: str
    source: str
    target_module: str
    target: str
    evidence: tuple[Location, ...]
    looped: tuple[Location, ...] = ()
    dropped: bool = False


class Function(msgspec.Struct, frozen=True, order=True):
    """A function that is called: where it stands, and the names of what callers pass to it."""

    module: str
    name: str
    place: Location
    parameters: tuple[str, ...]


class ColumnUse(msgspec.Struct, frozen=True, order=True):
    """A function that reads or sets a column of a row."""

    module: str
    function: str
    table: str
    column: str
    operation: str
    evidence: tuple[Location, ...]


class SettingUse(msgspec.Struct, frozen=True, order=True):
    """A definition that uses a setting, an environment variable or global state, by its `kind`."""

    module: str
    function: str
    kind: str
    name: str
    evidence: tuple[Location, ...]


class Codebase(msgspec.Struct, frozen=True):
    """Everything that the later stages stand on; all tuples are sorted, no service is set.

    `resolved_sites` counts the call sites on data values that led to an access. `definitions` are
    those of modules that could be taken apart, `references` what such definitions need and who
    needs them; `calls` are those between functions, `functions` who is called, `columns` what is
    done to columns, `settings` what is read of the configuration and kept in global state; `sent`
    are accesses that tie nobody to a table (`Access.is_sent`); `whole` is the codebase as it was
    before some were taken apart.
    """

    project: Project
    modules: tuple[Module, ...]
    dependencies: tuple[Dependency, ...]
    tables: tuple[Table, ...]
    accesses: tuple[Access, ...]
    reach: tuple[Reach, ...]
    transactions: tuple[Transaction, ...]
    entry_points: tuple[EntryPoint, ...]
    vocabulary: tuple[Vocabulary, ...]
    unresolved: tuple[Diagnostic, ...]
    diagnostics: tuple[Diagnostic, ...]
    resolved_sites: int
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()
    calls: tuple[Call, ...] = ()
    functions: tuple[Function, ...] = ()
    columns: tuple[ColumnUse, ...] = ()
    settings: tuple[SettingUse, ...] = ()
    sent: tuple[Access, ...] = ()
    whole: Codebase | None = None

    def dormant(self) -> frozenset[str]:
        """Return the modules that are no part of the running system: tests and migrations.

        What they touch says nothing about who needs a table.
        """
        return frozenset(module.name for module in self.modules if module.role in DORMANT_ROLES)

    def parts(self) -> dict[str, str]:
        """Return the modules that stand for a definition, each with the module that it is from."""
        flat = {module.name: module.path for module in self.modules if module.role == DIVIDED}
        return {
            module.name: owner
            for module in self.modules
            if flat.get(owner := module.name.rpartition(".")[0]) == module.path
        }
