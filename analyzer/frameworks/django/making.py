"""What generic views make: forms, sets of filters and tables, with what a view has for them.

A view that says what its form is to be given never makes the form itself: the framework does,
`form_class(**self.get_form_kwargs())`. Source: `FormMixin.get_form` in django/views/generic/edit.py
of Django 5.2; `FilterMixin.get_filterset` of django-filter 25, `SingleTableMixin.get_table` of
django-tables2 2.7, `BaseFormSetFactory.construct_formset` of django-extra-views 0.16.
"""

from __future__ import annotations

from analyzer.frameworks.django import generic, listing
from analyzer.resolution import calls, lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.slots import join
from analyzer.resolution.values import BoundMethod, DictOf, FunctionValue, Instance, Values

_KINDS = ("form", "filterset", "formset", "table")
# A view that may make more classes than this says nothing of any of them.
_MOST_CHOSEN = 4


def serve(frame: Frame, view: Instance) -> None:
    """Have what a view makes begin with what the view's own methods give for it."""
    for kind in _KINDS:
        entries = listing.invoke(frame, view, f"get_{kind}_kwargs", ())
        given = _by_name(entries)
        made = generic.chosen(frame, view, kind) if given else []
        for cls in made if len(made) <= _MOST_CHOSEN else []:
            _begin(frame, cls, given)


def _by_name(entries: Values) -> dict[str, Values]:
    given: dict[str, Values] = {}
    for entry in entries:
        if isinstance(entry, DictOf) and entry.key is not None:
            given[entry.key] = join(given.get(entry.key, ()), (entry.element,))
    return given


def _begin(frame: Frame, cls: ClassInfo, given: dict[str, Values]) -> None:
    """Run a class's own constructor, for whichever object of the class."""
    site = calls.no_arguments(frame, frame.line)
    site.keywords = given
    for method in lookup.in_class(frame, cls, "__init__"):
        if isinstance(method, FunctionValue):
            calls.call_function(frame, BoundMethod(method.function, Instance(cls)), site)
