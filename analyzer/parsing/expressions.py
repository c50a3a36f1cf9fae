"""Expressions: one small function for each kind of libcst node.

All of them visit operands in the order of the source text: `lines.anchors` hands out the lines
of calls and attributes in that same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import libcst as cst

from analyzer.model.facts import (
    Attribute,
    Await,
    Call,
    Choice,
    Clause,
    Collection,
    Comprehension,
    Constant,
    Expr,
    Format,
    Keyword,
    Lambda,
    Mapping,
    Name,
    Opaque,
    Operation,
    Parameter,
    Parameters,
    Starred,
    Subscript,
    Walrus,
    Yield,
)
from analyzer.parsing import literals
from analyzer.parsing.operators import OPERATORS
from analyzer.parsing.walk import MAX_DEPTH, MAX_ITEMS, TooDeep, Walk

# A chain of one operator longer than this becomes one operation with many operands.
MAX_CHAIN = 50

_SINGLETONS = {"True": Constant(True), "False": Constant(False), "None": Constant(None)}
_NOTHING = Constant(None)


def expression(w: Walk, node: cst.CSTNode) -> Expr:
    """Read one expression; raises `TooDeep` below `MAX_DEPTH` levels."""
    if w.depth >= MAX_DEPTH:
        raise TooDeep
    w.depth += 1
    result = _READERS.get(type(node), _opaque)(w, node)
    w.depth -= 1
    return result


def optional(w: Walk, node: cst.CSTNode | None) -> Expr | None:
    """Read an expression that may be absent."""
    return None if node is None else expression(w, node)


def arguments(w: Walk, args: Sequence[cst.Arg]) -> tuple[tuple[Expr, ...], tuple[Keyword, ...]]:
    """Read the arguments of a call or the bases of a class."""
    positional: list[Expr] = []
    keywords: list[Keyword] = []
    for arg in args:
        value = expression(w, arg.value)
        if arg.keyword is not None:
            w.words.append(arg.keyword.value)
            keywords.append(Keyword(arg.keyword.value, value))
        elif arg.star == "**":
            keywords.append(Keyword(None, value))
        else:
            positional.append(Starred(value) if arg.star else value)
    return tuple(positional), tuple(keywords)


def parameters(w: Walk, node: cst.Parameters) -> Parameters:
    """Read the parameters of a function or lambda."""
    found: list[Parameter] = []
    for kind, group in _parameter_groups(node):
        for param in group:
            w.words.append(param.name.value)
            annotation = optional(w, param.annotation and param.annotation.annotation)
            default = optional(w, param.default)
            found.append(Parameter(param.name.value, kind, annotation, default))
    return tuple(found)


def _parameter_groups(node: cst.Parameters) -> Iterator[tuple[str, Sequence[cst.Param]]]:
    yield "positional_only", node.posonly_params
    yield "positional", node.params
    if isinstance(node.star_arg, cst.Param):
        yield "args", (node.star_arg,)
    yield "keyword_only", node.kwonly_params
    if node.star_kwarg is not None:
        yield "kwargs", (node.star_kwarg,)


def _name(w: Walk, node: cst.Name) -> Expr:
    constant = _SINGLETONS.get(node.value)
    if constant is not None:
        return constant
    w.words.append(node.value)
    return Name(node.value)


def _attribute(w: Walk, node: cst.Attribute) -> Expr:
    value = expression(w, node.value)
    attr = node.attr.value
    w.words.append(attr)
    return Attribute(value, attr, w.line or w.take(node))


def _call(w: Walk, node: cst.Call) -> Expr:
    func = expression(w, node.func)
    line = w.line or w.take(node)
    args, keywords = arguments(w, node.args)
    return Call(func, args, keywords, line)


def _integer(_w: Walk, node: cst.Integer) -> Expr:
    return literals.integer(node.value)


def _float(_w: Walk, node: cst.Float) -> Expr:
    return literals.floating(node.value)


def _opaque(_w: Walk, _node: cst.CSTNode) -> Expr:
    return Opaque()


def _string(_w: Walk, node: cst.SimpleString) -> Expr:
    value = literals.simple_string(node)
    return Opaque() if value is None else Constant(literals.shorten(value))


def _joined(w: Walk, node: cst.ConcatenatedString) -> Expr:
    parts: list[Expr] = []
    rest: cst.BaseExpression = node
    while isinstance(rest, cst.ConcatenatedString):
        parts.append(expression(w, rest.left))
        rest = rest.right
    parts.append(expression(w, rest))
    if any(isinstance(part, Opaque) for part in parts):
        return Opaque()
    merged = literals.merge(parts)
    if len(merged) == 1 and isinstance(merged[0], Constant):
        return merged[0]
    return Format(merged)


def _format(w: Walk, node: cst.FormattedString) -> Expr:
    parts: list[Expr] = []
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            parts.append(Constant(literals.format_text(part, node.start, node.end)))
        elif isinstance(part, cst.FormattedStringExpression):
            parts.append(_replacement(w, part))
    return Format(tuple(parts))


def _replacement(w: Walk, node: cst.FormattedStringExpression) -> Expr:
    """Read `{value:spec}`; a computed spec makes it an operation `format` with its operands."""
    value = expression(w, node.expression)
    spec = tuple(
        _replacement(w, part)
        for part in node.format_spec or ()
        if isinstance(part, cst.FormattedStringExpression)
    )
    return Operation("format", (value, *spec)) if spec else value


def _subscript(w: Walk, node: cst.Subscript) -> Expr:
    value = expression(w, node.value)
    indices = tuple(_index(w, element.slice) for element in node.slice)
    plain = len(indices) == 1 and not isinstance(node.slice[0].comma, cst.Comma)
    return Subscript(value, indices[0] if plain else Collection("tuple", indices))


def _index(w: Walk, node: cst.BaseSlice) -> Expr:
    if isinstance(node, cst.Index):
        value = expression(w, node.value)
        return Starred(value) if node.star else value
    if not isinstance(node, cst.Slice):
        return Opaque()
    bounds = [optional(w, node.lower) or _NOTHING, optional(w, node.upper) or _NOTHING]
    if node.step is not None:
        bounds.append(expression(w, node.step))
    return Operation(":", tuple(bounds))


def _display(kind: str) -> Callable[[Walk, cst.List | cst.Tuple | cst.Set], Expr]:
    def read(w: Walk, node: cst.List | cst.Tuple | cst.Set) -> Expr:
        items: list[Expr] = []
        for element in node.elements:
            value = expression(w, element.value)
            if len(items) < MAX_ITEMS:
                starred = isinstance(element, cst.StarredElement)
                items.append(Starred(value) if starred else value)
        return Collection(kind, tuple(items))

    return read


def _starred(w: Walk, node: cst.StarredElement) -> Expr:
    return Starred(expression(w, node.value))


def _dict(w: Walk, node: cst.Dict) -> Expr:
    items: list[tuple[Expr | None, Expr]] = []
    for element in node.elements:
        key = expression(w, element.key) if isinstance(element, cst.DictElement) else None
        value = expression(w, element.value)
        if len(items) < MAX_ITEMS:
            items.append((key, value))
    return Mapping(tuple(items))


def _unary(w: Walk, node: cst.UnaryOperation) -> Expr:
    return Operation(OPERATORS[type(node.operator)], (expression(w, node.expression),))


def _binary(w: Walk, node: cst.BinaryOperation) -> Expr:
    """Read a chain from its left end in a loop: generated strings add up hundreds of terms."""
    steps: list[tuple[str, cst.BaseExpression]] = []
    first: cst.BaseExpression = node
    while isinstance(first, cst.BinaryOperation):
        steps.append((OPERATORS[type(first.operator)], first.right))
        first = first.left
    steps.reverse()
    result = expression(w, first)
    if len(steps) > MAX_CHAIN:
        return _long_chain(w, result, steps)
    for operator, right in steps:
        result = Operation(operator, (result, expression(w, right)))
    return result


def _long_chain(w: Walk, first: Expr, steps: list[tuple[str, cst.BaseExpression]]) -> Expr:
    operators = sorted({operator for operator, _ in steps})
    operands = (first, *(expression(w, right) for _, right in steps))
    return Operation(" ".join(operators), operands)


def _comparison(w: Walk, node: cst.Comparison) -> Expr:
    operands = [expression(w, node.left)]
    operators = []
    for target in node.comparisons:
        operators.append(OPERATORS[type(target.operator)])
        operands.append(expression(w, target.comparator))
    return Operation(" ".join(operators), tuple(operands))


def _boolean(w: Walk, node: cst.BooleanOperation) -> Expr:
    options = tuple(expression(w, operand) for operand in _alternatives(node))
    return Choice(options, None, "and" if isinstance(node.operator, cst.And) else "or")


def _alternatives(node: cst.BooleanOperation) -> list[cst.BaseExpression]:
    """List the operands of one run of `or`, or of `and`, however the parser nested them."""
    operator = type(node.operator)
    found: list[cst.BaseExpression] = []
    pending: list[cst.BaseExpression] = [node]
    while pending:
        top = pending.pop()
        if isinstance(top, cst.BooleanOperation) and type(top.operator) is operator:
            pending += [top.right, top.left]
        else:
            found.append(top)
    return found


def _conditional(w: Walk, node: cst.IfExp) -> Expr:
    body = expression(w, node.body)
    test = expression(w, node.test)
    return Choice((body, expression(w, node.orelse)), test, "if")


def _lambda(w: Walk, node: cst.Lambda) -> Expr:
    return Lambda(parameters(w, node.params), expression(w, node.body))


def _comprehension(kind: str) -> Callable[[Walk, cst.BaseSimpleComp], Expr]:
    def read(w: Walk, node: cst.BaseSimpleComp) -> Expr:
        element = expression(w, node.elt)
        return Comprehension(kind, None, element, _clauses(w, node.for_in))

    return read


def _dict_comprehension(w: Walk, node: cst.DictComp) -> Expr:
    key = expression(w, node.key)
    element = expression(w, node.value)
    return Comprehension("dict", key, element, _clauses(w, node.for_in))


def _clauses(w: Walk, node: cst.CompFor | None) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    while node is not None:
        target = expression(w, node.target)
        iterable = expression(w, node.iter)
        conditions = tuple(expression(w, condition.test) for condition in node.ifs)
        clauses.append(Clause(target, iterable, conditions))
        node = node.inner_for_in
    return tuple(clauses)


def _walrus(w: Walk, node: cst.NamedExpr) -> Expr:
    target = expression(w, node.target)
    return Walrus(target, expression(w, node.value))


def _await(w: Walk, node: cst.Await) -> Expr:
    return Await(expression(w, node.expression))


def _yield(w: Walk, node: cst.Yield) -> Expr:
    if isinstance(node.value, cst.From):
        return Yield(expression(w, node.value.item), True)
    return Yield(optional(w, node.value), False)


_READERS: dict[type[cst.CSTNode], Callable[..., Expr]] = {
    cst.Name: _name,
    cst.Attribute: _attribute,
    cst.Call: _call,
    cst.SimpleString: _string,
    cst.ConcatenatedString: _joined,
    cst.FormattedString: _format,
    cst.Integer: _integer,
    cst.Float: _float,
    cst.Subscript: _subscript,
    cst.List: _display("list"),
    cst.Tuple: _display("tuple"),
    cst.Set: _display("set"),
    cst.Dict: _dict,
    cst.StarredElement: _starred,
    cst.UnaryOperation: _unary,
    cst.BinaryOperation: _binary,
    cst.Comparison: _comparison,
    cst.BooleanOperation: _boolean,
    cst.IfExp: _conditional,
    cst.Lambda: _lambda,
    cst.ListComp: _comprehension("list"),
    cst.SetComp: _comprehension("set"),
    cst.GeneratorExp: _comprehension("generator"),
    cst.DictComp: _dict_comprehension,
    cst.NamedExpr: _walrus,
    cst.Await: _await,
    cst.Yield: _yield,
}
