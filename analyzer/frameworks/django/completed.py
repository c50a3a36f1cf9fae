"""Columns and relations that a model has by what cannot be read: its migrations name them.

An abstract model of another package brings columns, a field may add more than itself, a decorator
may; what a key points at may be computed. `makemigrations` has written all of that down.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from analyzer.frameworks.django import tables
from analyzer.frameworks.django.fields import FieldSpec
from analyzer.frameworks.django.migrated import State
from analyzer.frameworks.django.model_info import ModelInfo, Relation
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.open_books import adds_from_outside, says_all
from analyzer.frameworks.django.operations import Replay
from analyzer.frameworks.django.witness import Witness
from analyzer.frameworks.history.values import Made, Named
from analyzer.model import facts
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import CallSite, Text


def complete(models: Models, witness: Witness | None, engine: Engine) -> None:
    """Give models what their migrations know and their classes leave to others."""
    if witness is not None:
        completion = _Completion(models, witness.replay, engine)
        for model in models.own():
            completion.complete(model)


class _Completion:
    def __init__(self, models: Models, replay: Replay, engine: Engine) -> None:
        self.models = models
        self.replay = replay
        self.engine = engine

    @cached_property
    def adds_from_outside(self) -> bool:
        return adds_from_outside(self.models.program)

    def complete(self, model: ModelInfo) -> None:
        """Add to one model, and take back what only older or newer packages would bring it."""
        key = model.label, model.name.lower()
        state = self.replay.states.get(key)
        if state is None or model.is_proxy or self.models.by_label[key] is not model:
            return
        if model.cls is None:
            return
        self._lead_on(model, model.cls, state)
        if not self._may_lack(model.cls):
            return
        if not state.open and model.label not in self.replay.unread:
            self._take_back(model, state)
        for spec in self._unknown(model, model.cls, state):
            self._add(model, spec)

    def _lead_on(self, model: ModelInfo, cls: ClassInfo, state: State) -> None:
        """Tell relations whose targets the code computes where the migrations have them lead."""
        for name, relation in sorted(model.relations.items()):
            made = state.fields.get(name)
            if relation.target is None and made is not None and relation.spec.kind != "generic":
                target = self._target(model, FieldSpec(name, "", "", self._site(cls, made)))
                if target is not None:
                    self._point(self.models.relate(model, relation.spec, target))

    def _may_lack(self, cls: ClassInfo) -> bool:
        return self.adds_from_outside or not says_all(cls)

    def _take_back(self, model: ModelInfo, state: State) -> None:
        """Take out columns that no field of the program declares and no migration adds."""
        table = self.models.schema.tables[model.table]
        migrated = (self.replay.column(name, made) for name, made in state.fields.items())
        told = {column.name for column in migrated if column is not None}
        told.update(tables.column_of(spec).name for spec in model.fields.values())
        kept = [column for column in table.columns if column.name in told]
        names = {column.name for column in kept}
        keys = [key for key in table.foreign_keys if key.column in names]
        self.models.schema.tables[model.table] = replace(
            table, columns=tuple(kept), foreign_keys=tuple(keys)
        )

    def _unknown(self, model: ModelInfo, cls: ClassInfo, state: State) -> Iterator[FieldSpec]:
        """Yield the fields that the migrations leave the model and nothing that was read gives."""
        known = {c.name.lower() for c in self.models.schema.tables[model.table].columns}
        for name, made in sorted(state.fields.items()):
            kind = self.replay.kind(made)
            column = self.replay.column(name, made)
            is_there = column is not None and column.name.lower() in known
            if kind and not is_there and name not in model.fields:
                yield FieldSpec(name, kind, made.last, self._site(cls, made))

    def _site(self, cls: ClassInfo, made: Made) -> CallSite:
        """Return the call that would declare the field in the class."""
        target = made.get(0, "to")
        written = [
            facts.Keyword(name, facts.Name(value.last))
            if isinstance(value, Named)
            else facts.Keyword(name, facts.Constant(value))
            for name, value in sorted(made.keywords.items())
            if isinstance(value, Named | str | int | float)
        ]
        call = facts.Call(facts.Name(made.last), (), tuple(written), cls.node.line)
        site = CallSite(call, self.engine.module_unit(cls.module))
        texts = {"to": target, **made.keywords}
        site.keywords = {n: (Text(v),) for n, v in sorted(texts.items()) if isinstance(v, str)}
        return site

    def _target(self, model: ModelInfo, spec: FieldSpec) -> ModelInfo | None:
        swapped = self.models.swapped(spec.target_name) if spec.target_name.isupper() else None
        return swapped or self.models.resolve(spec.target, model)

    def _add(self, model: ModelInfo, spec: FieldSpec) -> None:
        model.fields[spec.name] = spec
        if spec.has_column:
            table = self.models.schema.tables[model.table]
            columns = (*table.columns, tables.column_of(spec))
            self.models.schema.tables[model.table] = replace(table, columns=columns)
        if spec.is_relation:
            self._point(self.models.relate(model, spec, self._target(model, spec)))

    def _point(self, relation: Relation) -> None:
        """Add the key of a relation to the schema, or the table between."""
        model, spec, target = relation.source, relation.spec, relation.target
        if spec.kind == "many_to_many" and not spec.has("through"):
            tables.add_many_to_many(self.models, model, relation)
        elif spec.has_column and target is not None:
            table = self.models.schema.tables[model.table]
            made = tables.reference(relation.column, spec, target, table.evidence)
            keys = sorted((*table.foreign_keys, made), key=lambda key: (key.column, key.to_table))
            self.models.schema.tables[model.table] = replace(table, foreign_keys=tuple(keys))
