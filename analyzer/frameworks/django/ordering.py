"""The order in which a model's rows come by themselves, and the tables that it takes to sort them.

Source: `Meta.ordering` in Django's documentation; `Options` in django/db/models/options.py and
`find_ordering_name` in django/db/models/sql/compiler.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.frameworks.constants import inner_class
from analyzer.frameworks.django.lineage import says_abstract
from analyzer.frameworks.django.lookups import joined_tables, reached
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.model import facts
from analyzer.model.walking import walk
from analyzer.resolution.program import ClassInfo, mro


def declared(cls: ClassInfo, parents: Iterable[ModelInfo]) -> tuple[str, ...]:
    """Return the lookup paths by which a model's rows are sorted where nobody says otherwise.

    A `Meta` is a class's own, or else an abstract base's; what it says nothing of is as it is for
    the model whose rows it extends.
    """
    for meta in _options(cls):
        for holder in mro(meta):
            if not isinstance(holder, str) and (order := _assigned(holder)) is not None:
                return tuple(_paths(order))
        break
    return next((parent.ordering for parent in parents), ())


def _options(cls: ClassInfo) -> Iterator[ClassInfo]:
    for ancestor in mro(cls):
        if isinstance(ancestor, str) or (ancestor is not cls and not says_abstract(ancestor)):
            continue
        meta = inner_class(ancestor, "Meta")
        if meta is not None:
            yield meta


def _assigned(meta: ClassInfo) -> facts.Expr | None:
    for statement in meta.node.body:
        if isinstance(statement, facts.Assign) and statement.targets == (facts.Name("ordering"),):
            return statement.value
    return None


def _paths(order: facts.Expr) -> Iterator[str]:
    """Yield the paths in `["-date", F("customer__name").desc()]`."""
    for item in walk(order):
        if isinstance(item, facts.Constant) and isinstance(item.value, str):
            yield item.value.lstrip("-+")


def joined(model: ModelInfo) -> list[str]:
    """Return the keys of the tables, beside the model's own, that its order looks into."""
    return sorted_by(model, model.ordering) if model.ordering else []


def sorted_by(
    model: ModelInfo, paths: Iterable[str], seen: tuple[ModelInfo, ...] = ()
) -> list[str]:
    """Return the keys of the tables that sorting a model's rows by some paths looks into.

    A path that ends at a foreign key sorts by the order of the model behind it, if it has one.
    """
    wanted = list(paths)
    found = dict.fromkeys(joined_tables(model, wanted))
    for path in wanted:
        target = _behind(model, path)
        if target is None or not target.ordering or target in seen:
            continue
        found[target.table] = None
        found.update(dict.fromkeys(sorted_by(target, target.ordering, (*seen, model, target))))
    return list(found)


def _behind(model: ModelInfo, path: str) -> ModelInfo | None:
    """Return the model whose row a path leads to, through foreign keys alone."""
    current: ModelInfo | None = model
    for name in path.split("__"):
        relation = current.relation(name) if current is not None else None
        if relation is None or relation.is_many:
            return None
        current = relation.target
    return current


def fetched_after(model: ModelInfo, paths: Iterable[str]) -> list[str]:
    """Return the keys of the tables that the order of rows looks into which are prefetched."""
    found: dict[str, None] = {}
    for path in paths:
        for target, _ in reached(model, path):
            found.update(dict.fromkeys(joined(target)))
    return list(found)
