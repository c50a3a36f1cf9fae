"""All that Django, and what stands on it, does by itself with a class of the program's."""

from __future__ import annotations

from analyzer.frameworks.django import (
    feeds,
    filters,
    forms,
    generic,
    haystack,
    making,
    permissions,
    rest,
    serializers,
    serving,
    widgets,
)
from analyzer.frameworks.django.managers import scope
from analyzer.frameworks.django.models import Models
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import Instance, Values


def lay_out(models: Models) -> None:
    """Let models know what packages do with their rows by themselves."""
    scope(models.own())
    haystack.lay_out(models)


def serve(frame: Frame, models: Models, served: Instance) -> None:
    """Take note of what generic views, viewsets, forms and the admin do with a class's model."""
    serving.serve(frame, models, served)
    serializers.serve(frame, models, served)
    if forms.is_form(served.cls) or filters.is_set(served.cls):
        widgets.serve(frame, models, served.cls)
    rest.serve(frame, models, served)
    making.serve(frame, served)
    permissions.serve(frame, models, served)
    if filters.is_set(served.cls):
        filters.serve(frame, served, generic.listed(frame, models, served))
    feeds.serve(frame, served)
    haystack.serve(frame, models, served)


def parameter(frame: Frame, models: Models, name: str) -> Values | None:
    """Return what the methods of generic classes are handed under that name."""
    receiver = frame.unit.receiver
    if isinstance(receiver, Instance) and generic.is_generic(receiver.cls):
        row = serializers.parameter(frame, models, receiver, name)
        return row or generic.parameter(frame, models, receiver, name)
    return None


def attribute(frame: Frame, models: Models, value: Instance, name: str, line: int) -> Values | None:
    """Return what an instance of a generic class gives under a name."""
    if not generic.is_generic(value.cls):
        return None
    shown = serializers.attribute(frame, models, value, name, line)
    return shown or generic.attribute(frame, models, value, name, line)
