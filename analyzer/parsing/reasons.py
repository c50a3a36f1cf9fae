"""Why a statement could not be read, as a person would say it."""

from __future__ import annotations

import re

from analyzer.model.facts import Problem
from analyzer.parsing.bounds import STRING_OR_COMMENT

TOO_DEEP = "Left out: this statement is nested too deeply"

_PYTHON_2 = [
    (re.compile(pattern, re.M), f"{what} is Python 2")
    for pattern, what in (
        (r"(?:^|[:;])\s*print\s*(?:$|>>|[^\s(=.,\[:)])", "`print` as a statement"),
        (r"(?:^|[:;])\s*print\s*\(", "`print` as a statement"),
        (r"(?:^|[:;])\s*exec\s+[^\s=.]", "`exec` as a statement"),
        (r"\braise\s+[\w.]+(?:\([^()]*\))?\s*,", "`raise` with a comma"),
        (r"\bexcept\b[^:]*,\s*[\w.]+\s*:", "`except` with a comma"),
        (r"`", "a backtick"),
        (r"\b[uU][rR]''", 'the string prefix `ur""`'),
        (r"(?<![\w.])0[0-7]+[lL]?\b(?!\.)", "an octal number like `0777`"),
        (r"(?<![\w.])(?:\d+|0[xX][0-9a-fA-F]+)[lL]\b", "a long number like `10L`"),
        (r"<>", "the operator `<>`"),
        (r"\blambda\b[^:]*\(", "a tuple as a parameter"),
        (r"\bdef\s+\w+\s*\([^)]*\(\s*\w+\s*,", "a tuple as a parameter"),
    )
]

_OTHER = [
    (re.compile(pattern, re.M), reason)
    for pattern, reason in (
        (r"^(?:<{7}|={7}|>{7})", "a mark of an unfinished merge"),
        (r"\{\{|\{%", "a placeholder of a template, not Python"),
        (
            r"\basync\b(?!\s+(?:def|for|with)\b)|\bawait\b\s*(?:[=,):.]|$)|\.\s*await\b",
            "`async` and `await` are keywords and cannot be names",
        ),
    )
]


def explain(text: str, line: int, is_closed: bool = True, is_lost: bool = True) -> Problem:
    """Name the reason why the statement that begins at `line` was left out, or reinterpreted."""
    code, reason = _reason(STRING_OR_COMMENT.sub("''", text), is_closed)
    fate = "Left out" if is_lost else "Older Python, read as it is written today"
    return Problem(line, code, f"{fate}: {reason}")


def _reason(code: str, is_closed: bool) -> tuple[str, str]:
    for pattern, reason in _OTHER:
        if pattern.search(code):
            return "syntax-error", reason
    if not is_closed:
        return "syntax-error", "a bracket or string is never closed"
    for pattern, reason in _PYTHON_2:
        if pattern.search(code):
            return "python2-syntax", reason
    return "syntax-error", "this statement is not valid Python"
