"""`re.sub` on strings that are known: rules that make a table's name from a class's.

A pattern of the scanned code is hostile: only what cannot run away is run, on short strings.
"""

from __future__ import annotations

import re
import warnings

from analyzer.resolution.values import CallSite, ExternalInstance, Text, Values

_LONGEST = 100
# Where no group is repeated and none is referred to, a match costs at most the length to the power
# of the number of repeats.
_WILD = re.compile(r"\)[*+{]|\\[1-9]|\(\?P=|\(\?\(")
_REPEAT = re.compile(r"[*+{]")
_MOST_REPEATS = 3


def substitute(site: CallSite, pattern: Values, first: int) -> Values:
    """Return what `sub(replacement, text)` gives; its arguments begin at position `first`."""
    rule, replacement = _known(pattern), _known(site.argument(first, "repl"))
    if rule is None or replacement is None or not _is_tame(rule):
        return ()
    result: dict[Text, None] = {}
    for value in site.argument(first + 1, "string"):
        if isinstance(value, Text) and value.exact and len(value.value) <= _LONGEST:
            try:
                with warnings.catch_warnings(action="ignore"):
                    result[Text(re.sub(rule, replacement, value.value))] = None
            except (re.error, IndexError, OverflowError):  # the code would fail when it runs
                return ()
    return tuple(result)


def pattern_of(compiled: ExternalInstance) -> Values:
    """Return the pattern that `re.compile(...)` was given, if it was given nothing else."""
    site = compiled.site
    return site.args[0] if site is not None and len(site.args) == 1 and not site.keywords else ()


def _known(values: Values) -> str | None:
    match values:
        case (Text(value=text, exact=True),) if len(text) <= _LONGEST:
            return text
    return None


def _is_tame(pattern: str) -> bool:
    return not _WILD.search(pattern) and len(_REPEAT.findall(pattern)) <= _MOST_REPEATS
