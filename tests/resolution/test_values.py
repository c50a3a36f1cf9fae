"""What values are made of."""

from __future__ import annotations

from analyzer.resolution.values import ListOf, Text, TupleOf, Values, flattened


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
