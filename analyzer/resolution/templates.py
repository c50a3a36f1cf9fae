"""Strings made of a template: what is known is filled in, the rest keeps its place."""

from __future__ import annotations

import re
from itertools import count

from analyzer.resolution.values import (
    UNKNOWN_PART,
    CallSite,
    Text,
    TupleOf,
    Value,
    Values,
    flattened,
)

_FIELD = re.compile(r"(?<!\{)\{(\w*)(?:![rsa])?(?::[^{}]*)?\}(?!\})")
_CONVERSION = re.compile(r"%%|%(?:\((\w+)\))?[sr]")
# Numbers and the like, which name nothing.
_OTHERS = re.compile(r"(?<!%)%[^%sr(]")
# More characters than these are not followed.
LONGEST = 20_000


def fill(template: Text, site: CallSite) -> Text:
    """Return what `template.format(...)` gives; fields of unknown value stay as they are."""
    positions = count()
    exact = template.exact

    def value(match: re.Match[str]) -> str:
        nonlocal exact
        name = match.group(1) or str(next(positions))
        position = int(name) if name.isdecimal() and len(name) < 4 else 1_000
        known = _only(site.argument(position, name))
        exact = exact and known is not None and known.exact
        return known.value if known is not None else match.group(0)

    text = _FIELD.sub(value, template.value)
    return Text(text[:LONGEST], exact and "{" not in text)


def percent(template: Text, values: Values) -> Text:
    """Return what `template % values` gives; conversions of unknown values stay as they are."""
    items = next((v.items for v in values if isinstance(v, TupleOf)), (values,))
    given = iter(items)
    exact = template.exact and not _OTHERS.search(template.value)

    def value(match: re.Match[str]) -> str:
        nonlocal exact
        if match.group(0) == "%%":
            return "%"
        known = _only(next(given, ())) if match.group(1) is None else None
        exact = exact and known is not None and known.exact
        return known.value if known is not None else match.group(0)

    text = _CONVERSION.sub(value, template.value)
    return Text(text[:LONGEST], exact)


def _only(values: tuple[Value, ...]) -> Text | None:
    texts = [value for value in values if isinstance(value, Text)]
    return texts[0] if len(texts) == 1 else None


# A string that grows in branches can end in many ways: so many are kept apart.
_MOST_WAYS = 4
# A helper that joins what it is given is given so many displays at most that are told apart.
_MOST_DISPLAYS = 64


def ways(values: Values) -> list[Text | None]:
    """Return the strings that a part of a concatenation may be; None for what is not known."""
    texts = [value for value in values if isinstance(value, Text)]
    return list(texts) if 0 < len(texts) <= _MOST_WAYS else [None]


def joined(separator: Text, given: Values) -> Values:
    """Return what `separator.join(parts)` can give: the parts that are known, in order.

    It is exact for displays of known strings; of a list that grew piece by piece it is not known
    which pieces are in it each time.
    """
    whole = [text for value in given if (text := _display(separator, value)) is not None]
    if whole and len(whole) == len(given) and len(whole) <= _MOST_DISPLAYS:
        return tuple(dict.fromkeys(whole))
    pieces = [value.value for value in flattened(given) if isinstance(value, Text)]
    return (_limited(separator.value.join(pieces), False),)


def _display(separator: Text, value: Value) -> Text | None:
    """Return the string that a display of known strings is joined to."""
    parts = [_only(item) for item in value.items] if isinstance(value, TupleOf) else []
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    exact = separator.exact and all(part.exact for part in known)
    return _limited(separator.value.join(part.value for part in known), exact)


def _limited(text: str, exact: bool) -> Text:
    return Text(text, exact) if 0 < len(text) <= LONGEST else Text(UNKNOWN_PART, False)
