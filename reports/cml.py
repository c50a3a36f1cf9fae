"""The proposal as a context map, in the language of Context Mapper (CML)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.model.analysis import Analysis, Cut, Service, Table
from reports.digest import names
from reports.text import plural, safe

_WORD = re.compile(r"[A-Za-z0-9]+")
# Words of the language that could be an entity's name; others are written in small letters.
_RESERVED = frozenset({
    "ACL", "Aggregate", "Application", "ApplicationPart", "AS", "Bag", "BasicType", "BigDecimal",
    "BigInteger", "Blob", "Boolean", "BoundedContext", "C", "CF", "CHAR", "Clob", "Collection",
    "Command", "CommandEvent", "CONCRETE", "Consumer", "ContextMap", "D", "DataTransferObject",
    "Date", "DateTime", "DELETE", "Domain", "DomainEvent", "Double", "Entity", "Event", "FEATURE",
    "Float", "Flow", "GET", "HIGH", "HUGE", "INFLUENCER", "Integer", "INTEGER", "JOINED", "Key",
    "List", "Long", "LOW", "Map", "META", "Module", "None", "NORMAL", "O", "OFTEN", "OHS", "P",
    "PagedResult", "PagingParameter", "Partnership", "PL", "POST", "PUT", "RARELY", "Repository",
    "Resource", "S", "Service", "Set", "SK", "String", "STRING", "Subdomain", "SYSTEM", "TEAM",
    "Timestamp", "TINY", "Trait", "U", "UNDEFINED", "UseCase", "UserStory", "ValueObject", "X",
})  # fmt: skip
_WRITES = frozenset({"shared_write", "transaction"})


class Cml:
    """A bounded context for each service with its tables, and how the contexts relate."""

    name = "cml"
    suffix = ".cml"
    summary = "the proposal as a context map, for Context Mapper"

    def render(self, analysis: Analysis) -> str:
        """The map's text."""
        return "\n".join(_model(analysis)) + "\n"


REPORT = Cml()


def _model(analysis: Analysis) -> Iterator[str]:
    contexts = _identifiers(names(analysis), "Context")
    yield "/* The services that seamline proposes, as bounded contexts. Upstream is what is needed,"
    yield " * downstream what needs it; partners need each other; a kernel is shared where both"
    yield " * write a table, or a transaction does. */"
    yield f"ContextMap {_identifiers({'': analysis.project.name}, 'Map')['']} {{"
    yield "  type = SYSTEM_LANDSCAPE"
    yield "  state = TO_BE"
    yield from (f"  contains {context}" for context in contexts.values())
    for (first, second), cuts in _pairs(analysis, contexts).items():
        yield ""
        yield from _relationship(contexts, first, second, cuts)
    yield "}"
    tables = {table.id: table for table in analysis.tables}
    entities = _identifiers({id_: table.class_ or id_ for id_, table in tables.items()}, "")
    for service in analysis.services:
        held = {entities[each]: tables[each] for each in service.tables if each in tables}
        yield ""
        yield from _context(contexts[service.id], service, held)


def _pairs(analysis: Analysis, contexts: dict[str, str]) -> dict[tuple[str, str], list[Cut]]:
    """The cuts between each two services, whichever way."""
    found: dict[tuple[str, str], list[Cut]] = {}
    for cut in analysis.cuts:
        if {cut.from_service, cut.to_service} <= contexts.keys():
            first, second = sorted((cut.from_service, cut.to_service))
            found.setdefault((first, second), []).append(cut)
    return dict(sorted(found.items()))


def _relationship(
    contexts: dict[str, str], first: str, second: str, cuts: list[Cut]
) -> Iterator[str]:
    sources = {cut.from_service for cut in cuts}
    if any(cut.kind in _WRITES for cut in cuts):
        line = f"{contexts[first]} [SK]<->[SK] {contexts[second]}"
    elif len(sources) > 1:
        line = f"{contexts[first]} [P]<->[P] {contexts[second]}"
    else:
        (source,) = sources
        upstream = second if source == first else first
        line = f"{contexts[upstream]} [U]->[D] {contexts[source]}"
    kinds = sorted(Counter(cut.kind.replace("_", " ") for cut in cuts).items())
    told = ", ".join(f"{kind}: {count}" for kind, count in kinds)
    yield f"  {line} {{"
    yield f"    implementationTechnology = {_quoted(f'inside the monolith today ({told})')}"
    yield "  }"


def _context(context: str, service: Service, held: dict[str, Table]) -> Iterator[str]:
    difficulty = service.difficulty
    told = (
        f"{service.name or service.id}: {plural(len(service.modules), 'module')}, "
        f"{plural(service.lines, 'line')}; {difficulty.word} to extract "
        f"({difficulty.score} of 100)."
    )
    yield f"BoundedContext {context} {{"
    yield f"  domainVisionStatement = {_quoted(told)}"
    yield "  type = APPLICATION"
    if service.keywords:
        yield f"  responsibilities = {', '.join(map(_quoted, service.keywords))}"
    yield '  implementationTechnology = "Python"'
    for entity, table in held.items():
        yield f"  Aggregate {entity.lstrip('^')}Aggregate {{"
        yield f"    Entity {entity} {{"
        yield f"      databaseTable = {_quoted(table.name)}"
        yield "      aggregateRoot"
        yield "    }"
        yield "  }"
    yield "}"


def _identifiers(titles: dict[str, str], suffix: str) -> dict[str, str]:
    """Names that the language admits, each once, by what they stand for."""
    taken: Counter[str] = Counter()
    found = {}
    for key, title in titles.items():
        words = _WORD.findall(safe(title, 80))
        name = "".join(word[0].upper() + word[1:] for word in words) or "Unnamed"
        name = (f"N{name}" if name[0].isdigit() else name) + suffix
        taken[name] += 1
        if taken[name] > 1:
            name = f"{name}_{taken[name]}"
        # With a caret a word of the language is a name as well.
        found[key] = f"^{name}" if name in _RESERVED else name
    return found


def _quoted(text: str) -> str:
    return '"' + safe(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
