"""Mend a file that no parser takes, so that only what is broken is lost.

Each broken statement is replaced by `pass`, each broken header by one of its kind, on the same
lines: what is read afterwards has the nesting and the line numbers of the file itself. A
statement is tried whole first and then by its parts, three levels deep and from there on line
by line, so that the work grows with the size of the file and not with the depth of its nesting.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from analyzer.model.facts import Problem
from analyzer.parsing.logical import Clause, Group, Logical, groups, logical_lines
from analyzer.parsing.older import rewritten
from analyzer.parsing.reasons import TOO_DEEP, explain

Verdict = Literal["fine", "broken", "too-deep"]
# Judges a piece of text; a glance may call broken what a closer look finds fine.
Judge = Callable[[str, bool], Verdict]

# Statements nested so deep are tried whole before their parts.
_TRIED_WHOLE = 3
# Suites nested deeper are left out: Python itself stops at 100.
_MAX_SUITES = 60
MAX_PROBLEMS = 100

_NAMED = re.compile(r"((?:async\s+)?(?:def|class))\s+(\w+)")
# What a clause needs before it to stand alone.
_BEFORE = {
    "elif": "if 1:\n pass\n",
    "else": "if 1:\n pass\n",
    "except": "try:\n pass\n",
    "finally": "try:\n pass\n",
}
_INSTEAD = {
    "elif": "elif True:",
    "else": "else:",
    "except": "except ():",
    "finally": "finally:",
    "case": "case _:",
    "try": "try:",
    "if": "if True:",
    "while": "if True:",
    "for": "if True:",
    "with": "if True:",
    "async": "if True:",
}


def mend(text: str, judge: Judge) -> tuple[str, list[Problem]]:
    """Replace what `judge` does not find fine; the number and places of lines stay."""
    mending = _Mending(text.split("\n"), judge)
    problems = sorted(mending.problems)
    if len(problems) > MAX_PROBLEMS:
        rest = len(problems) - MAX_PROBLEMS
        first = problems[MAX_PROBLEMS]
        more = Problem(first.line, first.code, f"Left out: {rest} more, from here on")
        problems[MAX_PROBLEMS:] = [more]
    return "\n".join(mending.lines), problems


class _Mending:
    def __init__(self, lines: list[str], judge: Judge) -> None:
        self.lines = lines
        self.problems: list[Problem] = []
        self._judge = judge
        self._verdict: Verdict = "fine"
        items = logical_lines(lines)
        for item in items:
            self._spaces_only(item)
        self._suite(items, 0, 0)

    def _spaces_only(self, item: Logical) -> None:
        """Write the indentation in spaces: Python 3 refuses what mixes both."""
        line = self.lines[item.first]
        if line.startswith(("\t", " ", "\f")):
            self.lines[item.first] = " " * item.indent + line.lstrip(" \t\f")

    def _suite(self, items: list[Logical], level: int, depth: int) -> None:
        for group in groups(items, level):
            if group.clauses[0].header[0].indent != level:
                self._lose(group, level)
            elif depth >= _MAX_SUITES:
                self._verdict = "too-deep"
                self._lose(group, level)
            else:
                self._statement(group, level, depth)

    def _statement(self, group: Group, level: int, depth: int) -> None:
        simple = group.is_simple
        whole = simple or depth < _TRIED_WHOLE
        if whole and self._takes(group, at_a_glance=not simple):
            return
        if not simple:
            for clause in group.clauses:
                self._clause(clause, level, depth)
            if not whole or self._takes(group):
                return
        elif self._reads_as_older(group.clauses[0].header, lambda: self._takes(group)):
            return
        self._lose(group, level)

    def _clause(self, clause: Clause, level: int, depth: int) -> None:
        *decorators, header = clause.header
        for decorator in decorators:
            text = self._text(decorator.first, decorator.last).strip()
            if not self._accepts(f"{text}\ndef f(): pass"):
                self._report(decorator)
                self._replace(decorator.first, decorator.last, "")
        if not (
            self._takes_header(header, clause.body)
            or self._reads_as_older([header], lambda: self._takes_header(header, clause.body))
        ):
            self._repair(header, level, not clause.body)
        if clause.body:
            self._suite(clause.body, clause.body[0].indent, depth + 1)

    def _takes(self, group: Group, at_a_glance: bool = False) -> bool:
        head = group.clauses[0].header[0]
        text = self._text(group.first, group.last)
        if head.word == "case":
            text = f"match 1:\n{' ' * (not head.indent)}{text}"
        elif head.indent:
            text = f"if 1:\n{text}"
        return self._accepts(text, at_a_glance)

    def _takes_header(self, header: Logical, body: list[Logical]) -> bool:
        text = self._text(header.first, header.last).strip()
        if header.word == "case":
            return self._accepts(f"match 1:\n {text}\n  pass")
        if header.word == "match" and body and body[0].word == "case":
            return self._accepts(f"{text}\n case _:\n  pass")
        before = _BEFORE.get(header.word, "")
        if header.word == "try":
            return self._accepts(f"{text}\n pass\nfinally:\n pass")
        return self._accepts(before + text + ("\n pass" if body else ""))

    def _reads_as_older(self, items: list[Logical], takes: Callable[[], bool]) -> bool:
        """Rewrite a statement or header of an older Python, if that makes it acceptable."""
        verdict, first, last = self._verdict, items[0].first, items[-1].last
        before = self.lines[first : last + 1]
        text = self._text(first, last)
        body = text.lstrip(" ")
        after = rewritten(body)
        if after != body and after.count("\n") == body.count("\n"):
            self.lines[first : last + 1] = (text[: len(text) - len(body)] + after).split("\n")
            if takes():
                self.problems.append(explain(text, first + 1, is_lost=False))
                return True
            self.lines[first : last + 1] = before
        self._verdict = verdict
        return False

    def _repair(self, header: Logical, level: int, is_inline: bool) -> None:
        text = self._text(header.first, header.last).strip()
        named = _NAMED.match(text)
        instead = _INSTEAD.get(header.word, "if True:")
        if named is not None:
            call = "()" if named.group(1).endswith("def") else ""
            instead = f"{named.group(1)} {named.group(2)}{call}:"
        self._report(header)
        self._replace(
            header.first, header.last, " " * level + instead + (" pass" if is_inline else "")
        )

    def _lose(self, group: Group, level: int) -> None:
        header = group.clauses[0].header
        self._report(header[0]._replace(last=header[-1].last, closed=header[-1].closed))
        nothing = "case _: pass" if header[0].word == "case" else "pass"
        self._replace(group.first, group.last, " " * level + nothing)

    def _report(self, item: Logical) -> None:
        if self._verdict == "too-deep":
            problem = Problem(item.first + 1, "too-deep", TOO_DEEP)
        else:
            text = self._text(item.first, item.last)
            problem = explain(text, item.first + 1, item.closed)
        self.problems.append(problem)

    def _accepts(self, text: str, at_a_glance: bool = False) -> bool:
        self._verdict = self._judge(text, at_a_glance)
        return self._verdict == "fine"

    def _text(self, first: int, last: int) -> str:
        return "\n".join(self.lines[first : last + 1])

    def _replace(self, first: int, last: int, line: str) -> None:
        self.lines[first : last + 1] = [line, *("" for _ in range(first, last))]
