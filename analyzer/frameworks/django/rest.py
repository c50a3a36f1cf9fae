"""What Django REST framework does around a view: who may is asked, lists are filtered and paged.

Source: `views.py` (`check_permissions`, `check_object_permissions`), `generics.py` and `mixins.py`
of Django REST framework 3.16.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.django import generic, listing
from analyzer.frameworks.django.models import Models
from analyzer.frameworks.django.serializers import hand_context
from analyzer.resolution import calls
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import (
    ClassValue,
    DictOf,
    Instance,
    flattened,
)

_VIEWS = ("View", "ViewSet", "ViewSetMixin", *listing.REST_LISTS)


def serve(frame: Frame, models: Models, view: Instance) -> None:
    """Have a view's permissions, filters and pages asked as the framework does."""
    if not listing.is_rest(view) or not listing.is_one(view, _VIEWS):
        return
    rows = generic.rows_of(frame, models, view)
    for permission in _permissions(frame, models, view):
        listing.invoke(frame, permission, "has_permission", ((), (view,)))
        if rows:
            listing.invoke(frame, permission, "has_object_permission", ((), (view,), rows))
    context = listing.invoke(frame, view, "get_serializer_context", ())
    for serializer in generic.chosen(frame, view, "serializer"):
        hand_context(frame, serializer, (DictOf("view", view), *context))
    if listing.is_one(view, listing.REST_LISTS):
        _list(frame, models, view)


def _list(frame: Frame, models: Models, view: Instance) -> None:
    site = calls.no_arguments(frame, view.cls.node.line)
    site.args = (generic.listed(frame, models, view),)
    site.args = (listing.filtered(frame, view, site, models.rest_defaults),)
    listing.paginate(frame, view, site, models.rest_defaults)


def _permissions(frame: Frame, models: Models, view: Instance) -> Iterator[Instance]:
    """Yield the permissions that a view names, chooses, or has by default."""
    named = listing.invoke(frame, view, "get_permissions", ())
    named = (*named, *listing.option(frame, view, "permission_classes", models.rest_defaults))
    for value in flattened(named):
        match value:
            case ClassValue(cls=cls) | Instance(cls=cls):
                yield Instance(cls)
