"""Mapped classes and bare tables: what SQLAlchemy's MetaData would hold.

Source: "Declarative Mapping" and "Describing Databases with MetaData" in SQLAlchemy's
documentation; the naming rules of Flask-SQLAlchemy (`camel_to_snake_case`) and SQLModel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from analyzer.frameworks.base import Schema, table_key
from analyzer.frameworks.fate import Fate
from analyzer.frameworks.sqlalchemy import brought, nameless
from analyzer.frameworks.sqlalchemy.annotated import is_column_annotation
from analyzer.frameworks.sqlalchemy.bodies import (
    changes_names,
    has_metaclass,
    has_true_keyword,
    is_cascading,
    is_made_base,
    names_heirs,
    rebound,
)
from analyzer.frameworks.sqlalchemy.columns import TableBuilder
from analyzer.frameworks.sqlalchemy.declarations import (
    ColumnSpec,
    clearer,
    column_spec,
    composed,
    is_column,
    is_relationship,
    stands_for_others,
    text_in,
)
from analyzer.frameworks.sqlalchemy.declared import Declared
from analyzer.frameworks.sqlalchemy.mapped import Mapped
from analyzer.frameworks.sqlalchemy.values import TableValue
from analyzer.model import facts
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import ClassInfo, FunctionInfo, mro
from analyzer.resolution.slots import Slot
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    DictOf,
    ExternalInstance,
    FunctionValue,
    ListOf,
    Value,
    Values,
)

# A class that derives from one of these is a base itself, and has no table.
_ROOTS = ("DeclarativeBase", "DeclarativeBaseNoMeta")
_BASES = (
    "declarative_base()",
    "DeclarativeBase",
    "DeclarativeBaseNoMeta",
    "automap_base()",
    "generate_base()",
)


class Mappings:
    """All mapped classes and tables of a program."""

    def __init__(self, engine: Engine, schema: Schema, declared: Declared) -> None:
        self.engine = engine
        self.schema = schema
        self._imperative = declared.imperative
        self._tables = declared.tables
        self.by_class: dict[ClassInfo, Mapped | None] = {}
        self.by_name: dict[str, list[Mapped]] = {}
        self.by_table_site: dict[CallSite, str] = {}
        self.fates: dict[CallSite, Fate] = {}
        self.column_owner: dict[CallSite, tuple[str, str]] = {}
        self._builder = TableBuilder(self)
        self._map_all()
        for site in sorted(declared.tables, key=_standing):
            self._builder.add_bare(site)
        for added in declared.appended.values():
            self._builder.append(added)
        self._builder.finish()

    # --- mapped classes ----------------------------------------------------------------------

    def _map_all(self) -> None:
        """Map every class, those included that attributes of others make when they are read."""
        program = self.engine.program
        while fresh := [
            cls
            for cls in (*program.classes(), *program.adopted_classes())
            if cls not in self.by_class
        ]:
            for cls in fresh:
                self.mapped(cls)

    def mapped(self, cls: ClassInfo) -> Mapped | None:
        """Return the mapping of a class, None if it is not mapped."""
        if cls not in self.by_class:
            self.by_class[cls] = None
            self.by_class[cls] = made = self._map(cls)
            if made is not None:
                self.by_name.setdefault(cls.name, []).append(made)
        return self.by_class[cls]

    def _map(self, cls: ClassInfo) -> Mapped | None:
        if cls in self._imperative:
            return self._onto(self._imperative[cls].table, cls, None)
        if any(isinstance(base, str) and base.endswith(_ROOTS) for base in cls.bases):
            return None
        if is_made_base(cls):
            return None
        if self._own_constant(cls, "__abstract__") is True or not self._is_declarative(cls):
            return None
        parent = self._parent(cls)
        name = self._table_name(cls, parent)
        if name is None:
            return self._into(parent, cls) if parent is not None else None
        if isinstance(name, CallSite):
            return self._onto(name, cls, parent)
        schema, database = self._schema_of(cls), self._text(cls, "__bind_key__")
        made = Mapped(cls, table_key(name, schema, database), parent)
        made.columns = self._columns(cls, parent)
        self._builder.add_class(made, name, schema, database)
        return made

    def _into(self, parent: Mapped, cls: ClassInfo) -> Mapped:
        """Return the mapping of a class that shares its parent's table, and adds columns to it."""
        made = Mapped(cls, parent.table, parent)
        found = self._columns(cls, parent)
        made.columns = {name: spec for name, spec in found.items() if not parent.has_column(name)}
        self._builder.add_columns(parent.table, list(made.columns.values()))
        return made

    def _onto(self, table: CallSite, cls: ClassInfo, parent: Mapped | None) -> Mapped | None:
        """Return the mapping of a class onto a bare table: its columns are the attributes."""
        key = self._builder.add_bare(table, cls)
        if key is None:
            return None
        columns = {spec.name: spec for spec in self._builder.columns(key)}
        return Mapped(cls, key, parent, columns=columns)

    def _is_declarative(self, cls: ClassInfo) -> bool:
        bases = [base for base in mro(cls) if isinstance(base, str)]
        if any(base.endswith(_BASES) or brought.is_base(base) for base in bases):
            return True
        if self._is_flask(cls):
            return True
        if any(is_made_base(base) for base in mro(cls) if not isinstance(base, str)):
            return True
        if any(base.endswith("SQLModel") for base in bases):
            return has_true_keyword(cls, "table")
        by_metaclass = has_metaclass(cls)
        if not (bases or cls.node.decorators or by_metaclass):
            return False  # a mixin, which names its heirs' tables
        holders = [a for a in mro(cls) if not isinstance(a, str)] if by_metaclass else [cls]
        slots = [slot for holder in holders for slot in list(holder.slots.values())]
        named = any("__tablename__" in holder.slots for holder in holders)
        return named and any(is_column(value) for slot in slots for value in slot.values)

    @staticmethod
    def _is_flask(cls: ClassInfo) -> bool:
        bases = [base for base in mro(cls) if isinstance(base, str)]
        return any(
            base.endswith(".Model") and ("flask" in base or "sqlalchemy" in base.lower())
            for base in bases
        )

    def _parent(self, cls: ClassInfo) -> Mapped | None:
        for ancestor in mro(cls)[1:]:
            if not isinstance(ancestor, str):
                found = self.mapped(ancestor)
                if found is not None:
                    return found
        return None

    def _table_name(self, cls: ClassInfo, parent: Mapped | None) -> str | CallSite | None:
        is_inherited = False
        for ancestor in mro(cls):
            if isinstance(ancestor, str):
                continue
            is_inherited |= ancestor is not cls and self.by_class.get(ancestor) is not None
            if is_inherited and not self._has_own_key(cls):
                break  # the name is that class's own: this one shares its table
            for value in () if is_inherited else self._values(ancestor, "__table__"):
                if isinstance(value, TableValue):
                    return value.site
            slot = ancestor.slots.get("__tablename__")
            if ancestor is cls and self._shares_in_spite(cls, parent):
                break
            if slot is not None and slot.values and (not is_inherited or _is_rule(slot)):
                values = self.through(cls, slot.values)
                is_changed = ancestor is cls and len(values) > 1 and changes_names(cls)
                return text_in(values[is_changed:]) or self._guessed_name(cls, slot)
        return self._default_name(cls, parent)

    def _shares_in_spite(self, cls: ClassInfo, parent: Mapped | None) -> bool:
        """Tell whether a class has no table, though a base or a metaclass names one for it."""
        return parent is not None and names_heirs(cls) and not self._has_own_key(cls)

    def _has_own_key(self, cls: ClassInfo) -> bool:
        """Tell whether a class declares a primary key itself: heirs that share a table do not."""
        columns = self._columns_of(cls, cls).values()
        return any(spec.option("primary_key") is True for spec in columns)

    def _guessed_name(self, cls: ClassInfo, slot: Slot) -> str | None:
        """Return the name that a rule which is not understood most often gives a class."""
        return snake_case(cls.name) if _is_rule(slot) and self._has_primary_key(cls) else None

    def _default_name(self, cls: ClassInfo, parent: Mapped | None) -> str | None:
        bases = [base for base in mro(cls) if isinstance(base, str)]
        if any(base.endswith("SQLModel") for base in bases):
            return cls.name.lower()
        if any(map(brought.is_base, bases)):
            return snake_case(cls.name)
        for name in map(brought.table_name, bases):
            if name is not None:
                return name
        is_base = bool(cls.subclasses) and not self._columns_of(cls, cls)
        is_strange = parent is None and not is_base and nameless.has_strangers(cls)
        if self._is_flask(cls):
            return snake_case(cls.name) if is_strange or self._has_primary_key(cls) else None
        return nameless.called_like(snake_case(cls.name), self._referred) if is_strange else None

    @cached_property
    def _referred(self) -> frozenset[str]:
        return nameless.referred(self.engine.program, self._tables)

    def _has_primary_key(self, cls: ClassInfo) -> bool:
        parent = self._parent(cls)
        above = mro(parent.cls) if parent is not None else []
        return any(
            spec.option("primary_key") is True
            for holder in mro(cls)
            if not isinstance(holder, str) and holder not in above
            if holder is cls or self.by_class.get(holder) is None
            for spec in self._columns_of(cls, holder).values()
        )

    def through(self, cls: ClassInfo, values: Values) -> Values:
        """Return the values with functions (`declared_attr`) replaced by what they give a class."""
        result: Values = ()
        for value in values:
            if isinstance(value, FunctionValue):
                result += self._returned(value.function, cls)
            elif isinstance(value, ExternalInstance) and value.name.endswith("declared_attr"):
                arguments = value.site.args[0] if value.site is not None and value.site.args else ()
                for inner in arguments:
                    if isinstance(inner, ListOf):  # a lambda
                        result += (inner.element,)
            else:
                result += (value,)
        return result

    def _returned(self, function: FunctionInfo, cls: ClassInfo) -> Values:
        if function.kind != "classproperty":
            return ()
        unit = self.engine.function_unit(function, ClassValue(cls))
        self.engine.run([unit])
        return unit.result

    # --- attributes --------------------------------------------------------------------------

    def _columns(self, cls: ClassInfo, parent: Mapped | None) -> dict[str, ColumnSpec]:
        """Return the columns that a class has of its own: not those that its parent has got."""
        result: dict[str, ColumnSpec] = {}
        above = mro(parent.cls) if parent is not None else []
        unwanted: set[str] = set()
        for holder in mro(cls):
            if isinstance(holder, str):
                found = brought.columns(holder) if holder not in above else {}
            elif holder is not cls and self.by_class.get(holder):
                continue
            else:
                found = self._columns_of(cls, holder)
                if holder in above:
                    found = {k: v for k, v in found.items() if is_cascading(holder, k)}
            for attribute, spec in found.items():
                if attribute not in unwanted:
                    result.setdefault(attribute, spec)
            if not isinstance(holder, str):
                unwanted.update(name for name in rebound(holder) if name not in found)
        return result

    def _columns_of(self, cls: ClassInfo, holder: ClassInfo) -> dict[str, ColumnSpec]:
        result: dict[str, ColumnSpec] = {}
        for name, slot in list(holder.slots.items()):
            for value in self.through(cls, slot.values):
                spec = column_spec(name, value) if is_column(value) else None
                if spec is not None:
                    result[name] = clearer(result.get(name), spec)
                result.update((each.name, each) for each in composed(value))
        for name, node in holder.annotations.items():
            stands = any(map(stands_for_others, self._values(cls, name)))
            if name not in result and not stands and is_column_annotation(node, holder, mro(cls)):
                result[name] = ColumnSpec(name, None)
        return result

    def relationships(self, cls: ClassInfo) -> dict[str, ExternalInstance]:
        """Return the relationship declarations that a class has of its own or from mixins."""
        result: dict[str, ExternalInstance] = {}
        if cls in self._imperative:
            result.update(_properties(self._imperative[cls].call))
        for name, value in self.own_attributes(cls):
            if is_relationship(value) and isinstance(value, ExternalInstance):
                result.setdefault(name, value)
        return result

    def own_attributes(self, cls: ClassInfo) -> Iterator[tuple[str, Value]]:
        """Yield what a class and its mixins bind names to, but not what a mapped ancestor does."""
        for holder in mro(cls):
            if isinstance(holder, str) or (holder is not cls and self.by_class.get(holder)):
                continue
            for name, slot in list(holder.slots.items()):
                for value in self.through(cls, slot.values):
                    yield name, value

    def _schema_of(self, cls: ClassInfo) -> str | None:
        for ancestor in mro(cls):
            if isinstance(ancestor, str):
                continue
            for value in self.through(cls, self._values(ancestor, "__table_args__")):
                found = _schema_in(value)
                if found is not None:
                    return found
            for value in self._values(ancestor, "metadata"):
                if isinstance(value, ExternalInstance) and value.site is not None:
                    found = text_in(value.site.keywords.get("schema", ()))
                    if found is not None:
                        return found
        return None

    @staticmethod
    def _values(cls: ClassInfo, name: str) -> Values:
        slot = cls.slots.get(name)
        return slot.values if slot is not None else ()

    def _text(self, cls: ClassInfo, name: str) -> str | None:
        for ancestor in mro(cls):
            if not isinstance(ancestor, str) and (found := text_in(self._values(ancestor, name))):
                return found
        return None

    @staticmethod
    def _own_constant(cls: ClassInfo, name: str) -> object:
        for statement in cls.node.body:
            match statement:
                case facts.Assign(targets=(facts.Name(id=target),), value=facts.Constant(value=v)):
                    if target == name:
                        return v
        return None


def _standing(site: CallSite) -> tuple[bool, bool]:
    """Put the program's own tables first, and those first that no call needs to come about."""
    return site.module.is_outside, site.unit.function is not None


def _properties(call: CallSite) -> Iterator[tuple[str, ExternalInstance]]:
    """Yield the relationships that `properties={...}` names."""
    for value in call.argument(2, "properties"):
        match value:
            case DictOf(key=str() as name, element=ExternalInstance() as element):
                if is_relationship(element):
                    yield name, element


def _is_rule(slot: Slot) -> bool:
    """Tell whether a name is computed for each class anew (`declared_attr`), heirs included."""
    return any(isinstance(value, FunctionValue) for value in slot.values)


def _schema_in(value: Value) -> str | None:
    from analyzer.frameworks.sqlalchemy.declarations import items_in

    for item in (value, *items_in((value,))):
        if isinstance(item, DictOf) and item.key == "schema":
            return text_in((item.element,))
    return None


def snake_case(name: str) -> str:
    """Return Flask-SQLAlchemy's table name for a class."""
    parts = re.sub(r"((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))", r"_\1", name)
    return parts.lower().lstrip("_")
