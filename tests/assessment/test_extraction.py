from analyzer.assessment.extraction import extraction_ranks
from analyzer.model.analysis import Cut, Difficulty
from tests.assessment.builders import places


def difficulty(points: int) -> Difficulty:
    return Difficulty(0, "easy", points, ())


def cut(origin: str, home: str, weight: int) -> Cut:
    return Cut("call", origin, home, "m", "n", "call the API", weight, places("m", 1))


def test_the_easiest_goes_first() -> None:
    ranks = extraction_ranks({"a": difficulty(9), "b": difficulty(2)}, (), {})
    assert ranks == {"b": 1, "a": 2}


def test_what_is_out_costs_nothing_more() -> None:
    # The hub is the dearest of all at first, and free once its users are out.
    points = {"hub": difficulty(30), "a": difficulty(11), "b": difficulty(12), "c": difficulty(20)}
    cuts = [cut("a", "hub", 11), cut("hub", "b", 12), cut("c", "a", 4)]
    assert extraction_ranks(points, cuts, {}) == {"a": 1, "b": 2, "hub": 3, "c": 4}


def test_ties_go_to_the_smaller_then_by_id() -> None:
    points = {"b": difficulty(1), "a": difficulty(1), "c": difficulty(1)}
    assert extraction_ranks(points, (), {"a": 50, "b": 50, "c": 10}) == {"c": 1, "a": 2, "b": 3}
