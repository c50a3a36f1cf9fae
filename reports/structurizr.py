"""The proposal as a C4 model in the Structurizr DSL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from analyzer.model.analysis import Analysis, Service
from reports.digest import names
from reports.overview import FAMILIES
from reports.text import listed, plural, safe

TABLES_NAMED = 12

_DATA, _CODE, _MESSAGES = FAMILIES
_STYLES = """\
        styles {
            element "Candidate" {
                shape RoundedBox
            }
            element "Store" {
                shape Cylinder
            }
            relationship "Asynchronous" {
                style dotted
            }
        }"""


class Structurizr:
    """The monolith as a software system; services and their tables as its containers."""

    name = "structurizr"
    suffix = ".dsl"
    summary = "the proposal as a C4 model, in the Structurizr DSL"

    def render(self, analysis: Analysis) -> str:
        """The workspace's text."""
        return "\n".join(_workspace(analysis)) + "\n"


REPORT = Structurizr()


class _Tie(msgspec.Struct, frozen=True):
    """All that goes from one container to another: kinds with their counts."""

    source: str
    target: str
    counts: tuple[tuple[str, int], ...]
    tags: str = ""


def _workspace(analysis: Analysis) -> Iterator[str]:
    project = analysis.project.name
    described = f"The services that seamline proposes for {project}, and what ties them together."
    yield f"workspace {_quoted(project)} {_quoted(described)} {{"
    yield "    model {"
    yield f"        monolith = softwareSystem {_quoted(project)} {{"
    called = _unique(analysis)
    for number, service in enumerate(analysis.services, 1):
        yield from _containers(number, service, called[service.id])
    yield "        }"
    yield from (f"        {_relation(tie)}" for tie in _ties(analysis))
    yield "    }"
    yield from _views(analysis, called)
    yield "}"


def _unique(analysis: Analysis) -> dict[str, str]:
    """What to call each service: containers of one name are refused."""
    taken: Counter[str] = Counter()
    found = {}
    for id_, name in names(analysis).items():
        shown = _plain(name)
        taken[shown.lower()] += 1
        found[id_] = shown if taken[shown.lower()] == 1 else f"{shown} ({taken[shown.lower()]})"
    return found


def _containers(number: int, service: Service, name: str) -> Iterator[str]:
    difficulty = service.difficulty
    told = (
        f"{plural(len(service.modules), 'module')}, {plural(service.lines, 'line')}; "
        f"{difficulty.word} to extract ({difficulty.score} of 100), "
        f"number {service.extraction_rank} in the order of extraction."
    )
    fields = " ".join(map(_quoted, (name, told, "Python", "Candidate")))
    yield f"            service{number} = container {fields}"
    if service.tables:
        tables = listed(service.tables, TABLES_NAMED)
        fields = " ".join(map(_quoted, (f"{name}: tables", tables, "Database", "Store")))
        yield f"            store{number} = container {fields}"


def _ties(analysis: Analysis) -> list[_Tie]:
    services = {each.id: f"service{n}" for n, each in enumerate(analysis.services, 1)}
    stores = {each.id: f"store{n}" for n, each in enumerate(analysis.services, 1) if each.tables}
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for row in analysis.sharing:
        store = stores.get(row.owner or "")
        for use in row.uses:
            if store and use.service in services:
                tie = counts.setdefault((services[use.service], store, ""), Counter())
                tie["tables read"] += use.reads > 0
                tie["tables written"] += use.writes > 0
    for cut in analysis.cuts:
        ends = services if cut.kind in (*_CODE.kinds, *_MESSAGES.kinds) else stores
        if cut.kind in ("transaction", "shared_read", "shared_write"):
            continue
        if cut.from_service in ends and cut.to_service in ends:
            tags = "Asynchronous" if cut.kind in _MESSAGES.kinds else ""
            key = (ends[cut.from_service], ends[cut.to_service], tags)
            counts.setdefault(key, Counter())[cut.kind.replace("_", " ")] += 1
    return [
        _Tie(*key[:2], tuple(sorted((+tie).items())), key[2]) for key, tie in sorted(counts.items())
    ]


def _relation(tie: _Tie) -> str:
    told = ", ".join(f"{kind}: {count}" for kind, count in tie.counts)
    tags = f' "" {_quoted(tie.tags)}' if tie.tags else ""
    return f"{tie.source} -> {tie.target} {_quoted(told)}{tags}"


def _views(analysis: Analysis, called: dict[str, str]) -> Iterator[str]:
    yield "    views {"
    yield from _view("services", "All candidate services", ["*"])
    for number, service in enumerate(analysis.services, 1):
        shown = [f"->service{number}->", *([f"->store{number}->"] if service.tables else [])]
        yield from _view(f"service{number}", called[service.id], shown)
    yield _STYLES
    yield "    }"


def _view(key: str, title: str, shown: Sequence[str]) -> Iterator[str]:
    yield f"        container monolith {_quoted(key)} {_quoted(title)} {{"
    yield f"            include {' '.join(shown)}"
    yield "            autoLayout lr"
    yield "        }"


def _quoted(text: str) -> str:
    return f'"{_plain(text)}"'


def _plain(text: str) -> str:
    """Text between quotes: the language has no escape for a quote, and puts values for ${...}."""
    shown = safe(text.strip() or "(no name)")
    return shown.replace('"', "'").replace("\\", "/").replace("${", "$ {")
