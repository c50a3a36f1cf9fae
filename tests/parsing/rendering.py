"""Facts as text that people can compare with the source: `line| fact`, indented like the code."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model.facts import (
    AnyStatement,
    Assign,
    Attribute,
    Await,
    Block,
    Call,
    Choice,
    ClassDef,
    Clause,
    Collection,
    Comprehension,
    Constant,
    Declare,
    Delete,
    Evaluate,
    Expr,
    FileFacts,
    Format,
    FunctionDef,
    If,
    Import,
    Keyword,
    Lambda,
    Loop,
    Mapping,
    Match,
    Name,
    Operation,
    Parameter,
    Parameters,
    Raise,
    Return,
    Starred,
    Subscript,
    Try,
    Walrus,
    With,
    Yield,
)


def render(facts: FileFacts) -> str:
    """Render a file: its docstring, statements and problems."""
    lines = [f"doc {facts.docstring!r}"] if facts.docstring is not None else []
    lines += _block(facts.body, 0)
    lines += [f"! {each.line} {each.code}: {each.message}" for each in facts.problems]
    return "\n".join(lines)


def show(node: Expr | None) -> str:
    """Render an expression; `@3` is the line of the call or attribute before it."""
    match node:
        case None:
            return "-"
        case Name(id):
            return id
        case Attribute(value, attr, line):
            return f"{show(value)}.{attr}@{line}"
        case Call(func, args, keywords, line):
            shown = [*map(show, args), *map(_keyword, keywords)]
            return f"{show(func)}({', '.join(shown)})@{line}"
        case Constant(value):
            return repr(value)
        case Subscript(value, index):
            return f"{show(value)}[{show(index)}]"
        case _:
            return _wrapped(node)


def _wrapped(node: Expr) -> str:
    match node:
        case Lambda(params, body):
            return f"lambda({_parameters(params)}): {show(body)}"
        case Starred(value):
            return f"*{show(value)}"
        case Walrus(target, value):
            return f"({show(target)} := {show(value)})"
        case Await(value):
            return f"await {show(value)}"
        case Yield(value, delegated):
            return f"(yield{' from' if delegated else ''} {show(value)})"
        case Comprehension(kind, key, element, clauses):
            head = f"{show(key)}: {show(element)}" if key is not None else show(element)
            return f"{kind}<{head}{''.join(map(_clause, clauses))}>"
        case _:
            return _many(node)


def _many(node: Expr) -> str:
    match node:
        case Format(parts):
            return f"f<{' '.join(map(show, parts))}>"
        case Collection(kind, items):
            return f"{kind}[{', '.join(map(show, items))}]"
        case Mapping(items):
            pairs = [f"{show(k)}: {show(v)}" if k is not None else f"**{show(v)}" for k, v in items]
            return "{" + ", ".join(pairs) + "}"
        case Operation(operator, operands):
            return f"({operator} {' '.join(map(show, operands))})"
        case Choice(options, test, operator):
            either = (" & " if operator == "and" else " | ").join(map(show, options))
            return f"({either})" if test is None else f"({either} ? {show(test)})"
        case _:
            return "?"


def _keyword(keyword: Keyword) -> str:
    return f"{keyword.name or '**'}={show(keyword.value)}"


def _clause(clause: Clause) -> str:
    tests = "".join(f" if {show(each)}" for each in clause.conditions)
    return f" for {show(clause.target)} in {show(clause.iterable)}{tests}"


_MARKS = {"positional_only": "/", "positional": "", "keyword_only": "=", "args": "*"}


def _parameters(params: Parameters) -> str:
    return ", ".join(map(_parameter, params))


def _parameter(param: Parameter) -> str:
    text = _MARKS.get(param.kind, "**") + param.name
    if param.annotation is not None:
        text += f": {show(param.annotation)}"
    return text if param.default is None else f"{text} = {show(param.default)}"


def _block(block: Block, depth: int) -> list[str]:
    lines = []
    for statement in block:
        for number, text in enumerate(_statement(statement, depth)):
            lines.append(text if number else f"{statement.line}| {'  ' * depth}{text}")
    return lines


def _suite(title: str, block: Block, depth: int) -> Iterator[str]:
    if block:
        if title:
            yield f"   {'  ' * depth}{title}"
        yield from _block(block, depth + 1)


def _statement(node: AnyStatement, depth: int) -> Iterator[str]:
    match node:
        case FunctionDef():
            word = "async def" if node.is_async else "def"
            yield (
                f"{word} {node.name}({_parameters(node.parameters)}) -> {show(node.returns)}"
                f"{_trailer(node)}"
            )
            yield from _suite("", node.body, depth)
        case ClassDef():
            bases = [*map(show, node.bases), *map(_keyword, node.keywords)]
            yield f"class {node.name}({', '.join(bases)}){_trailer(node)}"
            yield from _suite("", node.body, depth)
        case If():
            yield f"if {show(node.test)}"
            yield from _suite("", node.body, depth)
            yield from _suite("else", node.orelse, depth)
        case Loop():
            yield f"loop {show(node.target)} in {show(node.iterable)}"
            yield from _suite("", node.body, depth)
            yield from _suite("else", node.orelse, depth)
        case With():
            items = (f"{show(item.context)} as {show(item.target)}" for item in node.items)
            yield f"with {', '.join(items)}"
            yield from _suite("", node.body, depth)
        case Try() | Match():
            yield from _branches(node, depth)
        case _:
            yield _simple(node)


def _branches(node: Try | Match, depth: int) -> Iterator[str]:
    if isinstance(node, Match):
        yield f"match {show(node.subject)}"
        for case in node.cases:
            classes = ", ".join(map(show, case.classes))
            yield f"   {'  ' * depth}case [{classes}] -> {case.captures} if {show(case.guard)}"
            yield from _suite("", case.body, depth)
        return
    yield "try"
    yield from _suite("", node.body, depth)
    for handler in node.handlers:
        yield f"   {'  ' * depth}except {show(handler.exception)} as {handler.name or '-'}"
        yield from _suite("", handler.body, depth)
    yield from _suite("else", node.orelse, depth)
    yield from _suite("finally", node.final, depth)


def _trailer(node: FunctionDef | ClassDef) -> str:
    text = f" to {node.end_line}"
    if node.decorators:
        text += f" by {', '.join(map(show, node.decorators))}"
    return text if node.docstring is None else f"{text} doc {node.docstring!r}"


def _simple(node: AnyStatement) -> str:
    match node:
        case Import():
            name = "" if node.name is None else f" : {node.name}"
            alias = f" as {node.alias}" if node.alias else ""
            return f"import {'.' * node.level}{node.module}{name}{alias}"
        case Assign():
            annotation = f": {show(node.annotation)}" if node.annotation is not None else ""
            targets = ", ".join(map(show, node.targets))
            return f"{targets}{annotation} {node.operator or '='} {show(node.value)}"
        case Evaluate():
            return show(node.value)
        case Return():
            return f"return {show(node.value)}"
        case Raise():
            return "raised"
        case Delete():
            return f"del {', '.join(map(show, node.targets))}"
        case Declare():
            return f"{node.scope} {', '.join(node.names)}"
        case _:
            return "?"
