"""Widgets: what the program's own ones show of the rows that a field offers.

A choice field fetches its rows while its widget is rendered, in whatever code of the program's
renders it. Source: django/forms/models.py (`ModelChoiceIterator`) and widgets.py (`ChoiceWidget`)
of Django 5.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.django import forms
from analyzer.frameworks.django.managers import default_manager
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.touching import Toucher
from analyzer.frameworks.django.values import QueryValue
from analyzer.resolution import lookup, loose
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    DictOf,
    Instance,
    Value,
    Values,
)

# Under what name, which no attribute can have, a widget's class keeps what its fields offer.
_OFFERED = "<offered>"
# Methods of Django's that go through the choices.
_RENDERING = frozenset({"get_context", "optgroups", "options", "render"})


def serve(frame: Frame, models: Models, form: ClassInfo) -> None:
    """Take note of which rows a form has the program's widgets show."""
    for name, slot in sorted(form.slots.items()):
        for field in slot.values:
            site = getattr(field, "site", None)
            if isinstance(site, CallSite) and forms.is_choice(field):
                own = field.cls if isinstance(field, Instance) else None
                _offer(frame, site, own, offered(frame, name, list(forms.declared(field))))
    model = forms.model_of(frame, models, Instance(form))
    for name, widget in _named(frame, form) if model is not None else ():
        relation = model.relation(name) if model is not None else None
        if relation is not None and relation.target is not None:
            _keep(frame, widget, (default_manager(relation.target),))


def offered(frame: Frame, name: str, declared: list[QueryValue]) -> Iterator[QueryValue]:
    """Yield what a field is declared with, and is given later: `self.fields[name].queryset = ...`.

    What another form does with a field of that name counts as far as it is of the same model.
    """
    yield from declared
    models = {query.model for query in declared}
    for query in loose.hung_on(frame, name, "queryset"):
        if isinstance(query, QueryValue) and (query.model in models or not declared):
            yield query


def made(frame: Frame, site: CallSite, own: ClassInfo | None = None) -> None:
    """Take note of a choice field, of a class of the program's or not, that the code makes."""
    given = (value for value in site.argument(0, "queryset") if isinstance(value, QueryValue))
    _offer(frame, site, own, given)


def _offer(
    frame: Frame, site: CallSite, own: ClassInfo | None, offered: Iterable[QueryValue]
) -> None:
    """Let the widgets of a choice field know its rows."""
    queries = tuple(offered)
    for widget in _classes((*site.keywords.get("widget", ()), *_own_widgets(frame, own))):
        _keep(frame, widget, queries)


def _own_widgets(frame: Frame, field: ClassInfo | None) -> Iterator[Value]:
    """Yield what a class of fields, or of filters, names itself."""
    if field is None:
        return
    yield from lookup.in_class(frame, field, "widget")
    for made in _classes(lookup.in_class(frame, field, "field_class")):
        yield from lookup.in_class(frame, made, "widget")


def _named(frame: Frame, form: ClassInfo) -> Iterator[tuple[str, ClassInfo]]:
    for meta in _classes(lookup.in_class(frame, form, "Meta")):
        for entry in lookup.in_class(frame, meta, "widgets"):
            if isinstance(entry, DictOf) and entry.key is not None:
                for widget in _classes((entry.element,)):
                    yield entry.key, widget


def _classes(values: Iterable[Value]) -> Iterator[ClassInfo]:
    return (value.cls for value in values if isinstance(value, ClassValue | Instance))


def _keep(frame: Frame, widget: ClassInfo, queries: Values) -> None:
    frame.engine.write(frame.slot(widget.slots, _OFFERED), tuple(dict.fromkeys(queries)))


# --- what is shown -----------------------------------------------------------------------------


def is_widget(cls: ClassInfo) -> bool:
    """Tell whether a class is a widget that offers choices."""
    bases = (base for base in mro(cls) if isinstance(base, str))
    return any(".forms" in base and base.endswith(_KINDS) for base in bases)


_KINDS = ("Select", "SelectMultiple", "RadioSelect", "ChoiceWidget", "NullBooleanSelect")


def choices(frame: Frame, widget: ClassInfo) -> Values:
    """Return what a widget's `choices` go through."""
    return lookup.in_class(frame, widget, _OFFERED)


def call(frame: Frame, widget: ClassInfo, name: str, line: int) -> Values | None:
    """Record that a method of Django's goes through a widget's choices; None of other methods."""
    if name not in _RENDERING:
        return None
    toucher = Toucher(frame, line, "likely")
    for query in choices(frame, widget):
        if isinstance(query, QueryValue):
            toucher.read(query, "form")
    return ()
