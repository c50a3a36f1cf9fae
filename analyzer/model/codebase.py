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
from analyzer.model.place import Diagnostic


class Vocabulary(msgspec.Struct, frozen=True):
    """The words of one module: identifiers with their counts, and its docstrings' text.

    Identifiers are whole (`line_items`, `OrderLine`); splitting them is the criterion's affair.
    `definitions` are the names of its classes and functions.
    """

    module: str
    identifiers: tuple[tuple[str, int], ...]
    definitions: tuple[str, ...]
    docstrings: tuple[str, ...]


class Codebase(msgspec.Struct, frozen=True):
    """Everything that the later stages stand on; all tuples are sorted, no service is set.

    `resolved_sites` counts the call sites on data values that led to an access.
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
