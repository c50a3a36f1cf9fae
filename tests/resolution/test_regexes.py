"""Substitutions in known strings: done where they are harmless, and left alone where not."""

from __future__ import annotations

import pytest

from analyzer.model import facts
from analyzer.resolution.regexes import substitute
from analyzer.resolution.values import CallSite, Text, Values


def _sub(pattern: str, replacement: str, text: str) -> Values:
    site = CallSite(facts.Call(facts.Opaque(), (), (), 1), None)  # type: ignore[arg-type]
    site.args = ((Text(pattern),), (Text(replacement),), (Text(text),))
    return substitute(site, site.args[0], 1)


@pytest.mark.parametrize(
    ("pattern", "replacement", "text", "result"),
    [
        (r"(?<!^)(?=[A-Z])", "_", "LineItem", "Line_Item"),
        (r"([a-z0-9])([A-Z])", r"\1_\2", "lineItem", "line_Item"),
        (r"Model$", "", "OrderModel", "Order"),
        (r"[^a-z]+", "-", "a  b", "a-b"),
    ],
)
def test_a_rule_for_names_is_followed(
    pattern: str, replacement: str, text: str, result: str
) -> None:
    assert _sub(pattern, replacement, text) == (Text(result),)


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r"(a+)+$", ""),  # would run for years
        (r"(?:a|a)*b", ""),
        (r"a*a*a*a*b", ""),
        (r"(a)\1", ""),
        (r"(", ""),
        (r"a", r"\7"),
        ("a" * 200, ""),
    ],
)
def test_what_may_run_away_or_fail_is_not_run(pattern: str, replacement: str) -> None:
    assert _sub(pattern, replacement, "a" * 90 + "!") == ()
