"""Which classes are models, and whose fields become columns of whose table."""

from __future__ import annotations

from collections.abc import Callable

from analyzer.frameworks.constants import class_constant, inner_class
from analyzer.frameworks.django.contrib import KNOWN_MODELS, guess_model
from analyzer.frameworks.django.fields import field_spec
from analyzer.resolution.program import ClassInfo, mro

_ROOTS = ("django.db.models.Model", "django.db.models.base.Model")
# Calls that give a model class, as bases.
_GIVEN = (".get_user_model()", "apps.get_model()", "apps.get_registered_model()")
_PLAIN = ("builtins.", "typing.", "abc.", "enum.", "collections.", "typing_extensions.")


def says_abstract(cls: ClassInfo) -> bool:
    """Tell whether the class's own `Meta` says `abstract = True`."""
    return _says(cls, "abstract")


def _says(cls: ClassInfo, option: str) -> bool:
    meta = inner_class(cls, "Meta")
    return meta is not None and class_constant(meta, option) is True


def looks_like_model(cls: ClassInfo) -> bool:
    """Tell whether Django would take the class for a model, abstract ones included."""
    if cls.name == "Meta" and "." in cls.qualname:  # options, extending those of another model
        return False
    outside = [base for base in mro(cls) if isinstance(base, str)]
    if any(_is_root(base) for base in outside):
        return True
    if any(base.endswith(_GIVEN) for base in outside):
        return not _says(cls, "proxy")  # the proxy of a model that is not known has no table
    foreign = [base for base in outside if not base.startswith(_PLAIN) and "." in base]
    if any(base.startswith("django.") for base in foreign):
        return False
    models = [base for base in foreign if _is_foreign_model(base)]
    if models and not _is_mere_mixin(cls, models):
        return True
    return bool(foreign) and _has_model_field(cls)


def _is_mere_mixin(cls: ClassInfo, bases: list[str]) -> bool:
    """Tell whether nothing but the name of a package's module says that a mixin is a model.

    A mixin of methods stands beside the models that it is for, and so does what extends it.
    """
    names = (cls.name, *(base.rpartition(".")[2] for base in bases))
    has_options = inner_class(cls, "Meta") is not None
    return all(n.endswith("Mixin") for n in names) and not has_options and not _has_model_field(cls)


def _is_root(base: str) -> bool:
    return base in _ROOTS or base in KNOWN_MODELS or base.endswith(".gis.db.models.Model")


def _is_foreign_model(base: str) -> bool:
    return guess_model(base) is not None


def _has_model_field(cls: ClassInfo) -> bool:
    for ancestor in mro(cls):
        if isinstance(ancestor, str):
            continue
        for slot in ancestor.slots.values():
            for value in slot.values:
                name = getattr(value, "name", "")
                if name.startswith("django.db.models.") and field_spec("", value) is not None:
                    return True
    return False


def own_lineage(cls: ClassInfo, is_model: Callable[[ClassInfo], bool]) -> list[ClassInfo]:
    """Return the class and the ancestors whose fields become columns of its own table."""
    foreign: set[ClassInfo] = set()
    for ancestor in mro(cls)[1:]:
        if not isinstance(ancestor, str) and is_model(ancestor) and not says_abstract(ancestor):
            foreign.update(a for a in mro(ancestor) if not isinstance(a, str))
    return [
        a
        for a in mro(cls)
        if not isinstance(a, str) and a not in foreign and (a is cls or is_model(a))
    ]
