"""The proposal as a plan to edit: a scan that keeps to it gives the same services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analyzer.model.analysis import Analysis, Service
from analyzer.model.hubs import HubPart
from analyzer.model.plan import literal
from reports.digest import names
from reports.packages import Entry, entries
from reports.text import plural, safe
from reports.ties import Ties
from reports.toml import quoted

# Roles of modules that no service owns, as the plan calls them.
_ROLES = {"library": "library", "glue": "glue", "ignored": "ignore"}
_MEANINGS = {
    "library": "shared code, no service's own",
    "glue": "what holds the program together, no service's own",
    "ignore": "left out of everything that is divided",
}

# Moved with what they belong to, so that no plan has to name them.
_MOVED = frozenset({"test", "migration", "generated", "vendored"})
_OTHERS_SHOWN = 3

_HEAD = """\
# The services that seamline proposes for {project}, as a plan to edit: move lines, rename keys,
# take out what is to be proposed anew. Then: seamline scan PATH --plan THIS_FILE
# A module's name takes its sub-modules along, with .__init__ it stands alone; globs are allowed.
"""

_FOOT = """\
# services = "4-6"                    # how many there shall be, those above included
# together = [["a.module", "b"]]      # modules or tables that stay together
# apart = [["one_table", "another"]]  # modules or tables that are kept apart
"""


class PlanFile:
    """TOML in a stable order, with a comment on why each part is where it is."""

    name = "plan"
    suffix = ".toml"
    summary = "the proposal as a plan to edit, for scan --plan"

    def render(self, analysis: Analysis) -> str:
        """The plan's text."""
        found = entries(_owners(analysis))
        parts = [_HEAD.format(project=safe(analysis.project.name))]
        ties = Ties(analysis)
        called = names(analysis)
        for service in sorted(analysis.services, key=lambda service: service.id):
            lines = _service(analysis, service, found.get(service.id, ()), ties, called)
            parts.append("\n".join(lines) + "\n")
        parts.append("\n".join(["[plan]", *_roles(found)]) + "\n" + _FOOT)
        return "\n".join(parts)


REPORT = PlanFile()


def _owners(analysis: Analysis) -> dict[str, str]:
    """Where each module is to be; the definitions of a divided one as if they were its modules."""
    parts = {name: part.service or "library" for name, part in _parts(analysis).items()}
    divided = {hub.name for hub in analysis.hubs if hub.parts}
    return parts | {
        module.name: module.service or _ROLES.get(module.role, f"{module.role} ")
        for module in analysis.modules
        if module.role not in _MOVED and module.name not in divided
    }


def _parts(analysis: Analysis) -> dict[str, HubPart]:
    return {f"{hub.name}.{part.definition}": part for hub in analysis.hubs for part in hub.parts}


def _service(
    analysis: Analysis,
    service: Service,
    modules: Sequence[Entry],
    ties: Ties,
    called: Mapping[str, str],
) -> Iterator[str]:
    yield f"[services.{_key(service.id)}]"
    yield from (f"# {safe(line)}" for line in _why(analysis, service, called))
    yield f"name = {quoted(called[service.id])}"
    lines = {name: f"line {part.line}" for name, part in _parts(analysis).items()}
    whys = ((e.pattern, lines.get(e.pattern) or ties.of_modules(e, service.id)) for e in modules)
    yield from _list("modules", whys)
    yield from _list("tables", ((literal(t), ties.of_table(t)) for t in sorted(service.tables)))


def _why(analysis: Analysis, service: Service, called: Mapping[str, str]) -> Iterator[str]:
    yield (
        f"{plural(len(service.modules), 'module')}, {plural(len(service.tables), 'table')}; "
        f"{service.difficulty.word} to extract ({service.difficulty.score} of 100)."
    )
    if service.keywords:
        yield f"Its own words: {', '.join(service.keywords)}."
    if service.stability is not None:
        share = f"{service.stability:.0%}"
        yield f"Its modules stayed together in {share} of the runs with shaken evidence."
    others: dict[str, int] = {}
    for cut in analysis.cuts:
        ends = {cut.from_service, cut.to_service}
        if service.id in ends:
            for other in ends - {service.id}:
                others[other] = others.get(other, 0) + 1
    if others:
        ranked = sorted(others, key=lambda other: (-others[other], other))[:_OTHERS_SHOWN]
        told = (f"{called.get(o, o)} ({plural(others[o], 'cut')})" for o in ranked)
        yield f"Tied most to {', '.join(told)}."


def _roles(found: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    for role, meaning in _MEANINGS.items():
        if found.get(role):
            yield f"# {meaning}"
            yield from _list(role, ((entry.pattern, "") for entry in found[role]))


def _list(key: str, items: Iterable[tuple[str, str]]) -> Iterator[str]:
    told = [(f"  {quoted(pattern)},", safe(why)) for pattern, why in items]
    if told:
        yield f"{key} = ["
        yield from (f"{item}  # {why}" if why else item for item, why in told)
        yield "]"


def _key(id_: str) -> str:
    plain = id_.isascii() and id_.replace("-", "").replace("_", "").isalnum()
    return id_ if plain else quoted(id_)
