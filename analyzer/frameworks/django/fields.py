"""Model fields: what a class attribute says about columns and relations."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import TypeGuard

from analyzer.model import facts
from analyzer.resolution.program import mro
from analyzer.resolution.values import CallSite, ExternalInstance, Instance, Text, Value, Values

_NO_COLUMN = ("GenericForeignKey", "GenericRel", "CompositePrimaryKey", "Manager", "RelatedField")
# Classes of these modules share names with model fields and are none.
_OTHER_KINDS = (".forms", "rest_framework", "django_filters", "serializers", "graphene", "wtforms")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A declared field; `kind` is column, foreign_key, one_to_one, many_to_many or generic."""

    name: str
    kind: str
    class_name: str
    site: CallSite

    def text(self, position: int, keyword: str) -> str | None:
        """Return a string argument, if it is known."""
        for value in self.site.argument(position, keyword):
            if isinstance(value, Text) and value.exact:
                return value.value
        return None

    def option(self, keyword: str) -> str | int | float | bool | None:
        """Return a constant keyword argument."""
        for argument in self.site.call.keywords:
            if argument.name == keyword and isinstance(argument.value, facts.Constant):
                return argument.value.value
        return None

    def has(self, keyword: str) -> bool:
        """Tell whether a keyword argument is passed at all."""
        return keyword in self.site.keywords

    @property
    def is_relation(self) -> bool:
        """Whether the field points at another model."""
        return self.kind != "column"

    @property
    def has_column(self) -> bool:
        """Whether the field is a column of the model's own table."""
        return self.kind not in ("many_to_many", "generic")

    @property
    def target(self) -> Values:
        """What the field points at, as it is written."""
        return self.site.argument(0, "to")

    @property
    def on_delete(self) -> str | None:
        """The last name of the deletion rule (CASCADE, SET_NULL, ...)."""
        for argument in self.site.call.keywords:
            if argument.name == "on_delete":
                return _rule(argument.value)
        return _rule(self.site.call.args[1]) if len(self.site.call.args) > 1 else None


def _rule(expression: facts.Expr) -> str | None:
    match expression:
        case facts.Attribute(attr=name) | facts.Name(id=name):
            return name
        case facts.Call(func=func):
            return _rule(func)
    return None


def field_spec(name: str, value: Value) -> FieldSpec | None:
    """Return the field that a class attribute's value is, None if it is none."""
    class_names = _class_names(value)
    site = getattr(value, "site", None)
    if not class_names or not isinstance(site, CallSite):
        return None
    for class_name in class_names:
        kind = kind_of(class_name, site.keywords)
        if kind is not None:
            own = value.cls.name if _is_installed(value) else class_name.rpartition(".")[2]
            return FieldSpec(name, kind, own, site)
    return None


def _is_installed(value: Value) -> TypeGuard[Instance]:
    return isinstance(value, Instance) and value.cls.module.is_outside


def _class_names(value: Value) -> list[str]:
    match value:
        case ExternalInstance(name=name):
            return [name]
        case Instance(cls=cls):  # what it stands on says more than what it is called
            outside = [base for base in mro(cls) if isinstance(base, str)]
            return outside + [base.name for base in mro(cls) if not isinstance(base, str)]
    return []


def kind_of(class_name: str, keywords: Container[str]) -> str | None:
    """Return the kind of field that a class makes, given the names of its arguments."""
    if any(word in class_name for word in _OTHER_KINDS):
        return None
    last = class_name.rpartition(".")[2]
    if last == "GenericRelation":
        return "generic"
    if last.endswith(_NO_COLUMN):
        return None
    if "ManyToMany" in last:
        return "many_to_many"
    if "OneToOne" in last:
        return "one_to_one"
    if "ForeignKey" in last or last == "ParentalKey" or "on_delete" in keywords:
        return "foreign_key"
    return "column" if last.endswith("Field") else None
