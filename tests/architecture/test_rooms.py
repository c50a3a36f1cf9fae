"""What only some modules may do: touch files, print, import by name."""

from __future__ import annotations

from tests.architecture.code import Module, Use, modules

FILES = (
    "analyzer.sources",
    "analyzer.parsing",
    "reports.document",
    "reports.html",
    "reports.schema",
    "reports.writer",
    "cli",
    "seamline",
)
REGISTRIES = (
    "analyzer.assessment.registry",
    "analyzer.clustering.registry",
    "analyzer.coupling.registry",
    "analyzer.frameworks.registry",
    "reports.registry",
    "cli.main",
)

FILE_CALLS = """
    open .open .read_text .read_bytes .write_text .write_bytes .mkdir .makedirs .rmdir .unlink
    .iterdir .listdir .scandir .rglob .symlink_to .hardlink_to .rmtree
"""
NETWORK = """
    aiohttp ftplib http httpx requests smtplib socket socketserver ssl urllib3 xmlrpc
"""


def test_files_are_touched_in_their_rooms() -> None:
    """Elsewhere take text or bytes as an argument: input and output stay at the edges."""
    elsewhere = _outside(FILES)
    assert _called(elsewhere, FILE_CALLS) == []
    assert _imported(elsewhere, "fileinput glob shutil tempfile") == []


def test_the_network_is_left_alone() -> None:
    """Nothing leaves the machine; what may, gets its own room and its own option."""
    assert _imported(modules(), NETWORK) == []


def test_only_the_cli_prints_and_exits() -> None:
    """Return what is to be shown, and raise a SeamlineError: the CLI knows the exit codes."""
    assert _called(_outside(("cli",)), "print input exit quit .exit ._exit") == []


def test_only_registries_import_by_name() -> None:
    """The names in scanned code are data: none may reach an import."""
    elsewhere = _outside(REGISTRIES)
    assert _called(elsewhere, "__import__ import_module .import_module .load_module") == []
    assert _imported(elsewhere, "runpy pkgutil") == []


def test_no_text_is_executed() -> None:
    """Scanned code is never run, and a pickle in a cache could be anybody's."""
    assert _called(modules(), "eval exec compile") == []
    assert _imported(modules(), "pickle marshal shelve dill") == []


def _outside(rooms: tuple[str, ...]) -> tuple[Module, ...]:
    return tuple(module for module in modules() if not module.within(rooms))


def _called(where: tuple[Module, ...], names: str) -> list[Use]:
    wanted = frozenset(names.split())
    return [use for module in where for use in module.calls if use.name in wanted]


def _imported(where: tuple[Module, ...], names: str) -> list[Use]:
    wanted = frozenset(names.split())
    return [use for module in where for use in module.imports if _top(use.name) in wanted]


def _top(name: str) -> str:
    return name.partition(".")[0]
