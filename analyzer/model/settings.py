"""What the analysis does: the defaults, and what `[tool.seamline]` may change of them."""

from __future__ import annotations

import msgspec

# What one crossing costs to remove, in points. Ratios, not hours: docs/method.md argues them.
UNIT_COSTS = {
    "transaction": 13,
    "shared_write": 8,
    "inherit": 5,
    "foreign_key": 5,
    "join": 5,
    "cascade": 3,
    "shared_read": 3,
    "call": 3,
    "task": 2,
    "signal": 2,
    "import": 1,
    "pure_call": 1,
    "type_import": 0,
    "cycle": 5,
    "library": 1,
    "module": 1,
}

# How much each coupling criterion counts once its weights are scaled to the nodes that it touches.
# The first four read the program's structure and weigh about 1 together; docs/method.md argues
# them. A criterion of another distribution weighs 1 unless the project says otherwise.
WEIGHTS = {
    "imports": 0.5,
    "calls": 0.2,
    "inheritance": 0.1,
    "containment": 0.25,
    "vocabulary": 0.5,
    "path": 0.5,
    "siblings": 0.5,
    "concepts": 2.0,
    "tables": 0.5,
    "foreign_keys": 0.1,
    "transactions": 0.1,
    "joins": 0.1,
    "entry_points": 0.1,
    "third_parties": 0.1,
}


# The clustering algorithm that is used unless the project names another.
ALGORITHM = "leiden"


class Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What code alone cannot know; None where nobody has said it."""

    team_size: int | None = None
    teams: int | None = None
    stage: str | None = None
    goals: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[tool.seamline]` of `pyproject.toml`, or `seamline.toml`, over the defaults.

    `roots` are source folders relative to the scanned one, found by themselves when empty;
    `exclude` are globs in the manner of .gitignore; `algorithm` is the name of a clusterer.
    `person_days` are the project's own ranges (fewest, most) for a unit of work, by the names of
    `unit_costs`; none are invented.
    """

    roots: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    weights: dict[str, float] = msgspec.field(default_factory=lambda: dict(WEIGHTS))
    unit_costs: dict[str, int] = msgspec.field(default_factory=lambda: dict(UNIT_COSTS))
    person_days: dict[str, tuple[float, float]] = {}
    context: Context = Context()
    max_file_bytes: int = 4_000_000
    algorithm: str = ALGORITHM
