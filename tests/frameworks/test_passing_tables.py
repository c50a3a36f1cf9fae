"""Tables that a function declares: the program's own, or only that function's."""

from __future__ import annotations

import pytest

from tests.program import codebase_of


@pytest.mark.parametrize(
    ("parameter", "made", "origin"),
    [("metadata", "", "orm"), ("", "metadata = MetaData()", "sql")],
)
def test_what_a_function_keeps_in_a_registry_of_its_own_is_not_the_programs(
    parameter: str, made: str, origin: str
) -> None:
    files = {
        "app/__init__.py": "",
        "app/check.py": f"""
            from sqlalchemy import Column, DateTime, MetaData, Table

            def check(engine, {parameter}):
                {made or "pass"}
                scratch = Table("scratch", metadata, Column("ts", DateTime))
                metadata.create_all(engine)
                engine.execute(scratch.insert().values(ts=None))
        """,
    }
    codebase = codebase_of(files)
    assert [(table.name, table.origin) for table in codebase.tables] == [("scratch", origin)]
    assert {access.operation for access in codebase.accesses} == {"write"}
