"""Measure the projects that are named, or all: `python -m tests.accuracy [NAME...]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.accuracy import measuring, projects

ROOT = Path(__file__).parents[2]


def main(wanted: list[str]) -> int:
    """Measure, print what was missed, and write the results and their table."""
    known = projects.names()
    strangers = sorted(set(wanted) - set(known))
    if strangers:
        print(f"No such project: {', '.join(strangers)}. There are: {', '.join(known)}.")
        return 2
    for name in wanted or known:
        measuring.measure(projects.load(name), ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
