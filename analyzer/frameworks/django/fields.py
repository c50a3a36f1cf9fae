"""Model fields: what a class attribute says about columns and relations."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from analyzer.frameworks.constants import last_name_of
from analyzer.model import facts
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.values import CallSite, ExternalInstance, Instance, Text, Value, Values

_NO_COLUMN = ("GenericForeignKey", "GenericRel", "CompositePrimaryKey", "Manager", "RelatedField")
# Classes of these modules share names with model fields and are none.
_OTHER_KINDS = (".forms", "rest_framework", "django_filters", "serializers", "graphene", "wtforms")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A declared field; `kind` is column, foreign_key, one_to_one, many_to_many or generic.

    `defaults` are the arguments that the field's class passes on where the declaration does not.
    """

    name: str
    kind: str
    class_name: str
    site: CallSite
    defaults: CallSite | None = None

    def argument(self, position: int, keyword: str) -> Values:
        """Return what the field is given by position or by name."""
        found = self.site.argument(position, keyword)
        return found or (self.defaults.argument(99, keyword) if self.defaults else ())

    def text(self, position: int, keyword: str) -> str | None:
        """Return a string argument, if it is known."""
        for value in self.argument(position, keyword):
            if isinstance(value, Text) and value.exact:
                return value.value
        return None

    def option(self, keyword: str) -> str | int | float | bool | None:
        """Return a constant keyword argument."""
        expression = self._keyword(keyword)
        return expression.value if isinstance(expression, facts.Constant) else None

    def _keyword(self, name: str) -> facts.Expr | None:
        for site in (self.site, self.defaults):
            for argument in site.call.keywords if site is not None else ():
                if argument.name == name:
                    return argument.value
        return None

    def has(self, keyword: str) -> bool:
        """Tell whether a keyword argument is passed at all."""
        return self._keyword(keyword) is not None or keyword in self.site.keywords

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
        return self.argument(0, "to")

    @property
    def target_name(self) -> str:
        """The last name of what the field points at, as it is written."""
        args = self.site.call.args
        written = self._keyword("to") or (args[0] if args else None)
        return last_name_of(written) if written is not None else ""

    @property
    def on_delete(self) -> str | None:
        """The last name of the deletion rule (CASCADE, SET_NULL, ...)."""
        args = self.site.call.args
        written = args[1] if len(args) > 1 else self._keyword("on_delete")
        return (last_name_of(written) or None) if written is not None else None


def field_spec(
    name: str, value: Value, defaults: Mapping[ClassInfo, CallSite] | None = None
) -> FieldSpec | None:
    """Return the field that a class attribute's value is, None if it is none."""
    names = class_names(value)
    site = getattr(value, "site", None)
    if not names or not isinstance(site, CallSite):
        return None
    for class_name in names:
        kind = kind_of(class_name, site.keywords)
        if kind == "":
            return None
        if kind is not None:
            shown = value.cls.name if _is_installed(value) else class_name.rpartition(".")[2]
            own = defaults.get(value.cls) if defaults and isinstance(value, Instance) else None
            return FieldSpec(name, kind, shown, site, own)
    return None


def _is_installed(value: Value) -> TypeGuard[Instance]:
    return isinstance(value, Instance) and value.cls.module.is_outside


def class_names(value: Value) -> list[str]:
    """Return the names of a value's class and its bases, those that say most first."""
    match value:
        case ExternalInstance(name=name):
            return [name]
        case Instance(cls=cls):  # what it stands on says more than what it is called
            outside = [base for base in mro(cls) if isinstance(base, str)]
            return outside + [base.name for base in mro(cls) if not isinstance(base, str)]
    return []


def kind_of(class_name: str, keywords: Container[str]) -> str | None:
    """Return the kind of field that a class makes, given the names of its arguments.

    None is no field at all, "" something of a model that has no column.
    """
    if any(word in class_name for word in _OTHER_KINDS):
        return None
    last = class_name.rpartition(".")[2]
    if last == "GenericRelation":
        return "generic"
    if last.endswith(_NO_COLUMN):
        return ""
    if "ManyToMany" in last:
        return "many_to_many"
    if "OneToOne" in last:
        return "one_to_one"
    if "ForeignKey" in last or last == "ParentalKey" or "on_delete" in keywords:
        return "foreign_key"
    return "column" if last.endswith("Field") else None
