"""What an expression can hold, and what evaluating it touches."""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable, Sequence
from itertools import islice, product

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution import calls, growing, lookup, loose, metaclasses, templates
from analyzer.resolution.asking import ask
from analyzer.resolution.evaluation import EVALUATORS, evaluate, line_of
from analyzer.resolution.frame import Frame, says_nothing
from analyzer.resolution.looping import rounds
from analyzer.resolution.metaclasses import Namespace
from analyzer.resolution.narrowing import narrow
from analyzer.resolution.slots import join, joined
from analyzer.resolution.values import (
    UNKNOWN_PART,
    DictOf,
    External,
    ListOf,
    Text,
    TupleOf,
    Values,
    flattened,
    may_be,
    text_of,
)

_BUILTINS = frozenset(dir(builtins))
# Longer strings are neither SQL nor a path, and would only be copied about.
_TEXT_LIMIT = 20_000
_MOST_CONCATENATIONS = 4
_MOST_ENTRIES = 64
_MOST_ELEMENTS = 24


def _name(frame: Frame, node: facts.Name) -> Values:
    return read_name(frame, node.id)


def read_name(frame: Frame, name: str) -> Values:
    """Return what a bare name holds: local, enclosing, global or built in."""
    scope: Frame | None = frame
    while scope is not None:
        if name in scope.env:
            return scope.env[name]
        scope = scope.parent
    engine, unit = frame.engine, frame.unit
    outer = unit.outer
    while outer is not None:
        slot = outer.locals.get(name) or outer.parameters.get(name)
        if slot is not None:
            return engine.read(slot, unit)
        outer = outer.outer
    found = lookup.read_global(frame, unit.module, name)
    if not found and name in _BUILTINS:
        return (External(f"builtins.{name}"),)
    return found


def _attribute(frame: Frame, node: facts.Attribute) -> Values:
    receivers = evaluate(frame, node.value)
    if not receivers:
        return _unknown_attribute(frame, node)
    if frame.expired and isinstance(node.value, facts.Name) and node.value.id in frame.expired:
        _ask_again(frame, node.value.id, receivers, node)
    if len(receivers) == 1:  # as most often
        result = lookup.attribute(frame, receivers[0], node.attr, node.line)
    else:
        result = joined(lookup.attribute(frame, v, node.attr, node.line) for v in receivers)
    if all(map(loose.is_outside, result)):
        if isinstance(node.value, facts.Name) and says_nothing(receivers):
            frame.wonder(node.value.id, node.attr)
        return loose.recall(frame, node.value, receivers, node.attr) or result
    return result


def _ask_again(frame: Frame, name: str, receivers: Values, node: facts.Attribute) -> None:
    """Let frameworks hear of an attribute of what a name held when a transaction ended."""
    for value in receivers:
        for hook in frame.engine.hooks.ask_again:
            if hook(frame, value, node.attr, node.line):
                frame.expired -= {name}


def _unknown_attribute(frame: Frame, node: facts.Attribute) -> Values:
    if isinstance(node.value, facts.Name):
        frame.wonder(node.value.id, node.attr)
    found = lookup.unknown_attribute(frame, node)
    return found or loose.recall(frame, node.value, (), node.attr)


def _constant(frame: Frame, node: facts.Constant) -> Values:
    return (Text(node.value),) if isinstance(node.value, str) else ()


def _format(frame: Frame, node: facts.Format) -> Values:
    """Return what a template gives; parts that may be the same strings are the same string."""
    parts = [_texts(evaluate(frame, part)) for part in node.parts]
    choices = dict.fromkeys(parts)
    if math.prod(max(len(texts), 1) for texts in choices) > _MOST_CONCATENATIONS:
        choices = {texts: None for texts in choices if len(texts) == 1}
    result: dict[Text, None] = {}
    for chosen in product(*(texts or (None,) for texts in choices)):
        known = dict(zip(choices, chosen, strict=True))
        result[_join([known.get(texts) for texts in parts])] = None
    return frame.composed(tuple(result))


def _texts(values: Values) -> tuple[Text, ...]:
    return tuple(value for value in values if isinstance(value, Text))


def _join(texts: Sequence[Text | None]) -> Text:
    """Return the strings as one; what is not known of it stands for itself."""
    text = "".join(UNKNOWN_PART if part is None else part.value for part in texts)
    exact = all(part is not None and part.exact for part in texts)
    return Text(text[:_TEXT_LIMIT], exact)


def _subscript(frame: Frame, node: facts.Subscript) -> Values:
    receivers = evaluate(frame, node.value)
    keys = evaluate(frame, node.index)
    growing.tell_keys_apart(frame, node.index, receivers)
    return joined(_item(frame, receiver, node, keys) for receiver in receivers)


def _item(frame: Frame, receiver: object, node: facts.Subscript, keys: Values) -> Values:
    index = node.index
    is_slice = isinstance(index, facts.Operation) and index.operator == ":"
    match receiver:
        case TupleOf(items=items):
            position = index.value if isinstance(index, facts.Constant) else None
            if isinstance(position, int) and -len(items) <= position < len(items):
                return items[position]
            return (receiver,) if is_slice else _flatten(items)
        case ListOf(element=element):
            return (receiver,) if is_slice else (element,)
        case DictOf(key=key, element=element):
            wanted = text_of(keys)
            return (element,) if key is None or wanted is None or may_be(wanted, key) else ()
        case External(name="typing.Annotated" | "typing_extensions.Annotated"):
            return tuple(flattened(keys))
        case Namespace():
            return metaclasses.item(frame, receiver, keys)
    return lookup.item(frame, receiver, node)  # type: ignore[arg-type]


def _flatten(items: tuple[Values, ...]) -> Values:
    return joined(items)


def _collection(frame: Frame, node: facts.Collection) -> Values:
    items = tuple(evaluate(frame, item) for item in node.items)
    starred = any(isinstance(item, facts.Starred) for item in node.items)
    if node.kind != "set" and len(items) <= 8 and not starred:
        return (TupleOf(items),)
    return tuple(ListOf(value) for value in _flatten(items)[:_MOST_ELEMENTS])


def _mapping(frame: Frame, node: facts.Mapping) -> Values:
    result: Values = ()
    for key, value in node.items:
        name = text_of(evaluate(frame, key)) if key is not None else None
        values = evaluate(frame, value)
        if key is None:
            result = join(result, tuple(v for v in values if isinstance(v, DictOf)))
        else:
            text = name.value if name is not None else None
            result = join(result, entries(text, values))
    return result[:_MOST_ENTRIES]


# What an entry holds of whose value nothing is known.
_NOTHING = TupleOf(())


def entries(key: str | None, values: Values) -> Values:
    """Return a mapping's entry; what is a path (`lines__product`) says something by itself."""
    if not values and key is not None and "__" in key.strip("_"):
        return (DictOf(key, _NOTHING),)
    return tuple(DictOf(key, value) for value in values[:4])


def _operation(frame: Frame, node: facts.Operation) -> Values:
    look = ask if node.operator == "not" else evaluate
    operands = tuple(look(frame, operand) for operand in node.operands)
    if node.operator in ("in", "not in"):
        for operand in operands[-1]:
            lookup.iterate(frame, operand, line_of(node))
    for hook in frame.engine.hooks.combine:
        answer = hook(frame, node.operator, operands)
        if answer is not None:
            return answer
    if node.operator in ("+", "%", "+=", "%="):
        return frame.composed(_concatenate(node.operator[0], operands))
    return ()


def _concatenate(operator: str, operands: tuple[Values, ...]) -> Values:
    if operator == "%":
        formats = templates.ways(operands[0]) if operands else []
        return tuple(dict.fromkeys(templates.percent(t, operands[1]) for t in formats if t))
    parts = [templates.ways(values) for values in operands]
    if not any(part != [None] for part in parts):
        return _flatten(operands)
    result: Values = ()
    for texts in islice(product(*parts), _MOST_CONCATENATIONS):
        result = join(result, (_join(texts),))
    return result


def _choice(frame: Frame, node: facts.Choice) -> Values:
    if node.test is not None:
        ask(frame, node.test)
    saved = frame.env
    result: Values = ()
    for position, option in enumerate(node.options):
        if node.test is not None:
            frame.env = saved
            narrow(frame, node.test, position == 0)
        is_asked = node.test is None and position < len(node.options) - 1
        result = join(result, (ask if is_asked else evaluate)(frame, option))
        if node.operator == "and":
            narrow(frame, option, True)
    if frame.env is not saved:  # what was told of names holds no longer; what was bound, does
        frame.env = {**frame.env, **saved}
    return result


def _lambda(frame: Frame, node: facts.Lambda) -> Values:
    for parameter in node.parameters:
        if parameter.default is not None:
            evaluate(frame, parameter.default)
    saved = frame.env
    frame.env = {**saved, **{parameter.name: () for parameter in node.parameters}}
    result = evaluate(frame, node.body)
    frame.env = saved
    return tuple(ListOf(value) for value in result[:4])


def _comprehension(frame: Frame, node: facts.Comprehension) -> Values:
    saved = frame.env
    frame.env = dict(saved)
    result = _clauses(frame, node, 0)
    frame.env = saved
    if node.kind == "dict":
        return result[:_MOST_ENTRIES]
    return tuple(ListOf(value) for value in result[:_MOST_ELEMENTS])


def _clauses(frame: Frame, node: facts.Comprehension, position: int) -> Values:
    """Return what a comprehension's element can be, from its clause at a position on."""
    from analyzer.resolution.assigning import assign

    if position == len(node.clauses):
        return _element(frame, node)
    clause = node.clauses[position]
    result: Values = ()
    for some in rounds(frame, evaluate(frame, clause.iterable), line_of(clause.iterable)):
        _bind_locally(frame, clause.target, some, assign)
        for condition in clause.conditions:
            ask(frame, condition)
            narrow(frame, condition, True)
        result = join(result, _clauses(frame, node, position + 1))
    return result


def _element(frame: Frame, node: facts.Comprehension) -> Values:
    key = text_of(evaluate(frame, node.key)) if node.key is not None else None
    values = evaluate(frame, node.element)
    if node.kind != "dict":
        return values
    name = key.value if key is not None and key.exact else None
    return tuple(DictOf(name, value) for value in values[:4])


def _bind_locally(
    frame: Frame, target: Expr, values: Values, assign: Callable[[Frame, Expr, Values], None]
) -> None:
    # A comprehension's names are its own: they reach neither the class nor the module.
    match target:
        case facts.Name(id=name):
            frame.env[name] = (says_nothing(values) and frame.told(name)) or values
        case facts.Collection(items=items):
            for position, item in enumerate(items):
                _bind_locally(frame, item, unpack(values, position), assign)
        case facts.Starred(value=value):
            _bind_locally(frame, value, values, assign)


def unpack(values: Values, position: int) -> Values:
    """Return what the target at a position of `a, b = values` holds."""
    result: Values = ()
    for value in values:
        match value:
            case TupleOf(items=items) if position < len(items):
                result = join(result, items[position])
            case ListOf(element=element):
                result = join(result, (element,))
    return result


def _starred(frame: Frame, node: facts.Starred) -> Values:
    result: Values = ()
    for value in evaluate(frame, node.value):
        result = join(result, lookup.iterate(frame, value, line_of(node.value)))
    return result


def _walrus(frame: Frame, node: facts.Walrus) -> Values:
    from analyzer.resolution.assigning import assign

    values = evaluate(frame, node.value)
    assign(frame, node.target, values)
    return values


def _await(frame: Frame, node: facts.Await) -> Values:
    return ask(frame, node.value)


def _yield(frame: Frame, node: facts.Yield) -> Values:
    values = evaluate(frame, node.value) if node.value is not None else ()
    if node.delegated:
        inner: Values = ()
        for value in values:
            inner = join(inner, lookup.iterate(frame, value, line_of(node)))
        values = inner
    frame.engine.write(frame.unit.yields, values)
    frame.give_way()
    return ()


def _opaque(frame: Frame, node: facts.Opaque) -> Values:
    return ()


EVALUATORS.update(
    {
        facts.Name: _name,
        facts.Attribute: _attribute,
        facts.Call: calls.evaluate_call,
        facts.Constant: _constant,
        facts.Format: _format,
        facts.Subscript: _subscript,
        facts.Collection: _collection,
        facts.Mapping: _mapping,
        facts.Operation: _operation,
        facts.Choice: _choice,
        facts.Lambda: _lambda,
        facts.Comprehension: _comprehension,
        facts.Starred: _starred,
        facts.Walrus: _walrus,
        facts.Await: _await,
        facts.Yield: _yield,
        facts.Opaque: _opaque,
    }
)
