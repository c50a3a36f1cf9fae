"""The report for a wiki page or a pull request, in GitHub's Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from analyzer.model.analysis import Analysis, Cut, Service
from analyzer.model.hubs import Hub
from analyzer.model.place import Diagnostic, Location
from reports.digest import NATURES, Digest, digest, names
from reports.scores import NULLS, scores, sizes
from reports.settled import times
from reports.text import plural, safe

CUTS_SHOWN = 10
TABLES_SHOWN = 30
PLACES_SHOWN = 3
SENTENCE_LIMIT = 1000

# What may stand between backticks as it is, in a table as well.
_PLAIN_CODE = re.compile(r"[\w.:/,()<>=+@{}\[\]* -]+", re.ASCII)

# A word that would turn into a link or a mention.
_LIVE_WORD = re.compile(r"@|://|www\.", re.IGNORECASE)

# Punctuation that can mean something in a line; an underscore inside a word is only that.
_MARKUP = re.compile(r"[\\`*{}\[\]<>#+|~$!&^=]|(?<![^\W_])_|_(?![^\W_])|^-")
_LIST_NUMBER = re.compile(r"(\d+)([.)])")


class Markdown:
    """The verdict, the candidates, the shared tables, and for each candidate what it costs."""

    name = "markdown"
    suffix = ".md"
    summary = "a page for a wiki or a pull request"

    def render(self, analysis: Analysis) -> str:
        """The page; whatever stands in the scanned code is code or plain text on it."""
        return "\n".join(_page(analysis)) + "\n"


REPORT = Markdown()


def _page(analysis: Analysis) -> Iterator[str]:
    content = digest(analysis)
    named = names(analysis)
    yield f"# {prose(content.project.name)}: where to cut"
    yield from ("", f"**{prose(content.headline)}.**", "")
    yield from _bullets(content.reasons)
    yield from _numbers(content)
    yield from _candidates(content, analysis)
    yield from _scores(analysis)
    yield from _division(content, named)
    yield from _shared(content, named)
    yield from _hubs(content, analysis.hubs, named)
    for service in sorted(analysis.services, key=lambda item: (item.extraction_rank, item.id)):
        yield from _service(service, analysis.cuts, named)
    yield from _seen(content, analysis)
    if content.next_steps:
        yield from ("", "## What to do next", "")
        yield from (f"{n}. {prose(step)}" for n, step in enumerate(content.next_steps, 1))


def _numbers(content: Digest) -> Iterator[str]:
    counts = content.summary
    values = (counts.files, counts.lines, counts.modules, counts.tables, counts.cuts)
    yield ""
    yield from _table(
        ("Files", "Lines", "Modules", "Tables", "Cuts"), "rrrrr", [[f"{n:,}" for n in values]]
    )


def _candidates(content: Digest, analysis: Analysis) -> Iterator[str]:
    shares = {service.id: service.recurrence for service in analysis.services}
    runs = {
        name: "" if share is None else f", {times(share, analysis.runs)}"
        for name, share in shares.items()
    }
    rows = [
        (
            str(line.rank),
            prose(line.name) + (f" ({prose(line.nature)})" if line.nature else ""),
            *(f"{count:,}" for count in (line.modules, line.tables, line.lines, line.cuts)),
            f"{prose(line.word)}, {line.score} of 100",
            f"{line.settled}{runs[line.id]}",
        )
        for line in content.services
    ]
    if rows:
        yield from ("", "## Candidate services, in the order of extraction", "")
        heads = ["#", "Service", "Modules", "Tables", "Lines", "Cuts", "Difficulty", "Settled"]
        yield from _table(heads, "rlrrrrll", rows)


def _division(content: Digest, named: dict[str, str]) -> Iterator[str]:
    if not content.division and not content.wavering:
        return
    yield from ("", "## How sure that is", "")
    if content.division:
        yield from _bullets(content.division)
        yield ""
    rows = [
        (
            code(line.module),
            prose(named.get(line.service, line.service)),
            line.stayed,
            "" if line.runner_up is None else prose(named.get(line.runner_up, line.runner_up)),
        )
        for line in content.wavering[:CUTS_SHOWN]
    ]
    if rows:
        yield from _table(
            ("Least settled module", "Service", "Stayed in", "Next best"), "llll", rows
        )
        yield from _more(len(content.wavering) - CUTS_SHOWN, "module")


def _scores(analysis: Analysis) -> Iterator[str]:
    lines = scores(analysis)
    if not lines or not analysis.services:
        return
    yield from ("", "## How good is the cut", "")
    yield "A number means little beside those of partitions that know nothing. " + sizes(analysis)
    yield ""
    rows = [(prose(line.metric), line.value, *line.nulls, prose(line.better)) for line in lines]
    heads = ("Metric", "Proposal", *NULLS.values(), "Better")
    yield from _table(heads, "lrrrrl", rows)


def _shared(content: Digest, named: dict[str, str]) -> Iterator[str]:
    def services(ids: Iterable[str]) -> str:
        return ", ".join(prose(named.get(service, service)) for service in ids)

    rows = [
        (
            code(line.table),
            services([] if line.owner is None else [line.owner]),
            services(line.writers),
            services(line.readers),
        )
        for line in content.shared[:TABLES_SHOWN]
    ]
    if rows:
        yield from ("", "## Tables that several services use", "")
        yield from _table(("Table", "Owner", "Written by", "Read by"), "llll", rows)
        yield from _more(len(content.shared) - TABLES_SHOWN, "table")


def _hubs(content: Digest, hubs: Sequence[Hub], named: dict[str, str]) -> Iterator[str]:
    if not hubs:
        return
    yield from ("", "## Told apart: of no service, or of several")
    by_name = {hub.name: hub for hub in hubs}
    for line in content.hubs:
        yield from ("", f"### {prose(line.title)}", "", prose(line.advice), "")
        for name in line.names[:TABLES_SHOWN]:
            reasons = "; ".join(prose(reason) for reason in by_name[name].reasons)
            yield f"- {code(name)}" + (f": {reasons}" if reasons else "")
            yield from _parts(by_name[name], named)
        yield from _more(len(line.names) - TABLES_SHOWN, "hub")


def _parts(hub: Hub, named: dict[str, str]) -> Iterator[str]:
    """Which definition goes where, a line for each service."""
    services: dict[str | None, list[str]] = {}
    for part in hub.parts:
        services.setdefault(part.service, []).append(part.definition)
    for service, members in sorted(
        services.items(), key=lambda item: (-len(item[1]), str(item[0]))
    ):
        title = "shared by several" if service is None else prose(named.get(service, service))
        shown = ", ".join(map(code, members[:TABLES_SHOWN]))
        left = len(members) - TABLES_SHOWN
        yield f"  - {title}: {shown}" + (f" and {left} more" if left > 0 else "")


# --- one candidate -----------------------------------------------------------------------------


def _service(service: Service, cuts: Sequence[Cut], named: dict[str, str]) -> Iterator[str]:
    word = NATURES.get(service.nature, service.nature)
    title = prose(service.name or service.id) + (f" ({prose(word)})" if word else "")
    yield from ("", f"## {service.extraction_rank}. {title}", "")
    tables = ", ".join(code(table) for table in service.tables[:TABLES_SHOWN]) or "none"
    left = len(service.tables) - TABLES_SHOWN
    yield f"- Tables: {tables}" + (f" and {left} more" if left > 0 else "")
    packages = Counter(module.rpartition(".")[0] or module for module in service.modules)
    listed = ", ".join(f"{code(name)} ({count})" for name, count in sorted(packages.items()))
    yield f"- Modules by package: {listed or 'none'}"
    yield from _bullets((*service.benefits, *service.risks))
    yield from _difficulty(service)
    yield from _cuts(
        [cut for cut in cuts if service.id in (cut.from_service, cut.to_service)], named
    )


def _difficulty(service: Service) -> Iterator[str]:
    difficulty = service.difficulty
    word = f"{prose(difficulty.word)}, {difficulty.score} of 100"
    yield from ("", f"Difficulty: **{word}** ({plural(difficulty.points, 'point')})", "")
    rows = [
        (prose(part.name), f"{part.count:,}", str(part.unit_cost), f"{part.points:,}")
        for part in difficulty.parts
    ]
    yield from _table(("To remove", "Count", "Cost of one", "Points"), "lrrr", rows)


def _cuts(cuts: Sequence[Cut], named: dict[str, str]) -> Iterator[str]:
    if not cuts:
        return
    costly = sorted(cuts, key=lambda cut: (-cut.weight, cut.kind, cut.source, str(cut.target)))
    rows = [
        (
            prose(cut.kind),
            " to ".join(prose(named.get(end, end)) for end in (cut.from_service, cut.to_service)),
            code(cut.source),
            ", ".join(map(code, (cut.target,) if isinstance(cut.target, str) else cut.target)),
            prose(cut.remedy),
            _places(cut.evidence),
        )
        for cut in costly[:CUTS_SHOWN]
    ]
    yield ""
    yield from _table(("Cut", "Between", "From", "To", "Remedy", "Evidence"), "llllll", rows)
    yield from _more(len(cuts) - CUTS_SHOWN, "cut")


def _places(evidence: Sequence[Location]) -> str:
    shown = [code(f"{place.path}:{place.line}") for place in evidence[:PLACES_SHOWN]]
    left = len(evidence) - PLACES_SHOWN
    return " ".join(shown) + (f" and {left} more" if left > 0 else "")


# --- what was seen -----------------------------------------------------------------------------


def _seen(content: Digest, analysis: Analysis) -> Iterator[str]:
    yield from ("", "## What was seen", "")
    yield from _bullets(content.seen)
    yield from _tally("Not resolved", analysis.unresolved)
    yield from _tally("Diagnostics", analysis.diagnostics)


def _tally(title: str, diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    if not diagnostics:
        return
    first: dict[str, Diagnostic] = {}
    for diagnostic in diagnostics:
        first.setdefault(diagnostic.code, diagnostic)
    counts = Counter(diagnostic.code for diagnostic in diagnostics)
    rows = [
        (
            code(slug),
            f"{count:,}",
            code(f"{first[slug].path}:{first[slug].line}"),
            prose(first[slug].message),
        )
        for slug, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    yield ""
    yield from _table((title, "Count", "For example", "Why"), "lrll", rows)


# --- markup ------------------------------------------------------------------------------------


def code(text: str) -> str:
    """`text` as code, wherever it stands; what could break out of backticks goes as entities."""
    shown = safe(text)
    if _PLAIN_CODE.fullmatch(shown) and shown == shown.strip():
        return f"`{shown}`"
    entities = "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in shown)
    return f"<code>{entities}</code>"


def prose(text: str) -> str:
    """`text` as plain text on one line: no markup, no link, nobody mentioned."""
    words = safe(text.strip(), SENTENCE_LIMIT).split(" ")
    begins_list = _LIST_NUMBER.fullmatch(words[0])
    if begins_list:
        words[0] = f"{begins_list[1]}\\{begins_list[2]}"
    return " ".join(code(word) if _LIVE_WORD.search(word) else _plain(word) for word in words)


def _plain(word: str) -> str:
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", word)


def _bullets(sentences: Iterable[str]) -> Iterator[str]:
    return (f"- {prose(sentence)}" for sentence in sentences)


def _table(heads: Sequence[str], aligned: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    marks = {"l": ":--", "r": "--:"}
    for cells in (heads, [marks[side] for side in aligned], *rows):
        yield f"| {' | '.join(cells)} |"


def _more(left: int, noun: str) -> Iterator[str]:
    if left > 0:
        yield from ("", f"... and {plural(left, f'more {noun}')}.")
