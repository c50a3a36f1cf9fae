"""What several candidates have in common: shared tables, and hubs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analyzer.model.hubs import Hub
from reports.digest import Digest
from reports.markdown.markup import NAMES_SHOWN, code, more, prose, table
from reports.text import listed


def shared(content: Digest, named: dict[str, str]) -> Iterator[str]:
    """Who owns, writes and reads the tables that several services use."""

    def services(ids: Iterable[str]) -> str:
        return ", ".join(prose(named.get(service, service)) for service in ids)

    rows = [
        (
            code(line.table),
            services([] if line.owner is None else [line.owner]),
            services(line.writers),
            services(line.readers),
        )
        for line in content.shared[:NAMES_SHOWN]
    ]
    if rows:
        yield from ("", "## Tables that several services use", "")
        yield from table(("Table", "Owner", "Written by", "Read by"), "llll", rows)
        yield from more(len(content.shared) - NAMES_SHOWN, "table")


def hubs(content: Digest, found: Sequence[Hub], named: dict[str, str]) -> Iterator[str]:
    """What is of no service or of several, by kind, with advice."""
    if not found:
        return
    yield from ("", "## Told apart: of no service, or of several")
    by_name = {hub.name: hub for hub in found}
    for line in content.hubs:
        yield from ("", f"### {prose(line.title)}", "", prose(line.advice), "")
        for name in line.names[:NAMES_SHOWN]:
            reasons = "; ".join(prose(reason) for reason in by_name[name].reasons)
            yield f"- {code(name)}" + (f": {reasons}" if reasons else "")
            yield from _parts(by_name[name], named)
        yield from more(len(line.names) - NAMES_SHOWN, "hub")


def _parts(hub: Hub, named: dict[str, str]) -> Iterator[str]:
    """Which definition goes where, a line for each service."""
    services: dict[str | None, list[str]] = {}
    for part in hub.parts:
        services.setdefault(part.service, []).append(part.definition)
    for service, members in sorted(
        services.items(), key=lambda item: (-len(item[1]), str(item[0]))
    ):
        title = "shared by several" if service is None else prose(named.get(service, service))
        yield f"  - {title}: {listed(list(map(code, members)), NAMES_SHOWN)}"
