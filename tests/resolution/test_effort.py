"""How much work telling things apart may be, and what is left where it would be more."""

from __future__ import annotations

import pytest

from tests.program import access_lines, codebase_of

MODELS = 8


def _program() -> dict[str, str]:
    """Modules that hand a query of their own to shared helpers."""
    files = {
        "app/__init__.py": "",
        "app/tools.py": """
            class Pager:
                def page(self, query):
                    return query.order_by("id")

            def page(query):
                return query.order_by("id")
        """,
    }
    for number in range(MODELS):
        files[f"app/m{number}.py"] = f"""
            from django.db import models
            from app.tools import Pager, page

            class M{number}(models.Model):
                pass

            class P{number}(Pager):
                def first(self):
                    return self.page(M{number}.objects).first()

            def clear():
                page(M{number}.objects).update(x=1)
        """
    return files


def _own(lines: set[str]) -> set[str]:
    return {line for line in lines if line.split()[0] == line.split()[1].replace("_", ".")}


def _bound(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    monkeypatch.setattr("analyzer.resolution.effort.LEAST_LINES", 1)
    monkeypatch.setattr(f"analyzer.resolution.effort.{name}", value)


@pytest.mark.parametrize("name", ["MOST_TOLD_APART", "MOST_IN_ALL"])
def test_beyond_the_bound_nothing_is_lost_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    free = codebase_of(_program())
    assert not [d for d in free.diagnostics if d.code == "inference-coarse"]
    _bound(monkeypatch, name, 0)
    bounded = codebase_of(_program())
    assert _own(access_lines(bounded)) == _own(access_lines(free)) != set()
    assert access_lines(bounded) > access_lines(free)  # what callers share is everybody's
    [said] = [d for d in bounded.diagnostics if d.code == "inference-coarse"]
    assert said.path.startswith("app/")
    assert "cost too much" in said.message
