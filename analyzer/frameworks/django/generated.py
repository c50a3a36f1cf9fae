"""Tables that packages make beside a model: its history, and its translations.

Sources: django-simple-history 3, "Historical model" and `models.py`; django-parler 2, `models.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analyzer.frameworks.django import tables
from analyzer.frameworks.django.fields import FieldSpec, class_names, field_spec
from analyzer.frameworks.django.model_info import ModelInfo, Relation
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.values import QueryValue
from analyzer.model import facts
from analyzer.model.analysis import Column, ForeignKey
from analyzer.model.place import Location
from analyzer.resolution.program import mro
from analyzer.resolution.values import CallSite, Value

_HISTORY = "HistoricalRecords"
_TRANSLATIONS = "TranslatedFields"
_HISTORY_COLUMNS = ("history_id", "history_date", "history_change_reason", "history_type")


def add_all(models: Models) -> None:
    """Add the tables that declarations in models' bodies make beside their own."""
    for model in list(models.by_class.values()):
        if not model.is_proxy and models.by_label[model.label, model.name.lower()] is model:
            _add(models, model)


def _add(models: Models, model: ModelInfo) -> None:
    for name, value, inherited in _declarations(model):
        last = _made(value)
        site = getattr(value, "site", None)
        if not isinstance(site, CallSite):
            continue
        spec = FieldSpec(name, last, last, site)
        if last == _TRANSLATIONS and not inherited:
            _add_translations(models, model, spec)
        elif last == _HISTORY and (not inherited or spec.option("inherit") is True):
            _add_history(models, model, spec)


def history_of(found: Value, model: ModelInfo) -> QueryValue | None:
    """Return the manager of its history that a model or row gives, if the attribute is that."""
    is_history = _made(found) == _HISTORY
    return QueryValue(model.past, related=True) if is_history and model.past is not None else None


def _made(value: Value) -> str:
    """Return which declaration of a package a value is, of a class that extends it as well."""
    lasts = {name.rpartition(".")[2] for name in class_names(value)}
    return next((made for made in (_HISTORY, _TRANSLATIONS) if made in lasts), "")


def _declarations(model: ModelInfo) -> Iterator[tuple[str, Value, bool]]:
    """Yield what a model's classes declare with a package's help, and whether a parent does."""
    above = {a for parent in model.parents if parent.cls is not None for a in mro(parent.cls)}
    for ancestor in mro(model.cls) if model.cls is not None else ():
        for name, slot in ancestor.slots.items() if not isinstance(ancestor, str) else ():
            for value in slot.values:
                if _made(value):
                    yield name, value, ancestor in above


def _add_translations(models: Models, model: ModelInfo, spec: FieldSpec) -> None:
    columns = [Column("id", "AutoField", False, True), Column("language_code")]
    columns.append(Column("master_id", "TranslationsForeignKey", True))
    place = Location(spec.site.module.path, spec.site.line)
    primary = tables.primary_key(model)
    keys = [ForeignKey("master_id", model.table, primary, "CASCADE", True, (place,))]
    for name, values in spec.site.keywords.items():
        fields = [found for value in values if (found := field_spec(name, value)) is not None]
        for field in fields[:1]:
            if field.has_column:
                columns.append(tables.column_of(field))
            target = models.resolve(field.target, model) if field.is_relation else None
            if field.has_column and target is not None:
                keys.append(tables.reference(columns[-1].name, field, target, (place,)))
    table = _meta_text(spec, "db_table") or f"{tables.name_of(model.table)}_translation"
    tables.add_beside(models, model, table, f"{model.name}Translation", columns, keys)


def _meta_text(spec: FieldSpec, name: str) -> str | None:
    for argument in spec.site.call.keywords:
        if argument.name == "meta" and isinstance(argument.value, facts.Mapping):
            for key, value in argument.value.items:
                if key == facts.Constant(name) and isinstance(value, facts.Constant):
                    return str(value.value)
    return None


def _add_history(models: Models, model: ModelInfo, spec: FieldSpec) -> None:
    excluded = _excluded(spec)
    columns = [Column(name) for name in _HISTORY_COLUMNS]
    keys: list[ForeignKey] = []
    place = Location(spec.site.module.path, spec.site.line)
    for table in model.tables():
        known = models.schema.tables.get(table)
        if known is None:
            continue
        own = [c for c in known.columns if c.name.removesuffix("_id") not in excluded]
        columns += [Column(c.name, c.type) for c in own if c.name not in excluded]
        kept = {column.name for column in columns}
        keys += [
            ForeignKey(k.column, k.to_table, k.to_column, "DO_NOTHING", True, (place,), False)
            for k in known.foreign_keys
            if k.column in kept
        ]
    user = models.swapped("AUTH_USER_MODEL")
    if user is not None and not spec.has("history_user_id_field"):
        columns.append(Column("history_user_id", "ForeignKey", True))
        primary = tables.primary_key(user)
        keys.append(ForeignKey("history_user_id", user.table, primary, "SET_NULL", True, (place,)))
    name = spec.text(99, "custom_model_name") or f"Historical{model.name}"
    table = spec.text(99, "table_name") or f"{model.label}_{name.lower()}"
    model.history = tables.add_beside(models, model, table, name, columns, keys)
    if model.history is not None:
        model.past = _past(model, ModelInfo(model.label, name, model.history, None), spec, user)


def _past(
    model: ModelInfo, past: ModelInfo, declared: FieldSpec, user: ModelInfo | None
) -> ModelInfo:
    """Fill in the model of a history's rows: the keys of the rows that it keeps, and who did it."""
    for item in model.lineage():
        past.fields.update(item.fields)
        for name, relation in sorted(item.relations.items()):
            if not relation.is_many:
                past.relations[name] = replace(relation, source=past)
    if user is not None and not declared.has("history_user_id_field"):
        spec = _made_key("history_user", declared)
        doer = Relation("history_user", spec, past, user, "history_user_id")
        past.relations["history_user"] = doer
        # No attribute of a user leads there, but its deletion does.
        user.reverse[f"+{past.label}.{past.name}"] = doer
    return past


def _made_key(name: str, declared: FieldSpec) -> FieldSpec:
    """Return the field of a foreign key that may be NULL, and becomes it with its target's end."""
    options = (
        facts.Keyword("null", facts.Constant(True)),
        facts.Keyword("on_delete", facts.Name("SET_NULL")),
    )
    call = facts.Call(facts.Name("ForeignKey"), (), options, declared.site.line)
    return FieldSpec(name, "foreign_key", "ForeignKey", CallSite(call, declared.site.unit))


def _excluded(spec: FieldSpec) -> set[str]:
    for argument in spec.site.call.keywords:
        if argument.name == "excluded_fields" and isinstance(argument.value, facts.Collection):
            return {
                str(item.value) for item in argument.value.items if isinstance(item, facts.Constant)
            }
    return set()
