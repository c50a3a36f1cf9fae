from itertools import pairwise

from analyzer.assessment.difficulty import score, word
from analyzer.model.analysis import Analysis, Service
from analyzer.model.settings import Settings
from tests.assessment.builders import (
    assessed,
    codebase,
    depends,
    key,
    module,
    places,
    table,
    transaction,
)

A, B, C, LIB = "shop.a", "shop.b", "shop.c", "shop.lib"
SERVICES = {"a": [[A], ["ta"]], "b": [[B], ["tb"]], "c": [[C]]}


def analysed(settings: Settings | None = None) -> Analysis:
    code = codebase(
        [module(A), module(B), module(C), module(LIB)],
        [
            depends(A, B, "call"),
            depends(B, A),
            depends(C, A),
            depends(A, LIB),
            depends(C, LIB, "call"),
            depends(C, B, "type_import"),
        ],
        [table("ta", A, [key("b_id", "tb", places(A, 3)[0])]), table("tb", B)],
        transactions=[transaction(A, "pay", ["ta", "tb"])],
    )
    return assessed(code, SERVICES, {LIB: "library"}, settings=settings)


def parts(service: Service) -> dict[str, tuple[int, int]]:
    return {part.name: (part.count, part.unit_cost) for part in service.difficulty.parts}


def test_the_parts_of_a_candidate_can_be_recomputed_from_its_cuts() -> None:
    a, _, c = analysed().services
    assert parts(a) == {
        "calls out": (1, 3),
        "cycles": (1, 5),
        "foreign keys": (1, 5),
        "imports in": (2, 1),
        "modules elsewhere to change": (2, 1),
        "shared libraries": (1, 1),
        "transactions": (1, 13),
    }
    assert a.difficulty.points == 3 + 5 + 5 + 2 + 2 + 1 + 13
    assert parts(c) == {"imports out": (1, 1), "shared libraries": (1, 1), "type imports": (1, 0)}


def test_the_users_own_unit_costs_count() -> None:
    costs = Settings(unit_costs={"transaction": 100, "library": 0})
    (a, *_) = analysed(costs).services
    assert parts(a)["transactions"] == (1, 100)
    assert parts(a)["shared libraries"] == (1, 0)
    assert parts(a)["calls out"] == (1, 3)


def test_a_candidate_that_nothing_ties_is_free() -> None:
    (service,) = assessed(codebase([module(A)]), {"a": [[A]]}).services
    difficulty = service.difficulty
    assert (difficulty.points, difficulty.score, difficulty.word) == (0, 0, "easy")


def test_the_score_rises_with_the_points_and_stays_on_its_scale() -> None:
    scores = [score(points) for points in range(0, 6000)]
    assert scores == sorted(scores)
    assert (scores[0], scores[45], scores[495], scores[4995]) == (0, 33, 66, 100)
    assert score(10**9) == 100


def test_the_score_tells_large_candidates_apart() -> None:
    points = [50, 100, 200, 400, 800, 1600, 3200]
    assert all(second - first >= 8 for first, second in pairwise(map(score, points)))


def test_the_words_change_where_the_text_says() -> None:
    assert [word(score(points)) for points in (23, 24, 153, 154, 884, 885)] == [
        "easy",
        "moderate",
        "moderate",
        "hard",
        "hard",
        "very hard",
    ]


def test_person_days_are_the_projects_own_or_none() -> None:
    assert all(s.difficulty.person_days is None for s in analysed().services)
    (a, b, _) = analysed(Settings(person_days={"transaction": (3, 10), "call": (0.5, 1)})).services
    assert a.difficulty.person_days == (3.5, 11.0)
    assert b.difficulty.person_days == (3.5, 11.0)
