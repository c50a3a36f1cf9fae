"""Models against migrations: tables that only a migration makes, and what differs otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from analyzer.frameworks.constants import assignments, inner_class
from analyzer.frameworks.django.migrated import State
from analyzer.frameworks.django.migrations import Migration, migrations
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.open_books import ROOTS, adds_from_outside, says_all
from analyzer.frameworks.django.operations import Replay
from analyzer.frameworks.history.database import Database, Relic
from analyzer.frameworks.history.drift import add_relics, columns_differ, left_over, not_migrated
from analyzer.model import facts
from analyzer.model.analysis import Table
from analyzer.resolution.program import ClassInfo, mro, outside_bases

_RESTLESS = ("abstract", "managed", "swappable")


@dataclass(frozen=True, slots=True)
class Witness:
    """The program's migrations, and what is left when all have run."""

    found: list[Migration]
    replay: Replay


def replay(models: Models) -> Witness | None:
    """Replay the program's migrations; None where there are none."""
    if not any(module.file.role == "migration" for module in models.program.modules.values()):
        return None
    first = next(iter(models.program.modules.values()))
    replay = Replay(models.program, Database(), first)
    replay.start(models)
    found = migrations(models, replay)
    for migration in found:
        replay.migrate(migration)
    return Witness(found, replay) if found else None


def compare(models: Models, witness: Witness | None) -> None:
    """Add what migrations alone create, and report what differs; nothing where there are none."""
    if witness is not None:
        _Comparison(models, witness.replay, witness.found).report()


class _Comparison:
    def __init__(self, models: Models, replay: Replay, found: Iterable[Migration]) -> None:
        self.models = models
        self.schema = models.schema
        self.replay = replay
        self.relics = list(replay.database.tables())
        self.labels = {migration.label for migration in found} - replay.unread
        self.by_table = {state.table.lower(): state for state in replay.states.values()}

    def report(self) -> None:
        """Say all there is to say."""
        added = add_relics(self.schema, [r for r in self.relics if self._is_its_own(r)])
        self.schema.passing.forget(self.replay.database.gone())
        diagnostics = left_over(relic for relic in added if self._is_forgotten(relic))
        names = {relic.name.lower() for relic in self.relics}
        missing = [
            model
            for model in self.models.by_class.values()
            if self._is_expected(model) and _bare(model) not in names
        ]
        diagnostics += not_migrated(self.schema.tables[model.table] for model in missing)
        diagnostics += columns_differ(self._pairs())
        self.schema.diagnostics += diagnostics

    # --- tables that only migrations make ----------------------------------------------------

    def _is_its_own(self, relic: Relic) -> bool:
        """Tell whether no model has this table, even under another name."""
        if relic.owner in self.replay.unread:
            return False
        state = self.by_table.get(relic.name.lower())
        if state is None:
            # Between models, but a field says today that another table is used instead.
            return not any(
                relic.name.lower() == f"{_bare(model)}_{name}".lower()
                for model in self.models.by_class.values()
                for name in model.fields
            )
        named = [m for m in self.models.by_class.values() if m.name.lower() == state.name.lower()]
        return not any(self._same_app(model, relic) for model in named)

    def _same_app(self, model: ModelInfo, relic: Relic) -> bool:
        package = relic.module.rpartition(".")[0].rpartition(".")[0]
        inside = model.cls is not None and model.cls.module.name.startswith(f"{package}.")
        return model.label == relic.owner or inside

    def _is_forgotten(self, relic: Relic) -> bool:
        """Tell whether it is plain that no model of the program goes with the table.

        Libraries make models of their own beside those of the code (its history, translations,
        sides of a relation), and name them after these.
        """
        state = self.by_table.get(relic.name.lower())
        if state is None:
            return not any(
                relic.name.lower().startswith(f"{_bare(model)}_")
                for model in self.models.by_class.values()
            )
        return not state.dynamic and not self._is_named_after(state)

    def _is_named_after(self, state: State) -> bool:
        name = state.name.lower()
        others = (m.name.lower() for m in self.models.by_class.values() if m.label == state.label)
        return any(name.startswith(other) or name.endswith(other) for other in others)

    # --- models without a migration ----------------------------------------------------------

    def _is_expected(self, model: ModelInfo) -> bool:
        """Tell whether Django would want a migration for the model, beyond doubt."""
        cls = model.cls
        if cls is None or model.is_proxy or model.label not in self.labels:
            return False
        if self.models.by_label.get((model.label, model.name.lower())) is not model:
            return False
        if (model.label, model.name.lower()) in self.replay.states or cls.module.file.role != "app":
            return False
        roots = any(base in ROOTS for base in outside_bases(cls))
        at_top = any(cls.node is node for node in _unconditional(cls))
        return roots and at_top and "." not in cls.qualname and not _is_restless(cls)

    # --- columns -----------------------------------------------------------------------------

    def _pairs(self) -> Iterable[tuple[Table, Relic]]:
        known = {relic.name.lower(): relic for relic in self.relics}
        for model in self.models.by_class.values():
            relic = known.get(_bare(model))
            if relic is None or relic.open or relic.doubtful or relic.owner != model.label:
                continue
            if not model.is_proxy and model.label in self.labels and self._is_plain(model):
                yield self.schema.tables[model.table], relic

    def _is_plain(self, model: ModelInfo) -> bool:
        """Tell whether all columns of a model stand in the program's own code."""
        cls = model.cls
        restless = cls is None or _is_restless(cls) or self.adds_from_outside
        return cls is not None and not restless and says_all(cls)

    @cached_property
    def adds_from_outside(self) -> bool:
        """Whether anything in the program gives models fields that their classes do not show."""
        return adds_from_outside(self.models.program)


def _bare(model: ModelInfo) -> str:
    return model.table.partition(":")[2].partition(".")[2].lower()


def _unconditional(cls: ClassInfo) -> list[object]:
    return [node for node in cls.module.facts.body if isinstance(node, facts.ClassDef)]


def _is_restless(cls: ClassInfo) -> bool:
    """Tell whether `Meta` says that the table may not be Django's affair, or says it late."""
    for ancestor in mro(cls):
        meta = inner_class(ancestor, "Meta") if not isinstance(ancestor, str) else None
        if meta is None:
            continue
        if any(name in meta.slots for name in ("managed", "swappable")):
            return True
        for name in _RESTLESS:
            values = assignments(meta.node.body, name)
            if any(not isinstance(value, facts.Constant) for value in values):
                return True
    return False
