"""Older Python whose meaning is plain: read it as what it would be today."""

from __future__ import annotations

import re

from analyzer.parsing.bounds import STRING_OR_COMMENT

_EXCEPT = re.compile(r"^(except\s+.+?)\s*,\s*([A-Za-z_]\w*)\s*:", re.S)
_WORD = re.compile(
    rf"(?P<prefix>\b[uU][rR])(?=['\"])|(?P<text>{STRING_OR_COMMENT.pattern})"
    r"|(?<![\w.])(?:(?P<octal>0[0-7]+)|(?P<number>0[xX][0-9a-fA-F]+|\d+))(?P<long>[lL])?\b(?![.])"
    r"|(?P<unequal><>)"
    r"|\b(?P<keyword>async|await)\b(?!\s+(?:def|for|with)\b)",
    re.S,
)


def rewritten(text: str) -> str:
    """Rewrite a statement or header; the same text where there is nothing to rewrite.

    `10L` becomes `10`, `0777` `0o777`, `ur""` `r""`, `<>` `!=`, `except X, e` `except X as e`,
    and the names `async` and `await` get an underscore. Lines stay; strings are not touched.
    """
    return _EXCEPT.sub(r"\1 as \2:", _WORD.sub(_modern, text))


def _modern(match: re.Match[str]) -> str:
    if match["prefix"]:
        return "r"
    if match["octal"]:
        return f"0o{match['octal'][1:]}"
    if match["number"]:
        return match["number"]
    if match["unequal"]:
        return "!="
    if match["keyword"]:
        return f"{match['keyword']}_"
    return match[0]
