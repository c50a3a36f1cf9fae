"""The services as contracts of import-linter: separate inside the monolith first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.model.analysis import Analysis
from reports.boundaries import Boundaries, Boundary, boundaries
from reports.packages import Entry
from reports.text import plural, safe

_HEAD = """\
# The services that seamline proposes for {project}, as contracts of import-linter (2.6 or later).
# Modules of a service are imported by that service only, and by modules that are no service's:
# tests, migrations, libraries, glue. What crosses a line today is listed below, and passes. A new
# import across a line breaks the contract, and so does a listed one that is gone: take it off.
# Save this as .importlinter beside {folder}, and run there: {run}lint-imports
"""
_GUIDANCE = """\
broken_contract_guidance =
    This import reaches into another service. Ask that service's own functions to do the work, hand
    the value over as an argument, or move the code to where its data is.
"""


class ImportLinter:
    """One `protected` contract for each service; today's crossings are its allow-list."""

    name = "import-linter"
    suffix = ".ini"
    summary = "the services as import-linter's contracts, which hold today"

    def render(self, analysis: Analysis) -> str:
        """The configuration's text; only names that can be imported stand in it."""
        found = boundaries(analysis)
        head = _HEAD.format(
            project=safe(analysis.project.name), folder=_beside(found), run=_run(found)
        )
        notes = f"# Left out: {plural(found.unsaid, 'module')} that no import reaches from there.\n"
        general = ["[importlinter]", *_list("root_packages", found.roots)]
        parts = [head + (notes if found.unsaid else ""), "\n".join(general) + "\n"]
        seen = (each for each in found.services if any(_expressions(each.members, found.packaged)))
        for number, service in enumerate(seen, 1):
            parts.append("\n".join(_contract(number, service, found)) + "\n" + _GUIDANCE)
        return "\n".join(parts)


REPORT = ImportLinter()


def _beside(found: Boundaries) -> str:
    return ", ".join(root.partition(".")[0] for root in found.roots[:3]) or "the packages"


def _run(found: Boundaries) -> str:
    paths = [folder for folder in found.folders if folder != "."]
    return f"PYTHONPATH={':'.join(paths)} " if paths else ""


def _contract(number: int, service: Boundary, found: Boundaries) -> Iterator[str]:
    yield f"[importlinter:contract:{number}]"
    yield f"name = {_value(service.title)}"
    yield "type = protected"
    # The lists hold modules as well as packages: a package is meant with ** behind it.
    yield "as_packages = False"
    yield from _list("protected_modules", _expressions(service.members, found.packaged))
    allowed = (*service.members, *found.open)
    yield from _list("allowed_importers", _expressions(allowed, found.packaged))
    crossings = [pair for pair in service.crossings if found.packaged.issuperset(pair)]
    if crossings:
        yield from _list("ignore_imports", (" -> ".join(pair) for pair in crossings))


def _expressions(listed: Iterable[Entry], packaged: frozenset[str]) -> Iterator[str]:
    for entry in listed:
        if entry.name in packaged:
            yield entry.name
        if packaged.intersection(entry.modules) - {entry.name}:
            yield f"{entry.name}.**"


def _list(key: str, items: Iterable[str]) -> Iterator[str]:
    yield f"{key} ="
    yield from (f"    {item}" for item in items)


def _value(text: str) -> str:
    """Text as a value: one line, and nothing that is put in place of something else."""
    return safe(" ".join(text.split()) or "(no name)").replace("%", "%%")
