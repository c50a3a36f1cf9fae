"""How names fall into words."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model.codebase import DIVIDED
from analyzer.model.words import (
    is_telling,
    split_words,
    stem,
    stems_of,
    subject_names,
    word_counts,
)
from tests.coupling.builders import codebase, table, vocabulary


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("line_items", ("line", "items")),
        ("OrderLine", ("order", "line")),
        ("HTTPServerError", ("http", "server", "error")),
        ("parseHTML2", ("parse", "html")),
        ("getURLsOfUserIDs", ("get", "urls", "of", "user", "ids")),
        ("IPv4Address", ("ipv", "address")),
        ("MAX_RETRIES", ("max", "retries")),
        ("größenTabelle", ("größen", "tabelle")),
        ("shop.orders", ("shop", "orders")),
        ("__init__", ("init",)),
        ("42", ()),
    ],
)
def test_splitting(text: str, words: tuple[str, ...]) -> None:
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("orders", "order"),
        ("queries", "query"),
        ("addresses", "address"),
        ("aliases", "alias"),
        ("boxes", "box"),
        ("statuses", "status"),
    ],
)
def test_plurals_and_singulars_are_one_word(plural: str, singular: str) -> None:
    assert stem(plural) == stem(singular) == singular


@pytest.mark.parametrize("word", ["address", "status", "analysis", "gas", "alias"])
def test_words_that_only_look_plural_stay(word: str) -> None:
    assert stem(word) == word


@given(st.text())
def test_any_text_splits_into_lower_case_letters(text: str) -> None:
    for word in split_words(text):
        assert word
        assert not any(c in "_.-/ \t\n0123456789" for c in word)


def test_single_letters_say_nothing() -> None:
    assert stems_of("api.v2.orders") == ("api", "order")


def test_generic_words_are_not_telling() -> None:
    assert not is_telling("self")
    assert not is_telling("ab")
    assert is_telling("invoice")


def test_counts_follow_identifiers() -> None:
    counts = word_counts(vocabulary("m", "order_line OrderList"))
    assert counts == {"order": 6, "line": 3, "list": 3}


@pytest.mark.parametrize(
    ("definition", "subject"),
    [
        ("OrderCreateView", "order_view"),
        ("list_orders", "orders"),
        ("BuildSerializer", "build_serializer"),
        ("create", ""),
    ],
    ids=["what is done with all", "a function", "unless a table is called so", "nothing else"],
)
def test_a_definition_is_called_by_its_subject(definition: str, subject: str) -> None:
    program = codebase(["shop.views", f"shop.views.{definition}"], tables=[table("builds", None)])
    modules = [
        msgspec.structs.replace(
            module, path="shop/views.py", role=DIVIDED if module.name == "shop.views" else "app"
        )
        for module in program.modules
    ]
    program = msgspec.structs.replace(program, modules=tuple(modules))
    assert subject_names(program) == {f"shop.views.{definition}": f"shop.views.{subject}"}
