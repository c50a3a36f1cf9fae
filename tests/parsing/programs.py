"""Random programs for property tests: valid Python, one statement a string."""

from __future__ import annotations

from hypothesis import strategies as st

_NAMES = st.sampled_from(["a", "b", "order", "Item", "self", "é"])
_ATOMS = _NAMES | st.sampled_from(["1", "'s'", "None", 'f"{a.b()} x"', "b''", "..."])


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Make larger expressions: each is parenthesised, so that it may be broken anywhere."""
    gap = st.sampled_from(["", " ", "\n", "\n  "])
    return st.one_of(
        st.tuples(inner, gap, _NAMES).map(lambda x: f"({x[0]}{x[1]} .{x[2]})"),
        st.tuples(inner, gap, inner, inner).map(
            lambda x: f"({x[0]}{x[1]} (\n{x[2]}, k={x[3]}, *{x[2]}))"
        ),
        st.tuples(inner, gap, inner).map(lambda x: f"({x[0]} +{x[1]} {x[2]})"),
        st.tuples(inner, gap, inner, inner).map(lambda x: f"({x[0]}{x[1]} if {x[2]} else\n{x[3]})"),
        st.tuples(inner, gap, inner).map(lambda x: f"{{{x[0]}: {x[1]}{x[2]}, **{x[0]}}}"),
        st.tuples(inner, inner, gap).map(lambda x: f"[{x[0]} for a in {x[1]}{x[2]} if {x[0]}]"),
        st.tuples(inner, inner).map(lambda x: f"(lambda a={x[0]}, *b: {x[1]})"),
        st.tuples(inner, inner).map(lambda x: f"{x[0]}[{x[1]}:\n]" if x[0][0] == "(" else x[1]),
    )


EXPRESSIONS = st.recursive(_ATOMS, _grow, max_leaves=8)

_SIMPLE = st.one_of(
    EXPRESSIONS,
    EXPRESSIONS.map(lambda x: f"order.total = {x}"),
    EXPRESSIONS.map(lambda x: f"assert {x}"),
    EXPRESSIONS.map(lambda x: f"a = b; {x}"),
    st.just("import a.b as c"),
)


def _indent(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))


def _nest(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    suite = st.lists(inner, min_size=1, max_size=3).map("\n".join).map(_indent)
    return st.one_of(
        st.tuples(EXPRESSIONS, suite, suite).map(
            lambda x: f"if {x[0]}:\n{x[1]}\nelif b:\n{x[2]}\nelse:\n{x[1]}"
        ),
        st.tuples(EXPRESSIONS, EXPRESSIONS, suite).map(
            lambda x: f"@{x[0]}\ndef f(a, b={x[1]}, *, c: {x[0]}):\n    'doc'\n{x[2]}"
        ),
        st.tuples(EXPRESSIONS, suite).map(lambda x: f"class C({x[0]}, m={x[0]}):\n{x[1]}"),
        st.tuples(EXPRESSIONS, suite).map(
            lambda x: f"try:\n{x[1]}\nexcept {x[0]} as e:\n{x[1]}\nfinally:\n{x[1]}"
        ),
        st.tuples(EXPRESSIONS, suite).map(lambda x: f"with {x[0]} as a:\n{x[1]}"),
        st.tuples(EXPRESSIONS, suite).map(lambda x: f"for a in {x[0]}:\n{x[1]}"),
    )


STATEMENTS = st.recursive(_SIMPLE, _nest, max_leaves=6)
PROGRAMS = st.lists(STATEMENTS, min_size=1, max_size=5)
