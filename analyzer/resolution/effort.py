"""How much work inference may be for a program of its size, and what is given up beyond that.

What makes inference run away is telling things apart: one function understood for every model, row
and receiver that it meets, whose results are told apart in turn. That is worth its cost where it
costs little, so it is bounded by what it costs (introspective analysis: Smaragdakis, Kastrinis and
Balatsouras, "Introspective Analysis: Context-Sensitivity, Across the Board", PLDI 2014). Beyond the
first limit no more arguments and held values are told apart, beyond the second no more receivers,
and what was told apart does not run again.
"""

from __future__ import annotations

from collections import Counter

from analyzer.resolution.program import FunctionInfo, Program
from analyzer.resolution.units import Unit
from analyzer.resolution.values import ClassValue, Instance

# Lines that may be interpreted for each line of the program: in all, and of these for one context
# or one object's contents alone. Programs of every style need up to 11 and 3 (docs/resolution.md).
MOST_IN_ALL = 40
MOST_TOLD_APART = 6

# A small program may take as much as one of so many lines.
LEAST_LINES = 20_000


class Effort:
    """The lines that were interpreted so far, and for whom."""

    def __init__(self, program: Program) -> None:
        lines = sum(module.facts.lines for module in program.modules.values())
        self._lines = max(lines, LEAST_LINES)
        self.in_all = 0
        self.told_apart = 0
        self.by_function: Counter[FunctionInfo] = Counter()

    def spend(self, unit: Unit) -> None:
        """Count a run of a unit."""
        lines = unit.lines
        self.in_all += lines
        if is_told_apart(unit):
            self.told_apart += lines
        if unit.function is not None:
            self.by_function[unit.function] += lines

    @property
    def is_coarse(self) -> bool:
        """Tell whether no more arguments and contents are told apart."""
        return self.is_over or self.told_apart > self._lines * MOST_TOLD_APART

    @property
    def is_over(self) -> bool:
        """Tell whether no more receivers are, either."""
        return self.in_all > self._lines * MOST_IN_ALL

    def has_run_enough(self, unit: Unit) -> bool:
        """Tell whether a unit is not to run again: it is one too many that is told apart."""
        if unit.runs == 0 or not self.is_coarse:
            return False
        return is_told_apart(unit) or (self.is_over and _is_for_an_heir(unit))

    @property
    def costliest(self) -> FunctionInfo | None:
        """The function that took the most; of equal ones the first of the program."""
        most = max(self.by_function.values(), default=0)
        return next((f for f, lines in self.by_function.items() if lines == most), None)


def is_told_apart(unit: Unit) -> bool:
    """Tell whether a unit stands for one context, or for an object with certain contents."""
    receiver = unit.receiver
    return bool(unit.context) or (isinstance(receiver, Instance) and bool(receiver.held))


def _is_for_an_heir(unit: Unit) -> bool:
    cls = unit.receiver.cls if isinstance(unit.receiver, ClassValue | Instance) else None
    return unit.function is not None and cls is not unit.function.owner
