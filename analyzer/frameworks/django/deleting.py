"""What Django's collector deletes, clears or looks for when a row is deleted.

Source: django/db/models/deletion.py of Django 5.2 (`Collector.collect`, `can_fast_delete`).
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.constants import last_name_of
from analyzer.frameworks.django import ordering, realtime
from analyzer.frameworks.django.model_info import ModelInfo
from analyzer.model import facts
from analyzer.model.walking import walk
from analyzer.resolution.program import ModuleInfo, Program

# Rules of the collector's own: rows that go without anybody looking at them first.
EMPTIED = "emptied"
# Tables that are only read, to sort what goes.
SORTED = "sorted"
CLEARING = frozenset({"CASCADE", "SET_NULL", "SET_DEFAULT", "SET", EMPTIED})
_SIGNALS = frozenset({"pre_delete", "post_delete"})


def cascades(model: ModelInfo) -> list[tuple[str, str]]:
    """Return the tables that deleting a row looks into, with the rule that leads there.

    Rows that refer to a deleted one are collected in their turn where the rule is CASCADE; the
    tables between many-to-many sides are emptied of it, those at the end of a generic relation go;
    other rules touch the referring table. What nothing hangs on in its turn is deleted unseen.
    """
    seen: set[ModelInfo] = set()
    found: dict[tuple[str, str], None] = {}
    todo = [*model.lineage(), *model.children]
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        todo.extend(current.children)
        _beside(current, found, todo)
        for relation in current.reverse.values():
            if relation.is_many:
                if relation.through is not None and relation.through_model is None:
                    found[relation.through, _rule_between(current)] = None
                continue
            rule = relation.spec.on_delete or "CASCADE"
            if rule == "DO_NOTHING":
                continue
            unseen = rule == "CASCADE" and is_leaf(relation.source)
            found[relation.source.table, EMPTIED if unseen else rule] = None
            if not unseen:  # they are looked for in their own order
                found.update({(key, SORTED): None for key in ordering.joined(relation.source)})
            if rule == "CASCADE":
                todo.append(relation.source)
                if relation.source.history is not None:
                    found[relation.source.history, EMPTIED] = None
    return sorted(found)


def _beside(model: ModelInfo, found: dict[tuple[str, str], None], todo: list[ModelInfo]) -> None:
    """Add what a model's own many-to-many fields and generic relations lead to."""
    for relation in model.relations.values():
        if relation.is_many and relation.through is not None and relation.through_model is None:
            found[relation.through, _rule_between(model)] = None
        if relation.spec.kind == "generic" and relation.target is not None:
            found[relation.target.table, "CASCADE"] = None
            todo.append(relation.target)


def _rule_between(model: ModelInfo) -> str:
    """Return how a table between goes that no class stands for: most often nobody hears of it."""
    return "CASCADE" if model.is_all_heard else EMPTIED


def is_leaf(model: ModelInfo) -> bool:
    """Tell whether rows go in one statement: nobody hears of it, and nothing hangs on them."""
    if model.is_heard or model.history is not None or model.parents or model.children:
        return False
    hanging = (r for r in model.reverse.values() if r.is_many or r.spec.on_delete != "DO_NOTHING")
    return not any(hanging) and not any(r.is_many for r in model.relations.values())


def heard(program: Program) -> frozenset[str] | None:
    """Return the names of the models whose deletion the program listens to; None for all models."""
    if realtime.hears_all(program):
        return None
    names: set[str] = set()
    for module in program.live_modules():
        if any(word in _SIGNALS for word, _ in module.facts.words):
            for name in _senders(module):
                if name is None:
                    return None
                names.add(name)
    return frozenset(names)


def _senders(module: ModuleInfo) -> Iterator[str | None]:
    for node in walk(module.facts.body):
        if isinstance(node, facts.Call) and _listens(node):
            sender = next((k.value for k in node.keywords if k.name == "sender"), None)
            yield _class_name(sender) if sender is not None else None


def _class_name(sender: facts.Expr) -> str | None:
    """Return the name of the class that a sender is, None where it may be any."""
    if isinstance(sender, facts.Constant) and isinstance(sender.value, str):
        return sender.value.rpartition(".")[2]
    name = last_name_of(sender)
    return name if name[:1].isupper() and not name.isupper() else None


def _listens(call: facts.Call) -> bool:
    match call.func:
        case facts.Attribute(value=signal, attr="connect"):
            return last_name_of(signal) in _SIGNALS
        case func:
            named = (item for argument in call.args for item in walk(argument))
            is_receiver = last_name_of(func) == "receiver"
            return is_receiver and any(
                last_name_of(item) in _SIGNALS
                for item in named
                if isinstance(item, facts.Name | facts.Attribute)
            )
