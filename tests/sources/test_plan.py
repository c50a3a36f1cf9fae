"""The form of a plan: what is read, and what is refused with its line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model.errors import InvalidPlan, PathNotFound
from analyzer.model.plan import Count, Pattern, PatternList, Plan, PlannedService, parse_count
from analyzer.sources.plan import load_plan, parse_plan
from analyzer.sources.toml_lines import Key, lines_of

WHOLE = """\
# The boundaries of the shop, "as agreed" [draft]
[services.billing]
name = "Billing"
modules = ["shop.billing", "shop.invoices.*"]
tables = [
  # whatever begins so, [and more]
  "billing_*",

  'invoices_invoice'
]
[services]
crm = { tables = ["crm_contact"] }
accounts.modules = ["accounts"]

[plan]
services = "4-6"
library = ["shop.utils"]
ignore = ["shop.legacy.*"]
together = [["shop.cart", "shop.checkout"]]
apart = [
  ["accounts_user",
   "crm_contact"]]
"""


def read(text: str) -> Plan:
    return parse_plan(dedent(text).encode(), "plan.toml", "plan.toml")


def refused(text: str) -> list[str]:
    with pytest.raises(InvalidPlan) as caught:
        read(text)
    assert caught.value.hint
    return caught.value.message.split("\n")


def test_every_entry_knows_its_line() -> None:
    billing = PlannedService(
        "billing",
        2,
        "Billing",
        (Pattern("shop.billing", 4), Pattern("shop.invoices.*", 4)),
        (Pattern("billing_*", 7), Pattern("invoices_invoice", 9)),
    )
    assert read(WHOLE) == Plan(
        path="plan.toml",
        services=(
            billing,
            PlannedService("crm", 12, tables=(Pattern("crm_contact", 12),)),
            PlannedService("accounts", 13, modules=(Pattern("accounts", 13),)),
        ),
        count=Count(4, 6, 16),
        library=(Pattern("shop.utils", 17),),
        ignore=(Pattern("shop.legacy.*", 18),),
        together=(PatternList(19, (Pattern("shop.cart", 19), Pattern("shop.checkout", 19))),),
        apart=(PatternList(21, (Pattern("accounts_user", 21), Pattern("crm_contact", 22))),),
    )


@pytest.mark.parametrize("text", ["", "[plan]", "[services]\n[plan]\n", "[services.a]"])
def test_everything_is_optional(text: str) -> None:
    assert read(text).count is None


def test_a_file_of_windows_is_read() -> None:
    plan = parse_plan(b'\xef\xbb\xbf[plan]\r\n\r\nlibrary = ["a"]\r\n', "p", "p")
    assert plan.library == (Pattern("a", 3),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[service.a]", "plan.toml:1: service: no such entry; did you mean 'services'?"),
        (
            "[plan]\n\nlibary = []",
            "plan.toml:3: plan.libary: no such entry; did you mean 'library'?",
        ),
        (
            "[services.a]\nmodules = []\nfoo = 1",
            "plan.toml:3: services.a.foo: no such entry; known are name, modules and tables",
        ),
        (
            "[services.a]\nmodules = [\n'x',\n5]",
            "plan.toml:4: services.a.modules[1]: expected a name, got 5",
        ),
        (
            "[services.a]\ntables = 'x'",
            "plan.toml:2: services.a.tables: expected a list of names, got text",
        ),
        (
            "[services.a]\nmodules = ['a/b.py']",
            "plan.toml:2: services.a.modules[0]: 'a/b.py' is a path; give the module's dotted name",
        ),
        ("[plan]\nlibrary = ['']", "plan.toml:2: plan.library[0]: is empty"),
        ("[plan]\nservices = 0", "plan.toml:2: plan.services: expected 1 service or more"),
        ("[plan]\nservices = '6-4'", "plan.toml:2: plan.services: the range runs backwards: 6-4"),
        (
            "[plan]\nservices = true",
            'plan.toml:2: plan.services: expected a number or a range such as "4-6", got true',
        ),
        (
            "[plan]\ntogether = [['a'\n]]",
            "plan.toml:2: plan.together[0]: expected two names or more in each inner list",
        ),
        (
            "[plan]\napart = ['a', 'b']",
            "plan.toml:2: plan.apart[0]: expected a list of names, got text",
        ),
        ("[services]\na = 1", "plan.toml:2: services.a: expected a table, got 1"),
        (
            "[services.'a b']",
            "plan.toml:1: services.a b: an id is made of letters A-Z, digits, - and _, 200 at most",
        ),
        ("[services.a]\nname = ' '", "plan.toml:2: services.a.name: expected a name, got text"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, said: str) -> None:
    assert refused(text)[0] == said


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert [line.split(":")[1] for line in refused("a = 1\nb = 2\n\nplan = 3")] == ["1", "2", "4"]


@pytest.mark.parametrize(
    "content", [b"[plan\n", b"a = \xff", b"a = " + b"[" * 100_000, b"a = " + b"9" * 10_000]
)
def test_what_is_no_toml_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidPlan, match="not valid TOML"):
        parse_plan(content, "plan.toml", "plan.toml")


def test_a_fault_of_syntax_has_its_line() -> None:
    assert refused("[plan]\nx = = 1")[0].startswith("plan.toml:2: not valid TOML")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound):
        load_plan(tmp_path / "plan.toml", tmp_path)
    with pytest.raises(InvalidPlan):
        load_plan(tmp_path, tmp_path)


def test_the_path_says_nothing_of_the_machine(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "docs").mkdir(parents=True)
    for file, path in (
        (project / "docs" / "p.toml", "docs/p.toml"),
        (tmp_path / "q.toml", "q.toml"),
    ):
        file.write_text("[plan]")
        assert load_plan(file, project).path == path


@pytest.mark.parametrize(
    ("text", "count"), [("5", Count(5, 5)), (" 4 - 6 ", Count(4, 6)), ("1", Count(1, 1))]
)
def test_a_number_or_a_range(text: str, count: Count) -> None:
    assert parse_count(text) == count


# --- the lines of any document -------------------------------------------------------------------

KEYS = st.sampled_from(["a", "b-c", "d_1", '"x y"', "'q.r'", '"#[]"'])
SPACE = st.sampled_from(["", " ", "  # note [\"'\n"])
SCALARS = st.one_of(
    st.sampled_from(["1", "-1.5e3", "true", "1979-05-27T07:32:00Z", "07:32:00.5", "inf", "0xFF"]),
    st.sampled_from(
        ['"a#]b"', "'c\"d'", '"\\"]"', '"""x\n"]" y"""', "'''p\n\n'q'''", '""""e"""""']
    ),
)


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> str:
    if depth == 0 or draw(st.booleans()):
        return draw(SCALARS)
    parts = draw(st.lists(values(depth - 1), max_size=3))
    if draw(st.booleans()):
        return "[" + ",\n".join(draw(SPACE) + part for part in parts) + draw(SPACE) + "]"
    names = ["k", "l.m", '"n o"']
    return "{" + ", ".join(f"{n} = {v}" for n, v in zip(names, parts, strict=False)) + "}"


def paths(value: object, path: Key = ()) -> set[Key]:
    found = {path} if path else set()
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, item in items:
        found |= paths(item, (*path, key))
    return found


@given(
    st.lists(
        st.tuples(st.sampled_from(["[t%d]", "[[u]]", "[v%d.w]", ""]), KEYS, values()), max_size=6
    )
)
def test_every_key_and_item_of_any_document_has_a_line(rows: list[tuple[str, str, str]]) -> None:
    text = "".join(
        (f"{header % n if '%' in header else header}\n" if header else "")
        + f"k{n}.{key} = {value}\n"
        for n, (header, key, value) in enumerate(rows)
    )
    document = tomllib.loads(text)
    lines = lines_of(text)
    assert paths(document) <= lines.keys()
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
    for n, (_, key, _) in enumerate(rows):
        starts = [
            number for number, row in enumerate(text.split("\n"), 1) if row.startswith(f"k{n}.")
        ]
        found = {line for path, line in lines.items() if path[-1] == f"k{n}"}
        assert found == {starts[0]}, key
