"""Relationships: which class they lead to, through which table, and to one row or to many.

Source: "Relationship Configuration" in SQLAlchemy's documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from analyzer.frameworks.base import Schema
from analyzer.frameworks.constants import last_name_of
from analyzer.frameworks.sqlalchemy.annotated import class_names
from analyzer.frameworks.sqlalchemy.declarations import cascades_of, is_eager, last_name, text_in
from analyzer.frameworks.sqlalchemy.mapped import Mapped, Relationship
from analyzer.frameworks.sqlalchemy.values import TableValue
from analyzer.model import facts
from analyzer.resolution.program import ClassInfo
from analyzer.resolution.values import (
    CallSite,
    ClassValue,
    ExternalInstance,
    ListOf,
    Text,
    Values,
    flattened,
)


@dataclass(frozen=True)
class Relations:
    """Adds relationships to mapped classes once every table and key is known.

    `mapping` gives a class's mapping, `add_bare` the key of the table that a call declares, and
    `owners` the table and name of the column that a call declares.
    """

    schema: Schema
    by_name: Mapping[str, list[Mapped]]
    mapping: Callable[[ClassInfo], Mapped | None]
    add_bare: Callable[[CallSite], str | None]
    owners: Mapping[CallSite, tuple[str, str]]

    def add(self, mapped: Mapped, name: str, value: ExternalInstance) -> None:
        """Add the relationship that a class declares under a name, and the way back."""
        site = value.site
        if site is None:
            return
        annotation, is_list = self._annotated(mapped, name)
        target = self._class_in(site.argument(0, "argument"), mapped) or annotation
        if target is None:
            return
        secondary = self._secondary(site)
        uselist = _keyword(site, "uselist") is not False
        is_kept_there = secondary is None and (is_list or self._points_back(mapped, target, site))
        many = is_list or (uselist and (secondary is not None or is_kept_there))
        passive = _keyword(site, "passive_deletes")
        mapped.relationships[name] = Relationship(
            target,
            secondary,
            many,
            is_kept_there,
            eager=is_eager(_keyword(site, "lazy")),
            cascades=frozenset() if passive else cascades_of(_keyword(site, "cascade")),
            viewonly=_keyword(site, "viewonly") is True,
            is_query=self._is_query(mapped, name, value, site),
        )
        back, is_one, is_query = _backref(site)
        if back is not None:
            many = not is_one and not is_kept_there
            there = secondary is None and not is_kept_there
            reverse = Relationship(mapped, secondary, many, there, is_query=is_query)
            target.relationships.setdefault(back, reverse)

    @staticmethod
    def _is_query(mapped: Mapped, name: str, value: ExternalInstance, site: CallSite) -> bool:
        node = mapped.cls.annotations.get(name)
        written = node.annotation if node is not None else None
        container = written.value if isinstance(written, facts.Subscript) else None
        return (
            _keyword(site, "lazy") in _QUERIES
            or last_name(value) == "dynamic_loader"
            or (container is not None and last_name_of(container) in _QUERIED)
        )

    def _points_back(self, mapped: Mapped, target: Mapped, site: CallSite) -> bool:
        """Tell whether the key is on the other side, so that there may be many.

        Where there are keys both ways, or the table refers to itself, the code says which is meant.
        """
        if target.table == mapped.table:
            return "remote_side" not in site.keywords
        keyed = set(self._keyed(mapped, site))
        if keyed:
            return keyed.isdisjoint(mapped.tables())
        own = self.schema.tables.get(mapped.table)
        return own is None or all(ref.to_table != target.table for ref in own.foreign_keys)

    def _keyed(self, mapped: Mapped, site: CallSite) -> Iterator[str]:
        """Yield the tables of the columns that `foreign_keys=` names."""
        for value in flattened(site.keywords.get("foreign_keys", ())):
            match value:
                case ExternalInstance(site=CallSite() as column) if column in self.owners:
                    yield self.owners[column][0]
                case Text(value=text, exact=True) if "." in text:
                    owner = self._named(text.strip("[] ").partition(".")[0], mapped)
                    if owner is not None:
                        yield owner.table

    def _class_in(self, values: Values, mapped: Mapped) -> Mapped | None:
        for value in values:
            match value:
                case ClassValue(cls=cls):
                    return self.mapping(cls)
                case ListOf(element=element):
                    return self._class_in((element,), mapped)
                case Text(value=text, exact=True):
                    return self._named(text, mapped)
        return None

    def _named(self, text: str, mapped: Mapped) -> Mapped | None:
        """Return the mapped class of a name, the nearest to another where there are several."""
        found = self.by_name.get(text.rpartition(".")[2], [])
        if len(found) > 1:
            package = mapped.cls.module.name.partition(".")[0]
            near = [m for m in found if m.cls.module is mapped.cls.module]
            near += [m for m in found if m.cls.module.name.startswith(package)]
            found = near or found
        return found[0] if found else None

    def _annotated(self, mapped: Mapped, name: str) -> tuple[Mapped | None, bool]:
        node = mapped.cls.annotations.get(name)
        if node is None or node.annotation is None:
            return None, False
        names, is_list = class_names(node.annotation)
        for candidate in names:
            found = self._named(candidate, mapped)
            if found is not None:
                return found, is_list
        return None, is_list

    def _secondary(self, site: CallSite) -> str | None:
        for value in site.keywords.get("secondary", ()):
            match value:
                case TableValue(site=made):
                    return self.add_bare(made)
                case Text(value=text, exact=True):
                    return self.schema.find(text.rpartition(".")[2])
                case ListOf(element=TableValue(site=made)):
                    return self.add_bare(made)
                case ClassValue(cls=cls):
                    between = self.mapping(cls)
                    return between.table if between is not None else None
        return None


def _keyword(site: CallSite, name: str) -> object:
    for keyword in site.call.keywords:
        if keyword.name == name and isinstance(keyword.value, facts.Constant):
            return keyword.value.value
    return None


# Where a relationship is asked for its rows, as any query is.
_QUERIES = ("dynamic", "write_only")
_QUERIED = ("DynamicMapped", "WriteOnlyMapped")


def _backref(site: CallSite) -> tuple[str | None, bool, bool]:
    """Return what the relationship back is called, and whether it leads to one row, or a query."""
    given = site.keywords.get("backref", ())
    for value in given:
        if isinstance(value, ExternalInstance) and value.site is not None:
            is_one = _keyword(value.site, "uselist") is False
            is_query = _keyword(value.site, "lazy") in _QUERIES
            return text_in(value.site.argument(0, "name")), is_one, is_query
    return text_in(given), False, False
