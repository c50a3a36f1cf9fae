from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reports.text import listed, percent, plural, printable, safe, shorten

ANY_TEXT = st.text(st.characters())


@given(ANY_TEXT)
def test_printable_text_steers_no_terminal(text: str) -> None:
    shown = printable(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs", "Zl"}
    assert printable(shown) == shown
    shown.encode("utf-8")


def test_printable_text_shows_what_was_there() -> None:
    assert printable("a\tb\x1b[31m\u202e") == "a\\tb\\x1b[31m\\u202e"
    assert printable("Größe 日本 😀") == "Größe 日本 😀"


@given(ANY_TEXT, st.integers(min_value=3, max_value=50))
def test_shortened_text_keeps_both_ends(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    if len(text) <= limit:
        assert short == text
    else:
        assert short[0] == text[0]
        assert short[-1] == text[-1]


def test_safe_text_is_short() -> None:
    assert len(safe("x" * 10_000)) == 200


def test_counts_agree_with_their_nouns() -> None:
    assert plural(0, "table") == "0 tables"
    assert plural(1, "table") == "1 table"
    assert plural(1234, "access", "accesses") == "1,234 accesses"


def test_a_long_list_counts_the_rest() -> None:
    assert listed("abcd", 2) == "a, b and 2 more"
    assert listed(["a", "b"], 2) == "a, b"
    assert listed([], 2) == ""


def test_only_what_is_whole_is_a_hundred_per_cent() -> None:
    assert [percent(share) for share in (0.0, 0.29, 0.9999, 1.0)] == [
        "0 %",
        "29 %",
        "99 %",
        "100 %",
    ]
