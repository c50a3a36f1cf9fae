from __future__ import annotations

import re

import msgspec
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from analyzer.assessment import interfaces, sagas
from analyzer.model.analysis import Metric
from reports.markdown import Markdown
from reports.markdown.markup import code, prose
from reports.markdown.offer import LIBRARY, STYLES
from reports.markdown.sagas import KINDS
from reports.text import safe
from tests.builders import EMPTY, PAYLOADS, hostile, shop

READER = MarkdownIt("commonmark").enable("table")


def tokens(text: str) -> list[Token]:
    return [each for token in READER.parse(text) for each in (token, *(token.children or ()))]


def shape(text: str) -> list[str]:
    """The kinds of blocks on a page, which no name may change."""
    return [token.type for token in READER.parse(text)]


def visible(text: str) -> str:
    parts = (token.content for token in tokens(text) if token.type in ("text", "code_inline"))
    return "".join(parts)


def test_the_page_answers_the_questions() -> None:
    page = Markdown().render(shop())
    assert "**Worth taking apart, one service at a time.**" in page
    assert (
        "| 2 | Billing | 2 | 1 | 390 | 6 | moderate, 41 of 100 | settled, 18 of 20 runs |" in page
    )
    assert "| `shop.billing.tasks` | Billing | 11 of 20 runs | Orders |" in page
    assert "| `orders_order` | Orders | Billing, Orders | Billing, Orders |" in page
    assert "| shared_write | Billing to Orders | `shop.billing.tasks` | `orders_order` |" in page
    assert "- [ ] Divide shop.orders.views along its definitions. (split module) `shop/" in page
    assert "| Orders needs Billing | 2 | 5 | `shop/orders/views.py:9` |" in page
    assert "| `shop.orders.views.checkout` | 1. Orders | `orders_order` | can be undone |" in page
    assert "| `shop.billing.tasks.charge(order, amount)` | event | Orders |" in page
    assert "Others also call 1 of its functions, behind which no table was seen." in page
    assert "Fails with it: Orders (1 entry point)." in page
    assert page.index("## 1. Catalog") < page.index("## 2. Billing") < page.index("## 3. Orders")
    assert "85 % of 7 data accesses resolved" in page
    assert "| `dynamic-model` | 1 | `shop/utils.py:7` |" in page


def test_an_empty_analysis_has_no_empty_section() -> None:
    page = Markdown().render(EMPTY)
    assert "## Candidate" not in page
    assert "no module was found" in page


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_changes_nothing_but_text(payload: str) -> None:
    page = Markdown().render(hostile(payload, kept=frozenset({"style"})))
    kinds = {token.type for token in tokens(page)}
    assert not kinds & {"link_open", "image", "html_block", "em_open", "s_open", "fence"}
    html = {token.content for token in tokens(page) if token.type == "html_inline"}
    assert html <= {"<code>", "</code>"}
    # The advice is hostile as well, so that one step to do next falls away: compare up to there.
    assert shape(page.partition("\n## What to do next")[0]) == shape(
        Markdown().render(shop()).partition("\n## What to do next")[0]
    )


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_is_shown_as_it_is(payload: str) -> None:
    name = f"a{payload}b"
    assert visible(code(name)) == safe(name)
    assert visible(prose(name)) == safe(name, 1000)


@pytest.mark.parametrize(
    "sentence",
    ["- a", "+ a", "1. a", "12) a", "# a", "> a", "--- a", "=== a", "~~~", "    a", "* a"],
)
def test_prose_begins_no_block(sentence: str) -> None:
    assert shape(prose(sentence)) == ["paragraph_open", "inline", "paragraph_close"]


def test_prose_links_and_mentions_nobody() -> None:
    text = prose("see https://e.test/x, www.e.test, @transaction.atomic and a@b.test")
    outside = re.sub(r"`[^`]*`|<code>.*?</code>", "", text)
    assert outside == "see    and "


def test_plain_sentences_stay_readable() -> None:
    sentence = "Orders writes orders_order (3 times); 2 of 3 are certain."
    assert prose(sentence) == sentence


def test_what_is_no_service_of_its_own_says_so() -> None:
    first, *rest = shop().services
    odd = msgspec.structs.replace(first, nature="remainder")
    text = Markdown().render(msgspec.structs.replace(shop(), services=(odd, *rest)))
    assert f"{first.name} (left over)" in text
    assert text.count("(left over)") == 2


def test_person_days_stand_beside_the_points() -> None:
    first, *rest = shop().services
    difficulty = msgspec.structs.replace(first.difficulty, person_days=(12.5, 1030.0))
    dear = msgspec.structs.replace(first, difficulty=difficulty)
    text = Markdown().render(msgspec.structs.replace(shop(), services=(dear, *rest)))
    assert "(205 points, 12.5 to 1,030 person-days by the project's own ranges)" in text


def test_metrics_stand_beside_their_nulls() -> None:
    metric = Metric(0.25, {"one_blob": 1.0, "random": 0.1, "packages": None}, "lower", "m")
    text = Markdown().render(msgspec.structs.replace(shop(), metrics={"a_b": metric}))
    row = next(line for line in text.splitlines() if "a b" in line and "0.25" in line)
    assert row.replace("|", " ").split() == ["a", "b", "0.25", "-", "0.10", "1.00", "lower"]
    assert "services with" in text


def test_no_more_than_ten_operations_of_a_candidate_are_shown() -> None:
    billing, *others = shop().interfaces
    many = billing.operations[:1] * 12 + billing.operations[1:]
    longer = msgspec.structs.replace(billing, operations=many)
    text = Markdown().render(msgspec.structs.replace(shop(), interfaces=(longer, *others)))
    assert text.count("| `shop.billing.tasks.charge(order, amount)` | event |") == 10
    assert "... and 2 more operations." in text


def test_every_style_and_kind_of_step_has_words() -> None:
    assert {*STYLES} == {interfaces.CALL, interfaces.EVENT, interfaces.REPLICA}
    assert LIBRARY == interfaces.LIBRARY
    assert {*KINDS} == {sagas.COMPENSATABLE, sagas.PIVOT, sagas.RETRIABLE}
