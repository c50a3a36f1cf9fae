"""What calling built-ins, and methods of plain values, gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count

from analyzer.frameworks.history.values import UNKNOWN, Made, Method, Presence, Unknown
from analyzer.model import facts
from analyzer.resolution.values import UNKNOWN_PART

_FIELD = re.compile(r"(?<!\{)\{(\w*)(?:![rsa])?(?::[^{}]*)?\}(?!\})")


def builtin(name: str, made: Made) -> object:
    """Return what a built-in function gives, as far as that is plain."""
    first = made.get(0, "")
    if name in ("list", "tuple", "set", "frozenset", "sorted", "reversed", "iter"):
        if not made.args:
            return ()
        return first if isinstance(first, tuple) else UNKNOWN
    if name == "dict" and not made.args and not made.open:
        return dict(made.keywords)
    if name == "str":
        return first if isinstance(first, str) else UNKNOWN
    if name == "bool" and isinstance(first, str | int | tuple | dict | Presence | None):
        return first if isinstance(first, Presence) else bool(first)
    if name == "len":
        return len(first) if isinstance(first, tuple | dict) else UNKNOWN
    return UNKNOWN


def plain_method(callee: Method, made: Made) -> object:
    """Return what a method of a string, a mapping or a named thing gives."""
    match callee.receiver, callee.name:
        case str() as text, name:
            return _of_text(text, name, made)
        case dict() as mapping, name:
            return _of_mapping(mapping, name, made)
        case Made(name=outer), name:
            return Made(f"{outer}.{name}", made.args, made.keywords, made.line, made.open)
        case ((Method() | Unknown() | None), name):
            return Made(f"?.{name}", made.args, made.keywords, made.line, made.open)
    return UNKNOWN


def _of_text(text: str, name: str, made: Made) -> object:
    match name, made.args:
        case "format", _:
            return _filled(text, made)
        case (("lower" | "upper" | "strip" | "rstrip" | "lstrip"), ()):
            return getattr(text, name)()
        case "split", (str() as separator,) if separator:
            return tuple(text.split(separator))
    return UNKNOWN


def _of_mapping(mapping: dict[object, object], name: str, made: Made) -> object:
    match name, made.args:
        case "items", ():
            return tuple(mapping.items())
        case "keys", ():
            return tuple(mapping)
        case "values", ():
            return tuple(mapping.values())
        case "get", (str() as key, *_):
            return mapping.get(key, made.get(1, "default"))
    return UNKNOWN


def _filled(template: str, made: Made) -> str:
    """Fill the fields of a template by position or name, without their formats."""
    positions = count()

    def value(match: re.Match[str]) -> str:
        name = match.group(1) or str(next(positions))
        index = int(name) if name.isdecimal() else -1
        given = made.get(index, name, UNKNOWN) if index >= 0 else made.keywords.get(name)
        return str(given) if isinstance(given, str | int) else UNKNOWN_PART

    return _FIELD.sub(value, template).replace("{{", "{").replace("}}", "}")


def bound(parameters: facts.Parameters, made: Made) -> Mapping[str, object]:
    """Return what each parameter is given by a call."""
    found: dict[str, object] = {}
    positional = [p for p in parameters if p.kind in ("positional", "positional_only")]
    for parameter, value in zip(positional, made.args, strict=False):
        found[parameter.name] = value
    names = {p.name for p in parameters}
    found.update((name, value) for name, value in made.keywords.items() if name in names)
    for parameter in parameters:
        if parameter.kind == "args":
            found[parameter.name] = UNKNOWN if made.open else made.args[len(positional) :]
        elif parameter.kind == "kwargs":
            rest = {n: v for n, v in made.keywords.items() if n not in names}
            found[parameter.name] = UNKNOWN if made.open else rest
    return found


def common(left: dict[str, object], right: dict[str, object]) -> dict[str, object]:
    """Return names with what they hold either way; unknown where that is not the same."""
    return {
        name: left[name] if name in right and _same(left[name], right[name]) else UNKNOWN
        for name in sorted({*left, *right})
        if name in left
    } | {name: UNKNOWN for name in right if name not in left}


def _same(left: object, right: object) -> bool:
    return left is right or (type(left) is type(right) and left == right)
