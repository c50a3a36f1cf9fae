"""Strings and numbers: from source text to the value that it stands for."""

from __future__ import annotations

import ast
import re

import libcst as cst

from analyzer.model.facts import Constant, Expr, Format, Opaque

# Longer strings are data, not names: all but SQL is cut here.
MAX_STRING = 20_000
_SQL = re.compile(r"\b(select|insert|update|delete|merge|create|alter|drop|with)\b", re.I)
# Half of a pair: no text in UTF-8, which is what facts are handed on in.
_SURROGATE = re.compile("[\ud800-\udfff]")
_INT64 = 2**63


def integer(text: str) -> Constant | Opaque:
    """Evaluate an integer literal; what 64 bits cannot hold is opaque."""
    try:
        value = int(text, 0)
    except ValueError:
        return Opaque()
    return Constant(value) if value < _INT64 else Opaque()


def floating(text: str) -> Constant | Opaque:
    """Evaluate a floating-point literal; infinity is opaque, for JSON cannot say it."""
    value = float(text)
    return Opaque() if value == float("inf") else Constant(value)


def simple_string(node: cst.SimpleString) -> str | None:
    """Evaluate one string literal; None for bytes."""
    text = node.value
    start = min(place for place in (text.find('"'), text.find("'")) if place >= 0)
    prefix = text[:start].lower()
    if "b" in prefix:
        return None
    width = 3 if text[start : start + 3] in ('"""', "'''") and len(text) >= start + 6 else 1
    inner = text[start + width : len(text) - width]
    if "\\" not in inner or "r" in prefix:
        return inner
    return _unescape(text, inner)


def format_text(node: cst.FormattedStringText, start: str, end: str) -> str:
    """Evaluate a constant part of an f-string that opens with `start` and closes with `end`."""
    text = node.value.replace("{{", "{").replace("}}", "}")
    if "\\" not in text or "r" in start.lower():
        return text
    return _unescape(end + text + end, text)


def _unescape(literal: str, inner: str) -> str:
    """Evaluate escapes; lone surrogates become U+FFFD, as they do in reports."""
    try:
        value = ast.literal_eval(literal)
    except (SyntaxError, ValueError):
        return inner
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else inner


def shorten(value: str) -> str:
    """Cut what is too long to be a name, a path or a message, unless it looks like SQL."""
    if len(value) <= MAX_STRING or _SQL.search(value, 0, 1_000):
        return value
    return value[:MAX_STRING]


def merge(parts: list[Expr]) -> tuple[Expr, ...]:
    """Flatten format strings and make neighbouring constants one."""
    flat = [
        each for part in parts for each in (part.parts if isinstance(part, Format) else (part,))
    ]
    merged: list[Expr] = []
    run: list[str] = []
    for part in flat:
        if isinstance(part, Constant) and isinstance(part.value, str):
            run.append(part.value)
            continue
        if run:
            merged.append(Constant(shorten("".join(run))))
            run = []
        merged.append(part)
    if run or not merged:
        merged.append(Constant(shorten("".join(run))))
    return tuple(merged)
