"""Expressions of migrations: constants are worked out, names and calls kept, the rest unknown."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from analyzer.frameworks.history.values import (
    UNKNOWN,
    Class,
    Made,
    Method,
    Named,
    Presence,
    Routine,
    TableNames,
)
from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.program import ModuleInfo
from analyzer.resolution.values import UNKNOWN_PART

_BUILTINS = frozenset(dir(builtins))
# Beyond these nothing is kept: no name is that long, and code can double a string in a loop.
_MOST_ITEMS = 400
_LONGEST_TEXT = 50_000


@dataclass(eq=False, slots=True)
class Scope:
    """The names of a module or of a running function."""

    module: ModuleInfo
    names: dict[str, object] = field(default_factory=dict)
    outer: Scope | None = None

    def find(self, name: str) -> object:
        """Return what a name stands for."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return Named(f"builtins.{name}") if name in _BUILTINS else UNKNOWN


class Evaluator:
    """Works expressions out; what a call does is its subclass's affair."""

    def call(self, scope: Scope, node: facts.Call) -> object:
        """Return what a call gives."""
        raise NotImplementedError

    def evaluate(self, scope: Scope, node: Expr | None) -> object:
        """Return what an expression stands for; never raises."""
        handler = _HANDLERS.get(type(node))
        return handler(self, scope, node) if handler is not None else UNKNOWN

    def evaluate_all(self, scope: Scope, nodes: Sequence[Expr]) -> tuple[tuple[object, ...], bool]:
        """Return what several expressions stand for, and whether a starred one hides some."""
        found: list[object] = []
        hidden = False
        for node in nodes:
            value = self.evaluate(scope, node)
            if not isinstance(node, facts.Starred):
                found.append(value)
            elif isinstance(value, tuple):
                found.extend(value)
            else:
                hidden = True
        return tuple(found[:_MOST_ITEMS]), hidden or len(found) > _MOST_ITEMS

    def assign(self, scope: Scope, target: Expr, value: object) -> None:
        """Bind a target, tuples of targets included."""
        match target:
            case facts.Name(id=name):
                scope.names[name] = value
            case facts.Collection(items=items):
                parts = value if isinstance(value, tuple) and len(value) == len(items) else ()
                for position, item in enumerate(items):
                    self.assign(scope, item, parts[position] if parts else UNKNOWN)


def _name(_: Evaluator, scope: Scope, node: facts.Name) -> object:
    return scope.find(node.id)


def _constant(_: Evaluator, scope: Scope, node: facts.Constant) -> object:
    return node.value


def _attribute(self: Evaluator, scope: Scope, node: facts.Attribute) -> object:
    receiver = self.evaluate(scope, node.value)
    match receiver:
        case Named(name=name):
            return Named(f"{name}.{node.attr}")
        case Made(last="Column" | "column" | "Table" | "table") if node.attr in ("name", "key"):
            return receiver.get(0, "name", UNKNOWN)
        case Class(node=cls):
            return _of_class(self, scope, cls, node.attr, receiver)
    return Method(receiver, node.attr)


def _of_class(
    self: Evaluator, scope: Scope, cls: facts.ClassDef, name: str, receiver: object
) -> object:
    for statement in cls.body:
        if isinstance(statement, facts.Assign) and facts.Name(name) in statement.targets:
            return self.evaluate(scope, statement.value)
    return Method(receiver, name)


def _format(self: Evaluator, scope: Scope, node: facts.Format) -> object:
    return "".join(_shown(self.evaluate(scope, part)) for part in node.parts)


def _shown(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) else UNKNOWN_PART


def _collection(self: Evaluator, scope: Scope, node: facts.Collection) -> object:
    items, hidden = self.evaluate_all(scope, node.items)
    return UNKNOWN if hidden else items


def _mapping(self: Evaluator, scope: Scope, node: facts.Mapping) -> object:
    found: dict[object, object] = {}
    for key, value in node.items:
        known = self.evaluate(scope, key) if key is not None else UNKNOWN
        if not isinstance(known, str | int):
            return UNKNOWN
        found[known] = self.evaluate(scope, value)
    return found


def _subscript(self: Evaluator, scope: Scope, node: facts.Subscript) -> object:
    holder, index = self.evaluate(scope, node.value), self.evaluate(scope, node.index)
    match holder, index:
        case (dict(), str() | int()):
            return holder.get(index, UNKNOWN)
        case (tuple(), int()) if -len(holder) <= index < len(holder):
            return holder[index]
    return UNKNOWN


def _operation(self: Evaluator, scope: Scope, node: facts.Operation) -> object:
    operands = [self.evaluate(scope, operand) for operand in node.operands]
    if node.operator == "not" and len(operands) == 1:
        return _negated(operands[0])
    if len(operands) != 2:
        return UNKNOWN
    return operate(node.operator, operands[0], operands[1])


def _negated(value: object) -> object:
    if isinstance(value, Presence):
        return Presence(value.table, not value.there)
    known = _is_plain(value) or isinstance(value, tuple | dict)
    return not value if known else UNKNOWN


def operate(operator: str, left: object, right: object) -> object:
    """Return what an operator gives; unknown where an operand is."""
    if operator == "+" and (isinstance(left, str) or isinstance(right, str)):
        text = _shown(left) + _shown(right)
        return text if len(text) <= _LONGEST_TEXT else UNKNOWN
    match operator, left, right:
        case "+", tuple(), tuple():
            return left + right if len(left) + len(right) <= _MOST_ITEMS else UNKNOWN
        case "%", str(), _:
            return _percent(left, right)
        case (("in" | "not in"), str(), TableNames()) if _is_plain(left):
            found = right.holds(left)
            return found if operator == "in" else _negated(found)
        case (("in" | "not in"), _, tuple() | dict()) if _is_plain(left):
            if left in right or all(map(_is_plain, right)):
                return (left in right) is (operator == "in")
        case (("==" | "!=" | "is" | "is not"), _, _) if _is_plain(left) and _is_plain(right):
            return (left == right) is (operator in ("==", "is"))
    return UNKNOWN


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return UNKNOWN_PART not in value
    return value is None or isinstance(value, bool | int | float)


def _percent(template: str, values: object) -> str:
    """Fill `%s` in order; whatever is not plain stays unknown."""
    given = values if isinstance(values, tuple) else (values,)
    pieces = template.replace("%d", "%s").split("%s")
    shown = [_shown(value) for value in given] if len(given) == len(pieces) - 1 else []
    text = pieces[0]
    for position, piece in enumerate(pieces[1:]):
        text += (shown[position] if shown else UNKNOWN_PART) + piece
    return text


def _choice(self: Evaluator, scope: Scope, node: facts.Choice) -> object:
    options = [self.evaluate(scope, option) for option in node.options]
    if node.test is not None:
        test = self.evaluate(scope, node.test)
        if _is_plain(test):
            return options[0] if test else options[-1]
    plain = all(map(_is_plain, options)) and len(set(options)) == 1
    return options[0] if plain else UNKNOWN


def _comprehension(self: Evaluator, scope: Scope, node: facts.Comprehension) -> object:
    items = self.evaluate(scope, node.clauses[0].iterable)
    if len(node.clauses) != 1 or not isinstance(items, tuple):
        return UNKNOWN
    pairs: list[tuple[object, object]] = []
    for item in items:
        inner = Scope(scope.module, outer=scope)
        self.assign(inner, node.clauses[0].target, item)
        tests = [self.evaluate(inner, condition) for condition in node.clauses[0].conditions]
        if not all(map(_is_plain, tests)):
            return UNKNOWN
        if all(tests):
            pairs.append((self.evaluate(inner, node.key), self.evaluate(inner, node.element)))
    if node.kind != "dict":
        return tuple(value for _, value in pairs)
    return dict(pairs) if all(_is_plain(key) for key, _ in pairs) else UNKNOWN


def _inner(self: Evaluator, scope: Scope, node: facts.Starred | facts.Await) -> object:
    return self.evaluate(scope, node.value)


def _walrus(self: Evaluator, scope: Scope, node: facts.Walrus) -> object:
    value = self.evaluate(scope, node.value)
    self.assign(scope, node.target, value)
    return value


def _yield(self: Evaluator, scope: Scope, node: facts.Yield) -> object:
    self.evaluate(scope, node.value)
    return UNKNOWN


def _call(self: Evaluator, scope: Scope, node: facts.Call) -> object:
    return self.call(scope, node)


def callable_name(value: object) -> str | None:
    """Return the dotted name of what is called, if it has one."""
    match value:
        case Named(name=name):
            return name
        case Method(receiver=Named(name=name) | Made(name=name), name=attr):
            return f"{name}.{attr}"
        case Routine(function=function, module=module):
            return f"{module.name}.{function.name}"
        case Class(node=node, module=module):
            return f"{module.name}.{node.name}"
    return None


_HANDLERS: dict[type, Callable[..., object]] = {
    facts.Name: _name,
    facts.Constant: _constant,
    facts.Attribute: _attribute,
    facts.Format: _format,
    facts.Collection: _collection,
    facts.Mapping: _mapping,
    facts.Subscript: _subscript,
    facts.Operation: _operation,
    facts.Choice: _choice,
    facts.Comprehension: _comprehension,
    facts.Starred: _inner,
    facts.Await: _inner,
    facts.Walrus: _walrus,
    facts.Yield: _yield,
    facts.Call: _call,
}
