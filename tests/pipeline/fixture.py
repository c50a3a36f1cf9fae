"""A fixture, analysed, beside the answer that a human argued for it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from analyzer import parsing, resolution, sources
from analyzer.frameworks.interpret import interpret
from analyzer.model.codebase import Codebase

ROOT = Path(__file__).parents[2] / "fixtures"
FIXTURES = sorted(path.parent.name for path in ROOT.glob("*/expected.toml"))


@cache
def expected(name: str) -> dict[str, Any]:
    """Return the answer, as TOML gives it."""
    return tomllib.loads((ROOT / name / "expected.toml").read_text())


@cache
def read(name: str) -> Codebase:
    """Return the codebase of a fixture."""
    settings = sources.load_settings(ROOT / name)
    tree = sources.discover([ROOT / name], settings)
    facts = parsing.parse_all(tree, settings, 1, None)
    return interpret(resolution.build(tree, facts))
