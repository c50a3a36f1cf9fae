"""Helpers that are handed queries and models: understood for each, within a bound."""

from __future__ import annotations

import pytest

from analyzer.resolution.engine import MAX_CONTEXTS, MAX_RECEIVERS
from tests.program import access_lines, codebase_of


def _program(models: int) -> dict[str, str]:
    """A program in which each model's module hands its query to one helper."""
    files = {
        "app/__init__.py": "",
        "app/tools.py": "def page(query):\n    return query.order_by('id')\n",
    }
    for number in range(models):
        files[f"app/m{number}.py"] = f"""
            from django.db import models
            from app.tools import page

            class M{number}(models.Model):
                pass

            def clear():
                page(M{number}.objects).update(x=1)
        """
    return files


def _written(files: dict[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in access_lines(codebase_of(files)):
        module, table, operation = line.split()
        if operation == "write":
            found.setdefault(module, set()).add(table)
    return found


@pytest.mark.parametrize("models", [2, MAX_CONTEXTS])
def test_each_caller_gets_its_own_back(models: int) -> None:
    assert _written(_program(models)) == {f"app.m{n}": {f"app_m{n}"} for n in range(models)}


def test_beyond_the_bound_nothing_is_lost() -> None:
    models = MAX_CONTEXTS + 5
    written = _written(_program(models))
    assert all(f"app_m{n}" in written[f"app.m{n}"] for n in range(models))


def test_a_helper_that_calls_itself_comes_to_an_end() -> None:
    files = _program(2)
    files["app/tools.py"] = """
        def page(query, depth=3):
            return page(query.exclude(x=depth), depth - 1) if depth else query
    """
    assert {line.split()[1] for line in access_lines(codebase_of(files))} == {"app_m0", "app_m1"}


def test_who_hands_over_something_unknown_gets_nobodys() -> None:
    files = _program(8)
    imports = "\n".join(f"from app.m{n} import M{n}" for n in range(8))
    queries = ", ".join(f"M{n}.objects" for n in range(8))
    files["app/every.py"] = (
        f"from app.tools import page\n{imports}\n"
        f"def every():\n    for query in [{queries}]:\n        page(query)\n"
    )
    files["app/unknown.py"] = (
        "from app.tools import page\ndef clear(box):\n    page(box.rows).update(x=1)\n"
    )
    lines = access_lines(codebase_of(files))
    assert not any(line.startswith("app.unknown ") for line in lines)


def test_every_class_gets_its_own_name_from_the_rule_of_their_base() -> None:
    classes = "\n".join(
        f"class T{n}(Base):\n    id = Column(Integer, primary_key=True)"
        for n in range(MAX_RECEIVERS + 5)
    )
    files = {
        "app/__init__.py": "",
        "app/base.py": """
            from sqlalchemy.ext.declarative import declarative_base, declared_attr

            class Named:
                @declared_attr
                def __tablename__(cls):
                    return cls.__name__.lower() + "s"

            Base = declarative_base(cls=Named)
        """,
        "app/models.py": f"from sqlalchemy import Column, Integer\nfrom app.base import Base\n{classes}",
    }
    names = {table.name for table in codebase_of(files).tables}
    assert names == {f"t{n}s" for n in range(MAX_RECEIVERS + 5)}


def test_only_strings_that_name_tables_multiply_contexts() -> None:
    files = {
        "app/__init__.py": "",
        "app/db.py": """
            def remove(cursor, table):
                cursor.execute(f"DELETE FROM {table} WHERE id = 1")

            def drop(cursor, table, reason):
                print(reason)
                remove(cursor, table)
        """,
        "app/jobs.py": """
            from app.db import drop

            def tidy(cursor):
                for table in ["orders", "lines", "parcels"]:
                    for reason in ["old", "void", "twice"]:
                        drop(cursor, table, reason)
        """,
    }
    deleted = {"orders", "lines", "parcels"}
    assert {f"app.jobs {table} write" for table in deleted} <= access_lines(codebase_of(files))


def test_what_is_handed_back_as_it_came_is_the_callers_own() -> None:
    """However many callers there are."""
    files = _program(MAX_CONTEXTS + 3)
    files["app/tools.py"] = """
        def page(query, default=None):
            if not query:
                return default
            return query
    """
    assert _written(files) == {f"app.m{n}": {f"app_m{n}"} for n in range(MAX_CONTEXTS + 3)}


def test_a_default_comes_back_to_who_gave_it() -> None:
    files = {
        "app/__init__.py": "",
        "app/config.py": """
            import os

            def _stored(name, default):
                return os.environ.get(name, default)

            def setting(name, default=None, convert=lambda value: value):
                if name in os.environ:
                    return convert(_stored(name, default=default))
                return default or "things"
        """,
        "app/logs.py": """
            from app.config import setting

            LEVEL = setting("level", "DEBUG")
        """,
        "app/orders.py": """
            from app.config import setting

            def clear(connection):
                connection.cursor().execute("DELETE FROM " + setting("table", "orders"))
        """,
        "app/things.py": """
            from app.config import setting

            def clear(connection):
                connection.cursor().execute("DELETE FROM " + setting("table"))
        """,
    }
    lines = access_lines(codebase_of(files))
    assert {line for line in lines if line.startswith("app.orders")} == {
        "app.orders orders write",
        "app.orders things write",
    }
    assert {line for line in lines if line.startswith("app.things")} == {"app.things things write"}
