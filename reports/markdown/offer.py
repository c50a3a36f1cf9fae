"""What a candidate would offer to the others, and what fails with it."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model.interfaces import Interface, Operation
from reports.markdown.markup import ROWS_SHOWN, code, more, places, prose, table
from reports.source_link import SourceLink
from reports.text import plural

LIBRARY = "library"
STYLES = {"call": "synchronous call", "event": "event", "replica": "read of a copy"}


def offer(interface: Interface, named: dict[str, str], link: SourceLink | None) -> Iterator[str]:
    """The most called operations, libraries only counted; and who waits for the candidate."""
    offered = [each for each in interface.operations if each.style != LIBRARY]
    if offered:
        yield ""
        heads = ("Would offer", "As", "Called by", "Works on", "Called at")
        rows = [_row(each, named, link) for each in offered[:ROWS_SHOWN]]
        yield from table(heads, "lllll", rows)
        yield from more(len(offered) - ROWS_SHOWN, "operation")
    libraries = len(interface.operations) - len(offered)
    if libraries:
        yield ""
        yield f"Others also call {libraries:,} of its functions, behind which no table was seen."
    if interface.fails_with:
        waiting = ", ".join(
            f"{prose(named.get(each.service, each.service))} "
            f"({plural(each.entry_points, 'entry point')})"
            for each in interface.fails_with
        )
        yield from ("", f"Fails with it: {waiting}.")


def _row(operation: Operation, named: dict[str, str], link: SourceLink | None) -> tuple[str, ...]:
    passed = ", ".join(operation.parameters)
    return (
        code(f"{operation.module}.{operation.function}({passed})"),
        prose(STYLES.get(operation.style, operation.style)),
        ", ".join(prose(named.get(caller, caller)) for caller in operation.callers),
        ", ".join(map(code, operation.tables)),
        places(operation.evidence, link),
    )
