"""A little program, written down as text, read as the pipeline would read it."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

from analyzer.frameworks.interpret import interpret
from analyzer.model.codebase import Codebase
from analyzer.model.facts import FileFacts
from analyzer.model.source import Script, SourceFile, SourceTree
from analyzer.parsing import extract
from analyzer.resolution import Program, build


def program_of(files: Mapping[str, str]) -> Program:
    """Return the index of files given as path -> source; paths are relative to the root.

    Paths of SQL are scripts.
    """
    sources: list[SourceFile] = []
    facts: dict[str, FileFacts] = {}
    scripts = [Script(path, dedent(text)) for path, text in files.items() if path.endswith(".sql")]
    for path, source in files.items():
        if path.endswith(".sql"):
            continue
        parts = path.removesuffix(".py").split("/")
        is_package = parts[-1] == "__init__"
        module = ".".join(parts[:-1] if is_package else parts)
        role = "migration" if "migrations" in parts else "test" if "tests" in parts else "app"
        sources.append(SourceFile(module, path, role, is_package))
        facts[path] = extract(dedent(source).encode())
    packages = tuple(sorted({file.module.partition(".")[0] for file in sources}))
    tree = SourceTree(
        "example", "example", packages, tuple(sorted(sources)), (), (), tuple(scripts)
    )
    return build(tree, facts)


def codebase_of(files: Mapping[str, str]) -> Codebase:
    """Return the codebase of files given as path -> source."""
    return interpret(program_of(files))


def access_lines(codebase: Codebase) -> set[str]:
    """Return each access as `module table operation`, crediting whoever chose the table."""
    return {
        f"{access.for_module or access.module} {access.table} {access.operation}"
        for access in codebase.accesses
    }
