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
            r"\.\s*(?:async|await)\b|\b(?:async|await)\s*[=,)]|\b(?:import|as)\s+(?:async|await)\b",
            "`async` and `await` are keywords and cannot be names",
        ),
    )
]


def explain(text: str, line: int, closed: bool) -> Problem:
    """Name the reason why the statement that begins at `line` was left out."""
    code = STRING_OR_COMMENT.sub("''", text)
    for pattern, reason in _OTHER:
        if pattern.search(code):
            return Problem(line, "syntax-error", f"Left out: {reason}")
    if not closed:
        return Problem(line, "syntax-error", "Left out: a bracket or string is never closed")
    for pattern, reason in _PYTHON_2:
        if pattern.search(code):
            return Problem(line, "python2-syntax", f"Left out: {reason}")
    return Problem(line, "syntax-error", "Left out: this statement is not valid Python")
