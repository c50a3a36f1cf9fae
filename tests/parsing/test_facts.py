"""Source on the left, facts on the right."""

from __future__ import annotations

from textwrap import dedent

import pytest

from analyzer.model.facts import FileFacts
from analyzer.parsing import extract
from tests.parsing.rendering import render


def facts(source: str) -> FileFacts:
    return extract(dedent(source).strip("\n").encode())


PAIRS = {
    "imports": (
        """
        import a.b as c, sys
        from ..a import (b as c, d)
        from . import e
        from m import *
        """,
        """
        1| import a.b as c
        1| import sys
        2| import ..a : b as c
        2| import ..a : d
        3| import . : e
        4| import m : *
        """,
    ),
    "a chained query has a line for each call": (
        """
        first = (
            Order.objects
            .filter(customer__name=name, **more)
            .first(
            )
        )
        """,
        """
        1| first = Order.objects@2.filter@3(customer__name=name, **=more)@3.first@4()@4
        """,
    ),
    "arguments in any order keep their lines": (
        """
        f(
            a.b,
            key=c.d(),
            *e.f,
            **g.h,
        )
        """,
        """
        1| f(a.b@2, *e.f@4, key=c.d@3()@3, **=g.h@5)@1
        """,
    ),
    "functions": (
        '''
        @dec(0)
        @a.b
        async def f(p, /, q: "Q" = 1, *args, k=g(), **kw):
            """A
               B"""
            nonlocal x, y
            global z
            def inner(): return await h()
            del p, q[0]
            del (r)
            x: T = 1
        ''',
        r"""
        3| async def f(/p, q: 'Q' = 1, *args, =k = g()@3, **kw) -> - to 11 by dec(0)@1, a.b@2 doc 'A\nB'
        6|   nonlocal x, y
        7|   global z
        8|   def inner() -> - to 8
        8|     return await h()@8
        9|   del p, q[0]
        10|   del r
        11|   x: T = 1
        """,
    ),
    "classes": (
        """
        @final
        class Order(Base, *mixins, metaclass=Meta, **more):
            "One customer"
            name: str
            total = models.DecimalField(
                max_digits=10,
            )
            class Meta: db_table = "orders"
        """,
        """
        2| class Order(Base, *mixins, metaclass=Meta, **=more) to 8 by final doc 'One customer'
        4|   name: str = -
        5|   total = models.DecimalField@5(max_digits=10)@5
        8|   class Meta() to 8
        8|     db_table = 'orders'
        """,
    ),
    "control flow": (
        """
        if a: pass; b()
        elif c: x += 1; y = z = 2
        else: d()
        for i, (j, *k) in rows: f()
        else: g()
        while h(): break
        async def f():
            async with a() as b, c: d
            async for x in y: continue
        """,
        """
        1| if a
        1|   b()@1
           else
        2|   if c
        2|     x += 1
        2|     y, z = 2
             else
        3|     d()@3
        4| loop tuple[i, tuple[j, *k]] in rows
        4|   f()@4
           else
        5|   g()@5
        6| loop - in h()@6
        7| async def f() -> - to 9
        8|   with a()@8 as b, c as -
        8|     d
        9|   loop x in y
        """,
    ),
    "exceptions": (
        """
        try: f()
        except (A, b.C) as e: raise D("x") from e
        except: raise
        else: assert x, g()
        finally: h()
        try: f()
        except* A: g()
        """,
        """
        1| try
        1|   f()@1
           except tuple[A, b.C@2] as e
        2|   D('x')@2
        2|   e
        2|   raised
           except - as -
        3|   raised
           else
        4|   x
        4|   g()@4
           finally
        5|   h()@5
        6| try
        6|   f()@6
           except A as -
        7|   g()@7
        """,
    ),
    "patterns": (
        """
        match f(a):
            case Point(x=0, y=[b, *rest]) | {"k": C.D, **others} as q if q.ok(): pass
            case None | -1 | "s" | _: g()
            case (Order() as o,): h()
        """,
        """
        1| match f(a)@1
           case [Point] -> ('b', 'rest', 'others', 'q') if q.ok@2()@2
           case [] -> () if -
        3|   g()@3
           case [Order] -> ('o',) if -
        4|   h()@4
        """,
    ),
    "constants": (
        r"""
        a = "one " 'two ' "\x41\n" r"\n"
        b = b"x"; c = 0x10; d = 1_000.5; e = 2**70; f = 99999999999999999999; g = 3j; h = ...
        i = True, None, ()
        j = -1
        """,
        r"""
        1| a = 'one two A\n\\n'
        2| b = ?
        2| c = 16
        2| d = 1000.5
        2| e = (** 2 70)
        2| f = ?
        2| g = ?
        2| h = ?
        3| i = tuple[True, None, tuple[]]
        4| j = (- 1)
        """,
    ),
    "format strings": (
        r"""
        a = f"SELECT {x} FROM {{t}}\n" "WHERE " f"{y!r:>{w()}}"
        b = "%s" % a + "c"
        c = f"plain"
        """,
        r"""
        1| a = f<'SELECT ' x ' FROM {t}\nWHERE ' (format y w()@1)>
        2| b = (+ (% '%s' a) 'c')
        3| c = f<'plain'>
        """,
    ),
    "operations": (
        """
        a or b and c or d
        a < b <= c not in d
        x if t else y
        not a, ~b
        z[1], z[1:], z[::2]; z[1, 2], z[a:b, c], z[1,]
        (n := f())
        lambda p, *q, r=1: p
        """,
        """
        1| (a | (b & c) | d)
        2| (< <= not in a b c d)
        3| (x | y ? t)
        4| tuple[(not a), (~ b)]
        5| tuple[z[1], z[(: 1 None)], z[(: None None 2)]]
        5| tuple[z[tuple[1, 2]], z[tuple[(: a b), c]], z[tuple[1]]]
        6| (n := f()@6)
        7| lambda(p, *q, =r = 1): p
        """,
    ),
    "collections": (
        """
        [1, *a], {1, 2}, {"k": v, **more}
        [f(x) for x in y if x if z for w in x]
        {k: v for k, v in items}, {x async for x in y}
        g(x for x in y)
        def h():
            yield
            yield a
            x = yield from b()
        """,
        """
        1| tuple[list[1, *a], set[1, 2], {'k': v, **more}]
        2| list<f(x)@2 for x in y if x if z for w in x>
        3| tuple[dict<k: v for tuple[k, v] in items>, set<x for x in y>]
        4| g(generator<x for x in y>)@4
        5| def h() -> - to 8
        6|   (yield -)
        7|   (yield a)
        8|   x = (yield from b()@8)
        """,
    ),
    "only what comes first is a docstring": (
        """
        import a
        "not this"
        def f():
            pass; "nor this"
        def g():
            f"nor {this}"
        """,
        """
        1| import a
        2| 'not this'
        3| def f() -> - to 4
        4|   'nor this'
        5| def g() -> - to 6
        6|   f<'nor ' this>
        """,
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_facts(name: str) -> None:
    source, expected = PAIRS[name]
    assert render(facts(source)) == dedent(expected).strip("\n")


def test_module_docstring() -> None:
    assert facts('"""One\n\n    Two\n    """\nimport a').docstring == "One\n\nTwo"


def test_docstring_is_capped() -> None:
    assert len(facts(f'"""{"x" * 9_000}"""').docstring or "") == 2_000


def test_words_count_each_identifier() -> None:
    found = facts(
        """
        import os.path as p
        from shop.models import Order as O, Item
        @dec
        def place(order, *rest):
            order.save(force=True)
            try: None
            except E as e: global g
            "words in strings do not count"
        """
    )
    assert found.words == tuple(
        sorted(
            {
                **dict.fromkeys(["os", "path", "p", "Order", "O", "Item", "dec", "place"], 1),
                **dict.fromkeys(["rest", "save", "force", "E", "e", "g"], 1),
                "order": 2,
            }.items()
        )
    )


@pytest.mark.parametrize(
    ("source", "lines"),
    [("", 0), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("a\r\nb", 2), ("a\rb\r", 2), ("a\x0cb", 1)],
)
def test_lines_are_counted(source: str, lines: int) -> None:
    assert extract(source.encode()).lines == lines
