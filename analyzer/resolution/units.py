"""Units of interpretation and what running one leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.model.facts import Expr
from analyzer.resolution.program import ClassInfo, FunctionInfo, ModuleInfo, mro
from analyzer.resolution.slots import Slot, join
from analyzer.resolution.values import CallSite, ClassValue, Instance, Value, Values

# What Python calls when a block is left.
EXITS = ("__exit__", "__aexit__")

# Parameters with what they hold in one unit, where that sets the unit apart.
Context = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True, order=True)
class Touch:
    """A data access at one line, before units are brought together.

    `waits` where it is only noted here: a session writes it when it is flushed.
    """

    table: str
    operation: str
    how: str
    confidence: str
    line: int
    waits: bool = False


@dataclass(slots=True)
class Effects:
    """What one run of a unit found; each run replaces the one before.

    `columns` are tables with a column of theirs, what is done to it, and the line; `flushes` are
    the lines where a session writes what waits; `is_over` says that a transaction ends whichever
    branch is gone, here or in something that is called; `closing` are blocks whose context ends
    one. `ends` says that one is committed, rolled back or closed in some branch, and `lends` that a
    generator gives way inside of one or before it ends one.
    """

    touches: dict[Touch, None] = field(default_factory=dict)
    calls: dict[tuple[Unit, int], None] = field(default_factory=dict)
    resolved: dict[int, int] = field(default_factory=dict)
    unresolved: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    transactions: dict[int, Transaction] = field(default_factory=dict)
    links: dict[tuple[str, str, int], None] = field(default_factory=dict)
    commits: dict[int, None] = field(default_factory=dict)
    flushes: dict[int, None] = field(default_factory=dict)
    closing: dict[int, Transaction] = field(default_factory=dict)
    columns: dict[tuple[str, str, str, int], None] = field(default_factory=dict)
    is_over: bool = False
    ends: bool = False
    yields: bool = False
    lends: bool = False


@dataclass(slots=True)
class Transaction:
    """A stretch of a unit that commits as one: its own touches and the functions it calls."""

    line: int
    touches: dict[Touch, None] = field(default_factory=dict)
    calls: dict[Unit, None] = field(default_factory=dict)


class Unit:
    """One body to interpret: a module's, or a function's for one receiver and one closure.

    A unit with a receiver and no function stands for what frameworks do with the receiver's class.
    """

    __slots__ = (
        "context",
        "effects",
        "function",
        "handed_back",
        "locals",
        "module",
        "outer",
        "parameters",
        "receiver",
        "returns",
        "round",
        "rounds",
        "runs",
        "sites",
        "yields",
    )

    def __init__(
        self,
        module: ModuleInfo,
        function: FunctionInfo | None = None,
        receiver: Value | None = None,
        outer: Unit | None = None,
        context: Context = (),
    ) -> None:
        self.context = context
        self.module = module
        self.function = function
        self.receiver = receiver
        self.outer = outer
        self.parameters: dict[str, Slot] = {}
        self.locals: dict[str, Slot] = {}
        self.returns = Slot()
        # What comes back of what a parameter was given, as it came: `save(row)` gives back that
        # row, and not everybody's.
        self.handed_back: dict[str, Slot] = {}
        self.yields = Slot()
        self.sites: dict[int, tuple[Expr, CallSite]] = {}
        # In loops over names: which name it is, 0 for the last, and the sites of the others.
        self.round = 0
        self.rounds: dict[int, dict[int, tuple[Expr, CallSite]]] = {}
        self.effects = Effects()
        self.runs = 0

    @property
    def result(self) -> Values:
        """All that the unit has given back, to whomever."""
        found = self.returns.values
        for name in sorted(self.handed_back):
            found = join(found, self.handed_back[name].values)
        return found

    @property
    def served(self) -> Instance | None:
        """The instance that the unit stands for, where it is no body of the program."""
        if self.function is None and isinstance(self.receiver, Instance):
            return self.receiver
        return None

    @property
    def name(self) -> str:
        """The function, or the class that a framework serves; a module's body has no name."""
        if self.served is not None:
            return self.served.cls.qualname
        return self.function.qualname if self.function is not None else ""

    @property
    def line(self) -> int:
        """Where what the unit interprets begins in its module's file."""
        if self.served is not None:
            return self.served.cls.node.line
        return self.function.node.line if self.function is not None else 1

    @property
    def is_exit(self) -> bool:
        """Whether this is what runs when a block is left that an object was entered for."""
        return self.function is not None and self.function.name in EXITS

    @property
    def lines(self) -> int:
        """How many lines the unit interprets."""
        body = self.function or (self.served.cls if self.served is not None else None)
        if body is None:
            return self.module.facts.lines
        return body.node.end_line - body.node.line + 1

    @property
    def owner(self) -> ClassInfo | None:
        """The class whose method this is, also from inside a nested function."""
        unit: Unit | None = self
        while unit is not None:
            if unit.function is not None and unit.function.owner is not None:
                return _made_of(unit.function.owner, unit.receiver)
            unit = unit.outer
        return None

    def __repr__(self) -> str:
        return f"<unit {self.function or self.module} for {self.receiver}>"


def _made_of(owner: ClassInfo, receiver: Value | None) -> ClassInfo:
    """Return the receiver's own version of a class whose statement makes several."""
    if isinstance(receiver, ClassValue | Instance):
        for ancestor in mro(receiver.cls):
            if isinstance(ancestor, ClassInfo) and ancestor.template is owner:
                return ancestor
    return owner
