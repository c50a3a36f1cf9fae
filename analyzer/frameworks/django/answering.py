"""What a generic view does with a request, where a program's override hands it on to the framework.

`super().create(request)`, `super().dispatch(request)` and their like run queries in the framework,
on behalf of whoever called them. Source: django/views/generic/edit.py and detail.py of Django 5.2;
`mixins.py` of Django REST framework 3.16.
"""

from __future__ import annotations

from collections.abc import Callable

from analyzer.frameworks.django import filters, forms, generic, listing, serializers
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.values import FormValue, QueryValue
from analyzer.resolution import calls, lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, FunctionValue, Instance, Value, Values

# What a method of the framework goes through, in order.
_STEPS = {
    "create": ("validate", "perform_create"),
    "update": ("fetch", "validate", "perform_update"),
    "partial_update": ("fetch", "validate", "perform_update"),
    "destroy": ("fetch", "perform_destroy"),
    "retrieve": ("fetch", "show"),
    "list": ("list", "show"),
    "perform_create": ("save",),
    "perform_update": ("save",),
    "perform_destroy": ("remove",),
}
_METHODS = {"post": "create", "put": "update", "patch": "partial_update", "delete": "destroy"}
_DELETES = ("DeleteView", "DeletionMixin")
# A view that chooses among more forms than this, by what only the run can tell, says nothing.
_MOST_MADE = 4
# What Django's own `dispatch` hands a request on to.
_HANDLERS = ("get", "post", "delete")


def call(frame: Frame, models: Models, view: Instance, name: str, site: CallSite) -> Values | None:
    """Record what a method of a framework's view does; None of a method that is none of these."""
    if listing.is_rest(view):
        if name == "get":
            name = "list" if listing.is_one(view, listing.REST_LISTS) else "retrieve"
        name = _METHODS.get(name, name)
        if name not in _STEPS:
            return None
        for step in _STEPS[name]:
            _step(frame, models, view, step, site)
        return ()
    if not listing.is_one(view, (*_DELETES, *listing.EDITS)):
        return None
    return _answer(frame, models, view, name, site)


def _step(frame: Frame, models: Models, view: Instance, step: str, site: CallSite) -> None:
    """Do one step, which the program may have a method of its own for."""
    made = _made(frame, models, view, "serializer")
    if step.startswith("perform_"):
        given = generic.rows_of(frame, models, view) if step == "perform_destroy" else made
        if _is_own(frame, view, step):
            listing.invoke(frame, view, step, (given,))
        else:
            call(frame, models, view, step, site)
        return
    _PLAIN[step](frame, models, view, made, site)


def _made(frame: Frame, models: Models, view: Instance, kind: str) -> Values:
    """Return the forms or serializers that a view makes; its model's own, where it may make any."""
    made = generic.made(frame, models, view, kind)
    told = tuple(form for form in made if _is_told(frame, models, form))
    if len(told or made) <= _MOST_MADE:
        return told or made
    queries = generic.listed(frame, models, view)
    return tuple(FormValue(q.model, False) for q in queries if isinstance(q, QueryValue))


def _is_told(frame: Frame, models: Models, form: Value) -> bool:
    """Tell whether it is known of which model a form is."""
    return isinstance(form, FormValue) or (
        isinstance(form, Instance) and generic.model_of(frame, models, form) is not None
    )


def _fetch(frame: Frame, models: Models, view: Instance, _: Values, site: CallSite) -> None:
    if not _is_own(frame, view, "get_object"):
        generic.fetch(frame, models, view, site.line)


def _list(frame: Frame, models: Models, view: Instance, _: Values, site: CallSite) -> None:
    rows = calls.no_arguments(frame, site.line)
    rows.args = (generic.listed(frame, models, view),)
    kept = listing.filtered(frame, view, rows, models.rest_defaults)
    rows.args = (filters.of_view(frame, view, kept),)
    listing.paginate(frame, view, rows, models.rest_defaults)


def _validate(frame: Frame, models: Models, _: Instance, made: Values, site: CallSite) -> None:
    for form in made:
        if isinstance(form, Instance):
            forms.validate(frame, models, form, site.line)


def _save(frame: Frame, models: Models, _: Instance, made: Values, site: CallSite) -> None:
    for form in made:
        if isinstance(form, FormValue):
            forms.call(frame, form, "save", site.line)
        elif isinstance(form, Instance) and not _save_by_own(frame, models, form):
            generic.save(frame, models, form, site.line)


def _save_by_own(frame: Frame, models: Models, form: Instance) -> bool:
    """Have a form saved by the methods that the program gives it; tell whether there are any."""
    rows = generic.rows_of(frame, models, form)
    arguments: dict[str, tuple[Values, ...]] = {"save": (), "create": ((),), "update": (rows, ())}
    own = [name for name in arguments if _is_own(frame, form, name)]
    for name in own:
        listing.invoke(frame, form, name, arguments[name])
    return "save" in own or len(own) == 2


def _show(frame: Frame, models: Models, _: Instance, made: Values, site: CallSite) -> None:
    for form in made:
        if isinstance(form, Instance) and forms.is_serializer(form.cls):
            serializers.represent(frame, models, form, site.line)


def _remove(frame: Frame, models: Models, view: Instance, _: Values, site: CallSite) -> None:
    for row in generic.rows_of(frame, models, view):
        for method in lookup.attribute(frame, row, "delete", site.line):
            calls.call_value(frame, method, calls.no_arguments(frame, site.line))


_PLAIN: dict[str, Callable[[Frame, Models, Instance, Values, CallSite], None]] = {
    "fetch": _fetch,
    "list": _list,
    "remove": _remove,
    "save": _save,
    "show": _show,
    "validate": _validate,
}


# --- Django's own views ------------------------------------------------------------------------


def _answer(
    frame: Frame, models: Models, view: Instance, name: str, site: CallSite
) -> Values | None:
    if name == "dispatch":
        for handler in _HANDLERS:
            if not _is_own(frame, view, handler):
                _answer(frame, models, view, handler, site)
        return ()
    made = _made(frame, models, view, "form")
    deletes = listing.is_one(view, _DELETES)
    match name:
        case "get" if deletes or listing.is_one(view, ("UpdateView",)):
            _fetch(frame, models, view, (), site)
            generic.fill(frame, models, view, made, site.line)
        case "post" if not deletes:
            generic.fill(frame, models, view, made, site.line)
            _validate(frame, models, view, made, site)
            _hand_on(frame, models, view, made, site)
        case "post" | "delete" if deletes:
            _fetch(frame, models, view, (), site)
            _hand_on(frame, models, view, made, site)
        case "form_valid" if deletes:
            _remove(frame, models, view, (), site)
        case "form_valid" if listing.edits_model(view):
            _save(frame, models, view, made, site)
        case _:
            return None
    return ()


def _hand_on(frame: Frame, models: Models, view: Instance, made: Values, site: CallSite) -> None:
    """Go on to `form_valid`, the program's own or the framework's."""
    if not _is_own(frame, view, "form_valid"):
        _answer(frame, models, view, "form_valid", site)


def _is_own(frame: Frame, owner: Value, name: str) -> bool:
    """Tell whether the program gives a class a method of that name."""
    return any(isinstance(value, FunctionValue) for value in lookup.raw(frame, owner, name))
