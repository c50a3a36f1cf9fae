"""What values are made of."""

from __future__ import annotations

import pytest

from analyzer.resolution.values import (
    UNKNOWN_PART,
    ListOf,
    Text,
    TupleOf,
    Values,
    flattened,
    may_be,
)


def _doubled(values: Values, times: int) -> Values:
    """Put values into containers of which each holds all of the one before, several times."""
    for _ in range(times):
        values = (TupleOf((values, values)), ListOf(TupleOf((values,))))
    return values


def test_what_lies_in_many_containers_is_gone_through_once() -> None:
    inner = Text("a"), Text("b")
    found = list(flattened(_doubled(inner, 12)))
    assert set(found) == set(inner)
    assert len(found) <= 6


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        (Text("key"), "key", True),
        (Text("key"), "keys", False),
        (Text(f"{UNKNOWN_PART}_key", False), "a_key", True),
        (Text(f"{UNKNOWN_PART}_key", False), "a_name", False),
        (Text(f"a_{UNKNOWN_PART}", False), "a_name", True),
        (Text(f"a_{UNKNOWN_PART}", False), "b_name", False),
        (Text("cut short", False), "cut shorter than it was", True),
    ],
)
def test_a_string_that_is_known_in_part_may_be_what_fits(
    text: Text, known: str, expected: bool
) -> None:
    assert may_be(text, known) is expected
