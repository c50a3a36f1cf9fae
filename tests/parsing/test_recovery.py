"""Of a file that no parser takes, only what is broken is lost."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.parsing import extract
from tests.parsing.programs import PROGRAMS
from tests.parsing.rendering import render


def rendered(source: str) -> str:
    return render(extract(dedent(source).strip("\n").encode()))


BROKEN = {
    "print as a statement": ("print 'x', y", "python2-syntax", "`print` as a statement"),
    "print to a file, bare": ("print >>f, 'a' % b, ; x x", "python2-syntax", "`print`"),
    "exec": ("exec 'code' in ns", "python2-syntax", "`exec`"),
    "raise": ("raise Error, 'message'", "python2-syntax", "`raise` with a comma"),
    "backtick": ("x = `y`", "python2-syntax", "a backtick"),
    "tuple parameter": ("f = lambda (a, b): a", "python2-syntax", "a tuple as a parameter"),
    "merge": ("<<<<<<< HEAD", "syntax-error", "unfinished merge"),
    "template": ("import {{ name }}.models", "syntax-error", "placeholder of a template"),
    "unclosed": ("x = f(1,", "syntax-error", "never closed"),
    "anything": ("x = = 1", "syntax-error", "not valid Python"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_statement_is_named(name: str) -> None:
    statement, code, reason = BROKEN[name]
    facts = extract(f"a = 1\n{statement}\ndef f():\n    return g()\n".encode())
    [problem] = facts.problems
    assert (problem.line, problem.code) == (2, code)
    assert problem.message.startswith("Left out: ")
    assert reason in problem.message
    assert [type(each).__name__ for each in facts.body] == ["Assign", "FunctionDef"]


OLDER = {
    "long": ("x = f(10L, 0xFFl, '10L')", "1| x = f(10, 255, '10L')@1"),
    "octal": ("chmod(p, 0755)", "1| chmod(p, 493)@1"),
    "raw unicode": (r'x = ur"\d"', r"1| x = '\\d'"),
    "unequal": ("x = a <> b", "1| x = (!= a b)"),
    "async attribute": ("self.async.get(async=1)", "1| self.async_@1.get@1(async_=1)@1"),
    "async parameter": ("def f(async=True): g()", "1| def f(async_ = True) -> - to 1"),
}


@pytest.mark.parametrize("name", OLDER)
def test_older_python_is_read_as_it_is_written_today(name: str) -> None:
    source, expected = OLDER[name]
    facts = extract(source.encode())
    assert expected in render(facts).split("\n")
    assert [each.message.startswith("Older Python") for each in facts.problems] == [True]


@pytest.mark.parametrize(
    ("caught", "expected"),
    [
        ("Oops, e", "Oops as e"),
        ("(A, b.B), err", "tuple[A, b.B@2] as err"),
        ("Oops, Error", "tuple[Oops, Error] as -"),
        ("(Oops, e)", "tuple[Oops, e] as -"),
    ],
)
def test_except_with_a_comma(caught: str, expected: str) -> None:
    facts = extract(f"try: f()\nexcept {caught}: g()".encode())
    assert f"   except {expected}" in render(facts).split("\n")


def test_a_method_loses_one_statement() -> None:
    assert rendered(
        '''
        """Data access."""
        class Orders(Dao):
            @cached
            def all(self, (a, b), c):
                """Every order."""
                for order in self.query():
                    if order.late:
                        print "late", order
                        order.save()
                    else:
                        return [order.id,
                            order.name]
            def one(self): return self.get()
            try:
                x = y()
            except Oops, error:
                z = x = = y
        tail()
        '''
    ) == dedent(
        """
        doc 'Data access.'
        2| class Orders(Dao) to 17
        4|   def all() -> - to 12 by cached doc 'Every order.'
        6|     loop order in self.query@6()@6
        7|       if order.late@7
        9|         order.save@9()@9
                 else
        11|         return list[order.id@11, order.name@12]
        13|   def one(self) -> - to 13
        13|     return self.get@13()@13
        14|   try
        15|     x = y()@15
             except Oops as error
        18| tail()@18
        ! 4 python2-syntax: Left out: a tuple as a parameter is Python 2
        ! 8 python2-syntax: Left out: `print` as a statement is Python 2
        ! 17 syntax-error: Left out: this statement is not valid Python
        """
    ).strip("\n")


def test_a_broken_header_keeps_its_body() -> None:
    assert rendered(
        """
        if x = = y:
            a()
        elif print z:
            b()
        else:
            c()
        class K(object, print):
            d = 1
            exec "x"
        @x y
        @fine
        def f(a b):
            g()
        match p:
            case Q() x: h()
            case _: i()
        """
    ) == dedent(
        """
        1| if True
        2|   a()@2
           else
        3|   if True
        4|     b()@4
             else
        6|     c()@6
        7| class K(object, print) to 9
        8|   d = 1
        12| def f() -> - to 13 by fine
        13|   g()@13
        14| match p
           case [] -> () if -
           case [] -> () if -
        16|   i()@16
        ! 1 syntax-error: Left out: this statement is not valid Python
        ! 3 syntax-error: Left out: this statement is not valid Python
        ! 9 python2-syntax: Left out: `exec` as a statement is Python 2
        ! 10 syntax-error: Left out: this statement is not valid Python
        ! 12 syntax-error: Left out: this statement is not valid Python
        ! 15 syntax-error: Left out: this statement is not valid Python
        """
    ).strip("\n")


def test_an_open_bracket_or_string_does_not_swallow_the_file() -> None:
    assert rendered(
        '''
        x = foo(a,
            b
        y = 1
        def f():
            """Never closed
            return g()
        z = {"a": [1, 2}
        def h(): return i()
        '''
    ) == dedent(
        """
        3| y = 1
        4| def f() -> - to 6
        6|   return g()@6
        8| def h() -> - to 8
        8|   return i()@8
        ! 1 syntax-error: Left out: a bracket or string is never closed
        ! 5 syntax-error: Left out: a bracket or string is never closed
        ! 7 syntax-error: Left out: a bracket or string is never closed
        """
    ).strip("\n")


def test_tabs_are_eight_columns() -> None:
    source = "def f():\n        a()\n\tb()\n\tprint 'x'\n\tif c:\n\t    d()\n"
    assert render(extract(source.encode())) == dedent(
        """
        1| def f() -> - to 6
        2|   a()@2
        3|   b()@3
        5|   if c
        6|     d()@6
        ! 4 python2-syntax: Left out: `print` as a statement is Python 2
        """
    ).strip("\n")


def test_many_problems_become_a_hundred_and_a_count() -> None:
    facts = extract(b"print 'x'\n" * 150 + b"y = 1\n")
    assert len(facts.problems) == 101
    assert facts.problems[-1].message == "Left out: 50 more, from here on"
    assert len(facts.body) == 1


def test_nothing_readable() -> None:
    facts = extract(b"\x01\x02 ) ( \xff")
    assert facts.body == ()
    assert {each.code for each in facts.problems} == {"encoding", "syntax-error"}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    before=PROGRAMS,
    broken=st.sampled_from(["print 'x', y", "raise E, 1", "x = = 1", "a.b(`c`)", "f(1 2)"]),
    after=PROGRAMS,
    depth=st.integers(0, 3),
)
def test_the_rest_is_read_as_if_the_broken_statement_were_not_there(
    before: list[str], broken: str, after: list[str], depth: int
) -> None:
    def nested(statement: str) -> bytes:
        indent = "    " * depth
        heads = [f"{'    ' * level}class C{level}:\n" for level in range(depth)]
        indented = [
            "\n".join(indent + line for line in part.split("\n"))
            for part in (*before, statement, *after)
        ]
        return ("".join(heads) + "\n".join(indented) + "\n").encode()

    whole, mended = extract(nested("pass")), extract(nested(broken))
    assert (mended.body, mended.words) == (whole.body, whole.words)
    assert [each.line for each in mended.problems] == [
        depth + sum(part.count("\n") + 1 for part in before) + 1
    ]
