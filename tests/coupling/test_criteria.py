"""What each criterion sees, on the smallest program that shows it."""

from __future__ import annotations

import math
from collections import Counter

import msgspec
import pytest

from analyzer.coupling.calls import Calls
from analyzer.coupling.containment import Containment
from analyzer.coupling.criterion import Criterion
from analyzer.coupling.entry_points import EntryPoints
from analyzer.coupling.foreign_keys import ForeignKeys
from analyzer.coupling.imports import Imports
from analyzer.coupling.inheritance import Inheritance
from analyzer.coupling.joins import Joins
from analyzer.coupling.neighbours import nearest_neighbours
from analyzer.coupling.path import PathWords
from analyzer.coupling.siblings import Siblings
from analyzer.coupling.tables import Tables
from analyzer.coupling.third_parties import ThirdParties
from analyzer.coupling.transactions import Transactions
from analyzer.coupling.vocabulary import VocabularyLikeness
from analyzer.model.codebase import Codebase
from tests.coupling.builders import access, codebase, imports, module, route, table, transaction


def ties(criterion: Criterion, program: Codebase) -> dict[tuple[str, str], float]:
    return {(t.first.name, t.second.name): t.weight for t in criterion.couplings(program)}


def test_what_everybody_imports_ties_less() -> None:
    links = [imports("a", "z"), *(imports(name, "y") for name in "abcdefg")]
    found = ties(Imports(), codebase("abcdefgyz", links))
    assert found["a", "z"] == pytest.approx(1.0)
    assert found["a", "y"] == pytest.approx(1 / math.log2(8))


@pytest.mark.parametrize(
    ("kind", "weight"),
    [("import", 1.0), ("lazy_import", 1.0), ("type_import", 0.3), ("dynamic_import", 0.5)],
)
def test_kinds_of_imports(kind: str, weight: float) -> None:
    assert ties(Imports(), codebase("ab", [imports("a", "b", kind)])) == {
        ("a", "b"): pytest.approx(weight)
    }


def test_both_directions_add_up() -> None:
    found = ties(Imports(), codebase("ab", [imports("a", "b"), imports("b", "a")]))
    assert found == {("a", "b"): pytest.approx(2.0)}


def test_calls_inheritance_and_imports_do_not_mix() -> None:
    links = [imports("a", "b", "call", 3), imports("a", "c", "inherit"), imports("a", "d")]
    program = codebase("abcd", links)
    assert ties(Calls(), program) == {("a", "b"): pytest.approx(1 + math.log(3))}
    assert ties(Inheritance(), program) == {("a", "c"): pytest.approx(1.0)}
    assert ties(Imports(), program) == {("a", "d"): pytest.approx(1.0)}


@pytest.mark.parametrize("role", ["test", "migration", "admin", "generated", "vendored"])
def test_only_the_program_itself_pulls(role: str) -> None:
    links = [imports("a", "b"), imports("a", "c")]
    program = codebase([module("a", role), module("b"), module("c")], links)
    assert ties(Imports(), program) == {}


def test_a_package_holds_its_direct_children() -> None:
    program = codebase([module("p", package=True), "p.a", module("p.q", package=True), "p.q.b"])
    assert set(ties(Containment(), program)) == {("p", "p.a"), ("p", "p.q"), ("p.q", "p.q.b")}


def test_siblings_share_one_unit() -> None:
    found = ties(Siblings(), codebase([module("p", package=True), "p.a", "p.b", "q.c"]))
    assert found == {
        ("p", "p.a"): pytest.approx(1 / 2),
        ("p", "p.b"): pytest.approx(1 / 2),
        ("p.a", "p.b"): pytest.approx(1 / 2),
    }


def test_a_huge_folder_stays_linear() -> None:
    program = codebase([f"p.m{number:04}" for number in range(500)])
    assert len(ties(Siblings(), program)) == 500


def test_rare_path_words_tie_across_the_tree() -> None:
    names = ["s.api.order_views", "s.db.order", "s.api.user", "s.db.user", "s.cmd.x", "s.api.y"]
    found = ties(PathWords(), codebase(names))
    assert found["s.api.order_views", "s.db.order"] > found.get(("s.api.user", "s.api.y"), 0)


def test_modules_that_say_the_same_are_near() -> None:
    words = {
        "a": "invoice payment tax",
        "b": "invoice payment dunning",
        "c": "parcel carrier",
        "d": "parcel pallet",
    }
    found = ties(VocabularyLikeness(), codebase("abcd", words=words))
    assert set(found) == {("a", "b"), ("c", "d")}


def test_generic_words_tie_nobody() -> None:
    words = {"a": "self get value data", "b": "self get value data"}
    assert ties(VocabularyLikeness(), codebase("ab", words=words)) == {}


def test_writers_are_tied_to_a_table_more_than_readers() -> None:
    uses = [access("a", "orders", "write"), access("b", "orders", "read")]
    found = ties(Tables(), codebase("ab", tables=[table("orders", None)], accesses=uses))
    assert found["a", "orders"] == pytest.approx(2 * found["b", "orders"])


def test_a_hub_table_ties_less() -> None:
    uses = [access(name, "users") for name in "abcdefgh"] + [access("a", "carts")]
    tables = [table("users", None), table("carts", None)]
    found = ties(Tables(), codebase("abcdefgh", tables=tables, accesses=uses))
    assert found["a", "users"] < found["a", "carts"] / 2


def test_an_access_counts_for_the_module_that_chose_the_table() -> None:
    uses = [access("generic", "orders", for_module="views")]
    program = codebase(["generic", "views"], tables=[table("orders", None)], accesses=uses)
    assert set(ties(Tables(), program)) == {("views", "orders")}


def test_guesses_count_less() -> None:
    uses = [access("a", "orders"), access("b", "orders", confidence="guess")]
    found = ties(Tables(), codebase("ab", tables=[table("orders", None)], accesses=uses))
    assert found["b", "orders"] < found["a", "orders"]


def test_definition_ties_a_table_to_its_module() -> None:
    assert set(ties(Tables(), codebase("a", tables=[table("orders", "a")]))) == {("a", "orders")}


def test_foreign_keys_to_hubs_tie_less() -> None:
    tables = [table("users", None), *(table(f"t{n}", None, "users") for n in range(6))]
    tables += [table("heads", None), table("lines", None, "heads")]
    found = ties(ForeignKeys(), codebase("a", tables=tables))
    assert found["t0", "users"] < found["heads", "lines"]


def test_foreign_keys_to_unknown_tables_are_passed_over() -> None:
    assert ties(ForeignKeys(), codebase("a", tables=[table("t", None, "gone")])) == {}


def test_a_transaction_ties_what_it_writes_and_not_what_it_reads() -> None:
    tables = [table(name, None) for name in ("bills", "lines", "taxes")]
    commits = [
        transaction("a", "bills", "lines", read=("taxes",)),
        transaction("a", "gone", "taxes"),
    ]
    found = ties(Transactions(), codebase("a", tables=tables, transactions=commits))
    assert found == {("bills", "lines"): pytest.approx(1.0)}


def test_what_touches_many_tables_ties_each_pair_less() -> None:
    tables = [table(name, None) for name in "pqrst"]
    program = codebase("a", tables=tables, entry_points=[route("a", *"pqrst")])
    assert list(ties(EntryPoints(), program).values()) == pytest.approx([1 / 4] * 10)


def test_a_function_behind_two_routes_counts_once() -> None:
    tables = [table(name, None) for name in "pq"]
    twice = [route("a", "p", "q"), msgspec.structs.replace(route("a", "p", "q"), name="/old/")]
    program = codebase("a", tables=tables, entry_points=twice)
    assert ties(EntryPoints(), program) == {("p", "q"): pytest.approx(1.0)}


def test_a_join_ties_what_is_read_at_its_place_alone() -> None:
    tables = [table(name, None) for name in ("bills", "lines", "taxes", "users")]
    uses = [
        access("a", "bills", line="3"),
        access("a", "lines", line="3", how="join"),
        access("a", "taxes", line="9"),
        access("a", "users", line="9"),
    ]
    assert set(ties(Joins(), codebase("a", tables=tables, accesses=uses))) == {("bills", "lines")}


def test_what_many_queries_join_is_tied_a_little_more_than_what_one_does() -> None:
    tables = [table(name, None) for name in ("bills", "lines")]
    uses = [
        access("a", name, line=str(line), how="join")
        for line in range(1, 21)
        for name in ("bills", "lines")
    ]
    found = ties(Joins(), codebase("a", tables=tables, accesses=uses))
    assert found == {("bills", "lines"): pytest.approx(1 + math.log(20))}


def test_a_rare_package_from_outside_ties_what_imports_it() -> None:
    words = {name: "@django @stripe" if name in "ab" else "@django" for name in "abcdefgh"}
    assert set(ties(ThirdParties(), codebase("abcdefgh", words=words))) == {("a", "b")}


def test_nearest_neighbours_are_few() -> None:
    documents = [Counter({"same": 1, f"own{n % 40}": 2}) for n in range(200)]
    found = nearest_neighbours(documents, nearest=3)
    degrees = Counter(node for i, j, _ in found for node in (i, j))
    assert len(found) <= 3 * 200
    assert set(degrees) == set(range(200))
