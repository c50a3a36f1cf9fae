"""Predicates of django-rules: functions that say who may do what with which rows.

Nobody calls them by name. A permission `shop.change_order`, or a model whose `Meta` names its
predicates, tells which rows they are asked about; whoever asks is a user.
Source: "Permissions" and "Permissions in Models" in the documentation of django-rules 3.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.constants import inner_class
from analyzer.frameworks.django import shortcuts
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.values import row_of
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import mro
from analyzer.resolution.values import (
    CallSite,
    DictOf,
    FunctionValue,
    Instance,
    Text,
    Values,
    flattened,
)

_GRANTING = ("add_perm", "set_perm")


def is_granting(name: str) -> bool:
    """Tell whether a function of that dotted name ties a permission to a predicate."""
    return name.startswith("rules.") and name.endswith(_GRANTING)


def grant(frame: Frame, models: Models, site: CallSite) -> Values:
    """Hand a predicate the rows that a permission is about: `add_perm("shop.change_order", f)`."""
    names = [v.value for v in site.argument(0, "name") if isinstance(v, Text) and v.exact]
    about = [model for name in names for model in _named(models, name)]
    _hand(frame, models, site.argument(1, "pred"), about)
    return ()


def serve(frame: Frame, models: Models, served: Instance) -> None:
    """Hand the predicates that a model's `rules_permissions` name rows of that model."""
    model = models.by_class.get(served.cls)
    if model is None:
        return
    for ancestor in mro(served.cls):
        meta = None if isinstance(ancestor, str) else inner_class(ancestor, "Meta")
        slot = meta.slots.get("rules_permissions") if meta is not None else None
        if slot is not None:
            named = frame.engine.read(slot, frame.unit)
            predicates = tuple(entry.element for entry in named if isinstance(entry, DictOf))
            _hand(frame, models, predicates, [model])


def _hand(frame: Frame, models: Models, given: Values, about: Iterable[ModelInfo]) -> None:
    user = shortcuts.user(models) or ()
    rows = tuple(row_of(model) for model in about)
    for predicate in flattened(given):
        if not isinstance(predicate, FunctionValue):
            continue
        function = predicate.function
        frame.engine.inject(function)
        slots = frame.engine.injected[function]
        for name, values in zip(function.signature.positional, (user, rows), strict=False):
            frame.engine.write(slots[name], values)


def _named(models: Models, permission: str) -> Iterator[ModelInfo]:
    """Yield the models that the name of a permission names: `app.action_model`, more or less."""
    label, _, code = permission.partition(".")
    for word in code.split("_")[1:]:
        model = models.by_label.get((label, word))
        if model is not None:
            yield model
