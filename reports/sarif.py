"""Cuts and what was not understood as findings, for code-scanning views (SARIF 2.1.0)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

import msgspec

from analyzer.model.analysis import Analysis, Cut
from analyzer.model.place import Diagnostic, Location
from reports.digest import names
from reports.document import Json
from reports.overview import FAMILIES
from reports.text import safe

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MESSAGE_LIMIT = 1000
PLACES_SHOWN = 20

# Characters that mean something in a message: links and placeholders (SARIF 3.11.5 and 3.11.6).
_MARKUP = re.compile(r"[\\\[\]]")
_BRACES = re.compile(r"[{}]")

_KINDS = {
    "foreign_key": "A foreign key from one candidate service to another",
    "join": "A query that joins tables of two candidate services",
    "cascade": "A deletion that goes on into another candidate service",
    "shared_write": "A write to a table of another candidate service",
    "shared_read": "A read of a table of another candidate service",
    "transaction": "A transaction over tables of several candidate services",
    "call": "A call into another candidate service",
    "import": "An import from another candidate service",
    "inherit": "A base class in another candidate service",
    "signal": "A signal into another candidate service",
    "task": "A task of another candidate service",
}


class Sarif:
    """One result for each cut, unresolved access and diagnostic, at its lines."""

    name = "sarif"
    suffix = ".sarif"
    summary = "cuts and diagnostics as findings for a code-scanning view"

    def render(self, analysis: Analysis) -> str:
        """The log as JSON."""
        log: Json = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(analysis)]}
        return msgspec.json.format(msgspec.json.encode(log), indent=1).decode() + "\n"


REPORT = Sarif()


def _run(analysis: Analysis) -> Json:
    called = names(analysis)
    found = [(_cut_rule(cut), _cut_result(cut, called)) for cut in analysis.cuts]
    for group in (analysis.unresolved, analysis.diagnostics):
        found += [(_code(each), _told(each)) for each in group]
    rules = sorted({rule for rule, _ in found})
    kinds = {_cut_rule(cut): cut.kind for cut in analysis.cuts}
    driver: Json = {
        "name": "seamline",
        "version": safe(analysis.tool.version),
        "rules": [_rule(rule, kinds.get(rule)) for rule in rules],
    }
    results: Json = [
        {"ruleId": rule, "ruleIndex": rules.index(rule), **result} for rule, result in found
    ]
    return {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}


def _rule(rule: str, kind: str | None) -> Json:
    told = rule.replace("-", " ") if kind is None else _KINDS.get(kind, f"A cut: {kind}")
    return {"id": rule, "shortDescription": {"text": _message(told)}}


def _cut_rule(cut: Cut) -> str:
    return safe(f"cut-{cut.kind.replace('_', '-')}")


def _code(diagnostic: Diagnostic) -> str:
    return safe(diagnostic.code)


def _cut_result(cut: Cut, called: dict[str, str]) -> dict[str, Json]:
    target = cut.target if isinstance(cut.target, str) else ", ".join(cut.target)
    ends = [called.get(end, end) for end in (cut.from_service, cut.to_service)]
    told = (
        f"{cut.kind.replace('_', ' ')} from {ends[0]} to {ends[1]}: {cut.source} to {target}. "
        f"{cut.advice or cut.remedy}"
    )
    identity = "\n".join((cut.kind, cut.source, target)).encode("utf-8", "backslashreplace")
    return {
        # What ties data is hard to cut; the rest is good to know.
        "level": "warning" if cut.kind in FAMILIES[0].kinds else "note",
        "message": {"text": _message(told)},
        **_places(cut.evidence),
        "partialFingerprints": {"cut/v1": hashlib.sha256(identity).hexdigest()},
        "properties": {"weight": cut.weight, "remedy": safe(cut.remedy)},
    }


def _told(diagnostic: Diagnostic) -> dict[str, Json]:
    place = Location(diagnostic.path, diagnostic.line)
    return {
        "level": "note",
        "message": {"text": _message(diagnostic.message)},
        **_places([place]),
    }


def _places(evidence: Sequence[Location]) -> dict[str, Json]:
    """The first place as the location, the others as related ones."""
    if not evidence:
        return {}
    first, *others = _located(evidence[:PLACES_SHOWN])
    return {"locations": [first], **({"relatedLocations": others} if others else {})}


def _located(evidence: Iterable[Location]) -> list[Json]:
    return [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": _uri(place.path), "uriBaseId": "%SRCROOT%"},
                **({"region": {"startLine": place.line}} if place.line > 0 else {}),
            }
        }
        for place in evidence
    ]


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "backslashreplace"))


def _message(text: str) -> str:
    shown = safe(text.strip() or "(no message)", MESSAGE_LIMIT)
    return _BRACES.sub(lambda mark: mark[0] * 2, _MARKUP.sub(lambda mark: f"\\{mark[0]}", shown))
