"""Indexes of django-haystack: what is read of a row so that it can be searched for.

Where the settings say so, a row is put into its index anew each time that it is saved, and all
deletions are listened to. Source: "SearchIndex API" and "Signal Processors" in the documentation of
django-haystack 3.3; its `indexes.py` (`full_prepare`), `signals.py` and
`management/commands/update_index.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.django import listing, realtime
from analyzer.frameworks.django.lookups import fetched_on
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import QueryValue, row_of
from analyzer.model import facts
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro, outside_bases
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    External,
    ExternalInstance,
    ExternalMethod,
    Instance,
    Value,
    text_of,
)

_COMMANDS = ("haystack.management.commands.update_index.", "haystack.management.commands.rebuild_")
_NAMES = frozenset({"rebuild_index", "update_index"})
_RUNNING = frozenset({"handle", "update_backend"})


def lay_out(models: Models) -> None:
    """Let models know what putting one of their rows into its index reads."""
    is_kept = realtime.hears_all(models.program)
    for cls in models.program.classes():
        model = _model(models, cls)
        if model is not None:
            tables = tuple(dict.fromkeys(_tables(cls, model)))
            models.indexed[cls] = (model, tables)
            if is_kept:
                model.read_on_save = tables


def _is_index(cls: ClassInfo) -> bool:
    bases = (base for base in outside_bases(cls) if base.startswith("haystack."))
    return any(base.endswith("Index") for base in bases)


def _model(models: Models, cls: ClassInfo) -> ModelInfo | None:
    """Return the model whose rows an index holds: what its `get_model` returns."""
    if not _is_index(cls):
        return None
    named = (found for ancestor in mro(cls) for found in _returned(ancestor))
    return next((models.by_class[c] for c in named if c in models.by_class), None)


def _returned(cls: ClassInfo | str) -> Iterator[ClassInfo]:
    """Yield the classes that a class's own `get_model` returns by their names."""
    methods = () if isinstance(cls, str) else cls.methods.get("get_model", ())
    for method in methods:
        for statement in method.node.body:
            if isinstance(statement, facts.Return) and isinstance(statement.value, facts.Name):
                slot = method.module.slots.get(statement.value.id)
                found = slot.values if slot is not None else ()
                yield from (value.cls for value in found if isinstance(value, ClassValue))


def _tables(cls: ClassInfo, model: ModelInfo) -> Iterator[str]:
    for ancestor in mro(cls):
        for _, slot in sorted(ancestor.slots.items()) if isinstance(ancestor, ClassInfo) else ():
            for value in slot.values:
                site = value.site if isinstance(value, ExternalInstance | Instance) else None
                path = text_of(site.argument(0, "model_attr")) if site is not None else None
                if path is not None:
                    yield from fetched_on(model, path.value.split("__"))


def serve(frame: Frame, models: Models, served: Instance) -> None:
    """Have an index's own methods prepare a row of its model."""
    model = _model(models, served.cls)
    if model is None:
        return
    for ancestor in mro(served.cls):
        for name in sorted(ancestor.methods) if isinstance(ancestor, ClassInfo) else ():
            if name.startswith("prepare"):
                listing.invoke(frame, served, name, ((row_of(model),),))


def call(frame: Frame, models: Models, callee: Value, site: CallSite) -> None:
    """Record that a command of haystack's reads all rows that are indexed."""
    match callee:
        case External(name=name) if name.endswith("management.call_command"):
            text = text_of(site.argument(0, "command_name"))
            runs = text is not None and text.value in _NAMES
        case ExternalMethod(receiver=ExternalInstance(name=name), name=method):
            runs = name.startswith(_COMMANDS) and method in _RUNNING
        case _:
            return
    toucher = Toucher(frame, site.line, "likely")
    for cls, (model, tables) in models.indexed.items() if runs else ():
        toucher.read_rows(model, "queryset")
        for query in listing.invoke(frame, Instance(cls), "index_queryset", ()):
            if isinstance(query, QueryValue):
                toucher.look_into(query)
        for table in tables:
            toucher.touch(table, "read", "relation")
