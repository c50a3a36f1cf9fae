"""Hostile text in every format: each is read by what reads such documents, and has kept its shape.

A format's reader gives what must not depend on the names in the document. A format that has no
reader here fails.
"""

from __future__ import annotations

import configparser
import csv
import io
import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

import graphviz
import networkx as nx
import pandas as pd
import pytest

from reports.base import Rendered
from reports.registry import formats
from tests.builders import PAYLOADS, hostile, packaged, shop
from tests.pages import document_in
from tests.reports import test_markdown, test_mermaid, test_sarif

Shape = object
FORMATS = formats()

# What an analysis chooses from words of its own: by these, formats tell things apart.
WORDS = frozenset({"kind", "operation", "role", "origin", "confidence", "word", "nature", "style"})


class Tags(HTMLParser):
    """Counts the elements of a page, and keeps the analysis that stands in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.data = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self._inside = ("id", "analysis") in attrs

    def handle_data(self, data: str) -> None:
        self.data += data if self._inside else ""


def page(text: str) -> Shape:
    found = Tags()
    found.feed(text)
    return found.tags, list(document_in(found.data))


def tables(documents: Mapping[str, str]) -> Shape:
    rows = {name: list(csv.reader(io.StringIO(text))) for name, text in documents.items()}
    for cell in (cell for table in rows.values() for row in table for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d")), cell
    return {name: [len(row) for row in table] for name, table in rows.items()}


def frames(documents: Mapping[str, bytes]) -> Shape:
    return {name: pd.read_parquet(io.BytesIO(data)).shape for name, data in documents.items()}


def drawing(text: str) -> Shape:
    read = json.loads(graphviz.Source(text).pipe(format="json", encoding="utf-8", quiet=True))
    return len(read["objects"]), [(e["tail"], e["head"]) for e in read["edges"]]


def picture(text: str) -> Shape:
    found = ElementTree.fromstring(text)
    tags = Counter(element.tag.rpartition("}")[2] for element in found.iter())
    assert not tags.keys() & {"script", "image", "foreignObject"}
    hrefs = [value for element in found.iter() for key, value in element.items() if "href" in key]
    assert hrefs == []
    return tags["polygon"] > 0


def graphml(text: str) -> Shape:
    found = nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)
    return len(found.nodes), len(found.edges)


def gexf(text: str) -> Shape:
    found = nx.read_gexf(io.BytesIO(text.encode()))
    return len(found.nodes), len(found.edges)


def contracts(text: str) -> Shape:
    read = configparser.ConfigParser()
    read.read_string(text)
    return all(re.fullmatch(r"importlinter(:contract:\d+)?", name) for name in read.sections())


def toml(text: str) -> Shape:
    return sorted(tomllib.loads(text))


def findings(text: str) -> Shape:
    test_sarif.VALIDATOR.validate(json.loads(text))
    (run,) = json.loads(text)["runs"]
    return len(run["results"])


def wiki(text: str) -> Shape:
    tokens = test_markdown.tokens(text)
    assert not {each.type for each in tokens} & {"link_open", "image", "html_block", "fence"}
    html = {each.content for each in tokens if each.type == "html_inline"}
    assert html <= {"<code>", "</code>"}
    return None


def chart(text: str) -> Shape:
    assert all(test_mermaid.LINES.fullmatch(line) for line in text.splitlines())
    return None


def terminal(text: str) -> Shape:
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
    return None


QUOTED = r'"[^"\\$]*(?:\$(?!\{)[^"\\$]*)*"'
WORKSPACE = re.compile(
    rf"workspace {QUOTED} {QUOTED} \{{"
    rf"| +(?:\w+ = )?(?:softwareSystem|container|element|relationship)(?: monolith)?(?: {QUOTED})+"
    r"(?: \{)?"
    rf"| +\w+ -> \w+(?: {QUOTED})+"
    r"| +(?:model|views|styles) \{"
    r"| +include [\w> *-]+| +autoLayout lr| +shape \w+| +style \w+"
    r"| *\}"
)
STRING = r'"(?:[^"\\]|\\["\\])*"'
CONTEXT_MAP = re.compile(
    r"/\* [^*]*| \* [^*]*(?:\*/)?|"
    r"|ContextMap \w+ \{|  (?:type|state) = [A-Z_]+|  contains \w+"
    r"|  \w+ \[(?:SK|P|U)\](?:<->|->)\[(?:SK|P|D)\] \w+ \{"
    rf"|    implementationTechnology = {STRING}"
    rf"|BoundedContext \w+ \{{|  (?:domainVisionStatement|implementationTechnology) = {STRING}"
    rf"|  responsibilities = {STRING}(?:, {STRING})*"
    rf"|  Aggregate \w+ \{{|    Entity \^?\w+ \{{|      databaseTable = {STRING}"
    r"|      aggregateRoot| *\}"
)


def lines(grammar: re.Pattern[str], text: str) -> Shape:
    strange = [line for line in text.splitlines() if not grammar.fullmatch(line)]
    assert strange == []
    assert text.isascii() or all(c.isprintable() or c == "\n" for c in text)
    return len(re.findall(r"^ *(?:\w+ = )?(container|BoundedContext|Aggregate) ", text, re.M))


READERS: dict[str, Callable[..., Shape]] = {
    "cml": lambda text: lines(CONTEXT_MAP, text),
    "csv": tables,
    "dot": drawing,
    "gexf": gexf,
    "graphml": graphml,
    "html": page,
    "import-linter": contracts,
    "json": lambda text: list(json.loads(text)),
    "markdown": wiki,
    "mermaid": chart,
    "parquet": frames,
    "plan": toml,
    "png": lambda data: data[:8],
    "sarif": findings,
    "structurizr": lambda text: lines(WORKSPACE, text),
    "svg": picture,
    "tach": lambda text: tomllib.loads(text).keys() <= {"modules", "root_module", "source_roots"},
    "terminal": terminal,
}


@cache
def rendered(name: str, payload: str | None) -> Rendered:
    base = packaged()
    analysis = base if payload is None else hostile(PAYLOADS[payload], base, kept=WORDS)
    return FORMATS[name].render(analysis)


def test_every_format_has_a_reader() -> None:
    assert READERS.keys() == FORMATS.keys()


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", READERS)
def test_hostile_text_keeps_the_shape_of_the_document(name: str, payload: str) -> None:
    read = READERS[name]
    assert read(rendered(name, payload)) == read(rendered(name, None))


def test_the_readers_can_say_no() -> None:
    model = str(FORMATS["structurizr"].render(shop()))
    with pytest.raises(AssertionError):
        lines(WORKSPACE, model.replace('"Billing"', '"Bill"ing"'))
    contexts = str(FORMATS["cml"].render(shop()))
    with pytest.raises(AssertionError):
        lines(CONTEXT_MAP, contexts.replace("Billing:", 'Bill"ing:'))
