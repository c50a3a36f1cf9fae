from __future__ import annotations

import re

import pytest

from reports.mermaid import Mermaid
from reports.text import safe
from tests.builders import EMPTY, PAYLOADS, hostile, shop

CHART = """\
flowchart LR
  service1("Billing<br/>2 modules, 1 table<br/>390 lines<br/>2. to extract#58; moderate, 41 of 100")
  service2("Catalog<br/>1 module, 1 table<br/>400 lines<br/>1. to extract#58; easy, 12 of 100")
  service3("Orders<br/>3 modules, 1 table<br/>520 lines<br/>3. to extract#58; hard, 78 of 100")
  outside("In no service<br/>library#58; 1 module<br/>test#58; 1 module")
  service1 -. "1 code" .-> service3
  service1 -- "2 data" --> service3
  service3 -. "1 code" .-> service1
  service3 -- "1 data" --> service1
  service3 -. "1 messages" .-> service1
"""

# What a line of the chart may be; a name that got out of its label would make another.
LABEL = r'"(?:[^\W]|[ .,]|#\d+;|<br/>)*"'
LINES = re.compile(
    "|".join(
        [
            r"%% [^\n]*",
            r"flowchart LR",
            rf"  subgraph \w+ \[{LABEL}\]",
            r"  end",
            rf" +\w+(?:\({LABEL}\)|\[\({LABEL}\)\])",
            rf"  \w+ (?:-- {LABEL} -->|-\. {LABEL} \.->) \w+",
            r"  classDef fill\d+ fill:#\w{6},stroke:#\w{6},color:#000",
            r"  class [\w,]+ fill\d+",
            r"  style \w+ fill:#\w{6},stroke:#\w{6}",
            r"  linkStyle [\d,]+ stroke:#\w{6},stroke-width:\dpx",
        ]
    )
)


def test_services_are_nodes_and_ties_are_lines() -> None:
    assert CHART in Mermaid().render(shop())


def test_tables_are_stores_in_a_close_up() -> None:
    chart = Mermaid("billing").render(shop())
    assert '    t1[("billing_invoice")]' in chart
    assert '  p2 -- "2 writes" --> t1' in chart


def test_lines_are_coloured_by_their_numbers() -> None:
    chart = Mermaid().render(shop())
    assert re.search(r"linkStyle 1,3 stroke:#b3432b,stroke-width:5px", chart)
    numbers = re.findall(r"linkStyle ([\d,]+)", chart)
    assert sorted(",".join(numbers).split(",")) == ["0", "1", "2", "3", "4"]


def test_nothing_is_drawn_of_nothing() -> None:
    assert Mermaid().render(EMPTY).splitlines()[-1] == "flowchart LR"


@pytest.mark.parametrize("focus", [None, 0, 1])
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_stays_in_its_label(payload: str, focus: int | None) -> None:
    analysis = hostile(payload)
    name = None if focus is None else (analysis.services[0].id, analysis.tables[2].id)[focus]
    for line in Mermaid(name).render(analysis).splitlines():
        assert LINES.fullmatch(line), line


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_is_shown_as_it_is(payload: str) -> None:
    chart = Mermaid().render(hostile(payload))
    label = re.search(r'service1\("(.*?)<br/>', chart)
    assert label
    shown = re.sub(r"#(\d+);", lambda match: chr(int(match[1])), label[1])
    assert shown == safe(f"{payload}Billing".strip(), 40)
