from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from analyzer.model.analysis import Analysis
from analyzer.model.errors import UnknownName
from reports import registry


class Plain:
    name = "plain"
    suffix = ".txt"
    summary = "a format from elsewhere"

    def render(self, analysis: Analysis) -> str:
        return analysis.project.name + "\n"


REPORT = Plain()
TWIN = Plain()
NO_REPORT = 3


def install(monkeypatch: pytest.MonkeyPatch, *attributes: str) -> None:
    points = EntryPoints(
        EntryPoint(name, f"{__name__}:{name}", registry.ENTRY_POINTS) for name in attributes
    )
    monkeypatch.setattr(registry, "entry_points", lambda group: points.select(group=group))


def test_formats_are_sorted_by_name() -> None:
    assert list(registry.formats()) == sorted(registry.formats())


def test_an_installed_package_can_add_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, "REPORT", "NO_REPORT")
    assert registry.find("plain") is REPORT


def test_two_formats_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, "REPORT", "TWIN")
    with pytest.raises(ValueError, match="'plain'"):
        registry.formats()


@pytest.mark.parametrize(
    ("name", "guess"), [("jsn", "json"), ("HTML", "html"), ("makrdown", "markdown")]
)
def test_the_nearest_name_is_offered(name: str, guess: str) -> None:
    with pytest.raises(UnknownName, match=f"Did you mean {guess}?") as caught:
        registry.find(name)
    assert ", ".join(registry.formats()) in caught.value.hint


def test_no_guess_where_none_is_near() -> None:
    with pytest.raises(UnknownName) as caught:
        registry.find("zzzzzz")
    assert "Did you mean" not in caught.value.message
