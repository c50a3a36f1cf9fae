"""Flat modules: which are taken apart, what becomes of them, and where they go in the end."""

from __future__ import annotations

import msgspec
import pytest

from analyzer.clustering import name_groups, propose, take_apart
from analyzer.clustering.gathering import gather_up
from analyzer.clustering.splitting import flat_modules
from analyzer.coupling import couple
from analyzer.model.codebase import DIVIDED, Codebase, Definition, Reference, Vocabulary
from analyzer.model.partition import MODULE
from analyzer.model.place import Location
from analyzer.model.settings import Settings
from tests.coupling.builders import access, codebase, imports, module, table

SUBJECTS = ("order", "invoice", "room", "member")
LAYERS = ("models", "views", "forms")


def definition(owner: str, name: str, line: int = 1, lines: int = 20) -> Definition:
    words = tuple((word, 2) for word in sorted({name, name.lower()}))
    return Definition(owner, name, line, lines, Vocabulary(f"{owner}.{name}", words, (name,), ()))


def reference(source: str, name: str, target: str, other: str, kind: str = "import") -> Reference:
    path = source.replace(".", "/") + ".py"
    return Reference(source, name, target, other, kind, (Location(path, 3),))


def flat(root: str = "shop", subjects: tuple[str, ...] = SUBJECTS) -> Codebase:
    """A program of three files that hold every subject: two definitions for each in each."""
    names = {
        layer: [f"{subject.title()}{part}" for subject in subjects for part in ("", layer.title())]
        for layer in LAYERS
    }
    modules = [module(f"{root}.{layer}", lines=200) for layer in LAYERS]
    given = codebase(
        modules,
        [imports(f"{root}.{layer}", f"{root}.models") for layer in LAYERS[1:]],
        tables=[
            msgspec.structs.replace(table(subject, f"{root}.models"), class_=subject.title())
            for subject in subjects
        ],
        accesses=[
            msgspec.structs.replace(
                access(f"{root}.views", subject, "write"), function=f"{subject.title()}Views.post"
            )
            for subject in subjects
        ],
    )
    needs = [
        reference(f"{root}.{layer}", name, f"{root}.models", subject.title())
        for layer in LAYERS
        for subject in subjects
        for name in names[layer]
        if name.startswith(subject.title()) and (layer, name) != ("models", subject.title())
    ]
    return msgspec.structs.replace(
        given,
        definitions=tuple(
            definition(f"{root}.{layer}", n) for layer in LAYERS for n in names[layer]
        ),
        references=tuple(sorted(needs)),
    )


def test_a_program_of_layers_alone_falls_into_its_subjects() -> None:
    program = take_apart(flat())
    partition = propose(program, couple(program, Settings()), Settings())
    parts = program.parts()
    groups = [{n.name for n in g.members if n.name in parts} for g in partition.groups]
    wanted = [{name for name in parts if subject.title() in name} for subject in SUBJECTS]
    assert sorted(map(sorted, groups)) == sorted(map(sorted, wanted))
    tables = [{n.name for n in g.members if n.kind != MODULE} for g in partition.groups]
    assert sorted(map(sorted, tables)) == sorted([subject] for subject in SUBJECTS)


def test_a_flat_file_names_no_service() -> None:
    program = take_apart(flat())
    partition = propose(program, couple(program, Settings()), Settings())
    assert sorted(name.id for name in name_groups(program, partition)) == sorted(SUBJECTS)


def test_each_definition_takes_its_own_along() -> None:
    sent = msgspec.structs.replace(access("shop.views", "room"), function="RoomViews.save")
    whole = msgspec.structs.replace(flat(), sent=(sent,))
    program = take_apart(whole)
    assert program.whole == whole
    assert [a.module for a in program.sent] == ["shop.views.RoomViews"]
    assert {m.name: m.role for m in program.modules}["shop.models"] == DIVIDED
    assert {t.id: t.module for t in program.tables}["order"] == "shop.models.Order"
    assert {a.table: a.module for a in program.accesses}["room"] == "shop.views.RoomViews"
    links = {(d.source, d.target) for d in program.dependencies}
    assert ("shop.views.RoomViews", "shop.models.Room") in links
    assert ("shop.views", "shop.models") not in links
    assert sum(m.lines for m in program.modules) == sum(m.lines for m in whole.modules)


def test_what_stands_outside_of_definitions_stays_with_the_module() -> None:
    whole = flat()
    loose = msgspec.structs.replace(access("shop.views", "order"), function="")
    program = take_apart(msgspec.structs.replace(whole, accesses=(loose,)))
    assert [a.module for a in program.accesses] == ["shop.views"]


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        ("shop.models", [], True),
        ("models", [], True),
        ("shop.db.sqlalchemy.api", ["shop.db.sqlalchemy.models"], True),
        ("shop.orders.models", [], False),
        ("shop.api.config", ["shop.api.orders", "shop.api.rooms"], False),
    ],
)
def test_names_without_a_subject_are_flat(name: str, others: list[str], expected: bool) -> None:
    rest = [module(f"shop.part{n}.thing{n}", lines=200) for n in range(12)]
    given = codebase([module(name, lines=150), *others, *rest])
    given = msgspec.structs.replace(
        given, definitions=tuple(definition(name, f"Thing{n}") for n in range(6))
    )
    assert (name in flat_modules(given)) == expected


def test_a_great_share_of_the_program_is_flat_whatever_it_is_called() -> None:
    rest = [module(f"shop.part{n}.thing", lines=100) for n in range(5)]
    given = codebase([module("shop.orders.everything", lines=300), *rest])
    definitions = tuple(definition("shop.orders.everything", f"Thing{n}") for n in range(6))
    given = msgspec.structs.replace(given, definitions=definitions)
    assert flat_modules(given) == {"shop.orders.everything"}
    assert flat_modules(msgspec.structs.replace(given, definitions=())) == frozenset()


def test_a_definition_that_is_called_like_a_submodule_stays_where_it_is() -> None:
    given = flat()
    given = msgspec.structs.replace(
        given, modules=(*given.modules, module("shop.models.Order", lines=5))
    )
    parts = take_apart(given).parts()
    assert "shop.models.Order" not in parts
    assert "shop.models.Room" in parts


def test_a_flat_module_goes_where_most_of_it_went() -> None:
    program = take_apart(flat(subjects=("order", "room")))
    homes = {name: int("Room" in name) for name in program.parts()}
    del homes["shop.views.Room"]
    found = gather_up(program, homes)
    assert (found["shop.views"], found["shop.models.Room"]) == (0, 1)


def test_a_flat_module_is_not_divided_for_a_helper() -> None:
    program = take_apart(flat())
    homes = {name: int(name == "shop.views.Room") for name in program.parts()}
    assert set(gather_up(program, homes).values()) == {0}


def test_what_a_plan_holds_is_no_helper_and_its_group_stands() -> None:
    program = take_apart(flat())
    homes = {name: int(name in ("shop.models.Room", "shop.views.Room")) for name in program.parts()}
    found = gather_up(program, homes, frozenset({"shop.views.Room"}))
    assert {name for name, home in found.items() if home} == {"shop.models.Room", "shop.views.Room"}


def test_a_table_is_no_helper() -> None:
    program = take_apart(flat())
    homes = {name: int(name == "shop.models.Room") for name in program.parts()}
    assert gather_up(program, homes)["shop.models.Room"] == 1


def test_what_is_left_of_a_group_and_too_little_follows_its_file() -> None:
    program = take_apart(flat())
    homes = {name: int(name in ("shop.models.Room", "shop.views.Room")) for name in program.parts()}
    assert set(gather_up(program, homes).values()) == {0}


def test_a_program_without_flat_modules_stays_as_it_is() -> None:
    given = codebase(["shop.orders.models", "shop.rooms.models"])
    assert take_apart(given) is given
