"""A frame: one run of a unit, with the values of its local names at this point of the code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analyzer.model.facts import Call, Expr, Name
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.slots import Slot, join
from analyzer.resolution.units import Effects, Touch, Transaction, Unit
from analyzer.resolution.values import CallSite, ExternalMethod, Text, Values


def says_nothing(values: Values) -> bool:
    """Tell whether values leave open what something is: none, or attributes of outsiders."""
    for value in values:  # noqa: SIM110 -- asked for each assignment
        if not isinstance(value, ExternalMethod):
            return False
    return True


# Few functions say that a name is not local.
_NOTHING: Mapping[str, str] = {}


class Frame:
    """The environment of a running unit; class bodies have a frame of their own inside."""

    __slots__ = (
        "branches",
        "cls",
        "declared",
        "detached",
        "effects",
        "ends",
        "engine",
        "env",
        "expired",
        "line",
        "parent",
        "transactions",
        "unit",
    )

    def __init__(
        self,
        engine: Engine,
        unit: Unit,
        cls: ClassInfo | None = None,
        parent: Frame | None = None,
    ) -> None:
        self.engine = engine
        self.unit = unit
        self.cls = cls
        self.parent = parent
        self.env: dict[str, Values] = {}
        # Names that held something when a transaction ended and were not bound or asked since.
        self.expired: frozenset[str] = frozenset()
        # Names of rows that were copied into a session, which keeps track of the copies alone.
        self.detached: frozenset[str] = frozenset()
        self.ends = 0  # how many transactions have ended so far
        self.branches = 0  # how many branches this place is in, of which only one is gone
        self.declared = _NOTHING
        self.line = unit.line
        self.effects: Effects = parent.effects if parent else unit.effects
        self.transactions: list[Transaction] = parent.transactions if parent else []

    # --- names -------------------------------------------------------------------------------

    def bind(self, name: str, values: Values) -> None:
        """Let a name hold these values from here on."""
        if says_nothing(values):
            values = self.told(name) or values
        self.env[name] = values
        if name in self.expired:
            self.expired -= {name}
        if name in self.detached:
            self.detached -= {name}
        if name in self.declared:
            self._bind_outside(name, values)
        elif self.cls is not None:
            self.engine.write(self.slot(self.cls.slots, name), values)
        elif self.unit.function is None:
            self.engine.write_global(self.unit.module, name, values)
        elif self.unit.function.has_inner:
            self.engine.write(self.slot(self.unit.locals, name), values)

    def _bind_outside(self, name: str, values: Values) -> None:
        """Let a name hold the values that a `global` or `nonlocal` statement says is not local."""
        outer = self.unit.outer if self.declared[name] == "nonlocal" else None
        while outer is not None and name not in outer.locals:
            outer = outer.outer
        if outer is not None:
            self.engine.write(outer.locals[name], values)
        elif self.declared[name] == "global":
            self.engine.write_global(self.unit.module, name, values)

    def told(self, name: str) -> Values:
        """Return what a name of which nothing is known was told to hold."""
        function = self.unit.function
        if function is None or self.cls is not None:
            return ()
        return self.engine.told.get((function, name), ())

    def wonder(self, name: str, attribute: str) -> None:
        """Take note of what a name of which nothing is known is asked for."""
        function = self.unit.function
        if function is not None and name in self.env and self.cls is None:
            self.engine.clues.setdefault((function, name), {})[attribute] = None

    @staticmethod
    def slot(slots: dict[str, Slot], name: str) -> Slot:
        """Return the slot of a name, made when it is first asked for."""
        found = slots.get(name)
        if found is None:
            found = slots[name] = Slot()
        return found

    def merge(self, branches: Iterable[dict[str, Values]]) -> None:
        """Go on with what any of the branches may have left."""
        merged: dict[str, Values] = {}
        for branch in branches:
            for name, values in branch.items():
                known = merged.get(name)
                if known is None:
                    merged[name] = values
                elif known is not values:
                    merged[name] = join(known, values)
        self.env = merged

    def composed(self, texts: Values) -> Values:
        """Return strings that the code puts together; frameworks hear of those not all known."""
        for text in texts:
            if isinstance(text, Text) and not text.exact:
                for hook in self.engine.hooks.compose:
                    hook(self, text)
        return texts

    # --- effects -----------------------------------------------------------------------------

    def touch(
        self,
        table: str,
        operation: str,
        how: str,
        confidence: str,
        line: int,
        waits: bool = False,
    ) -> None:
        """Record that this place reads or writes a table; line 0 is the statement's own."""
        touch = Touch(table, operation, how, confidence, line or self.line, waits)
        self.effects.touches[touch] = None
        for transaction in self.transactions:
            transaction.touches[touch] = None

    def column(self, table: str, column: str, operation: str, line: int) -> None:
        """Record that this place reads or sets a column of a row."""
        self.effects.columns[table, column, operation, line or self.line] = None

    def note_call(self, callee: Unit, line: int) -> None:
        """Record that this place calls a function of the program."""
        self.effects.calls[callee, line or self.line] = None
        for transaction in self.transactions:
            transaction.calls[callee] = None

    def link(self, kind: str, module: str, line: int) -> None:
        """Record that this place sets off code of another module without calling it."""
        self.effects.links[kind, module, line or self.line] = None

    def commit(self, line: int) -> None:
        """Record that the unit commits here what it has done since it began."""
        self.effects.commits[line] = None
        self.end()
        self.expire()

    def end(self) -> None:
        """Record that the unit ends a transaction, in whatever way and branch."""
        self.effects.ends = True
        if self.effects.yields:
            self.effects.lends = True

    def give_way(self) -> None:
        """Record that a generator hands over to whoever goes through it, or a block it is for."""
        self.effects.yields = True
        if self.transactions:
            self.effects.lends = True

    def flush(self, line: int) -> None:
        """Record that the unit writes here what sessions have been told to."""
        self.effects.flushes[line] = None

    def expire(self) -> None:
        """Note that a transaction has ended: what rows hold may be another's from here on."""
        self.ends += 1
        self.expired = frozenset(self.env) - self.detached
        if not self.branches:
            self.effects.is_over = True

    def renew(self, rows: Iterable[Expr]) -> None:
        """Note that what these names hold is fetched anew."""
        self.expired -= {row.id for row in rows if isinstance(row, Name)}

    def detach(self, rows: Iterable[Expr]) -> None:
        """Note that a session has copied what these names hold, and knows nothing of the names."""
        self.detached |= {row.id for row in rows if isinstance(row, Name)}

    def resolve(self, site: CallSite) -> None:
        """Record that a call on a data value led to a table."""
        self.effects.resolved[id(site.call)] = site.line

    def give_up(self, site: CallSite, code: str, message: str) -> None:
        """Record that a call on a data value did not lead to a table, and why."""
        self.effects.unresolved[id(site.call)] = (site.line, code, message)

    def site(self, call: Call) -> CallSite:
        """Return the site of a call, the same one each time this unit runs."""
        unit = self.unit
        sites = unit.rounds.setdefault(unit.round, {}) if unit.round else unit.sites
        known = sites.get(id(call))
        if known is None:
            known = sites[id(call)] = (call, CallSite(call, unit))
        return known[1]
