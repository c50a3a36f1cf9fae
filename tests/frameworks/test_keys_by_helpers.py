"""Foreign keys that a program's own helper makes, met in any order of its modules."""

from __future__ import annotations

import textwrap

from tests.program import codebase_of

HELPER = """
    from sqlalchemy import Column, ForeignKey
    from sqlmodel import Field, SQLModel

    def key_to(source: str, target: str):
        return Field(sa_column=Column(ForeignKey(f"{target}.id", name=f"fk_{source}_{target}")))
"""


def model(table: str, *targets: str) -> str:
    """Return a module with one model, and keys to the models of other modules."""
    lines = ["from shop.base import SQLModel, Field, key_to"]
    lines += [f"from shop.{target} import {target.title()}" for target in targets]
    lines += [f"class {table.title()}(SQLModel, table=True):", f"    __tablename__ = '{table}'"]
    lines += ["    id: int = Field(primary_key=True)"]
    for target in targets:
        lines.append(
            f"    {target}_id: int = key_to(__tablename__, {target.title()}.__tablename__)"
        )
    return "\n".join(lines) + "\n"


def test_a_target_that_is_known_only_later_is_found() -> None:
    """The helper is called before the last module has said what its table is."""
    tables = codebase_of(
        {
            "shop/__init__.py": "",
            "shop/base.py": textwrap.dedent(HELPER),
            "shop/order.py": model("order", "user"),
            "shop/rebate.py": model("rebate", "order", "user"),
            "shop/user.py": model("user"),
        }
    ).tables
    keys = {(t.name, key.column, key.to_table) for t in tables for key in t.foreign_keys}
    assert keys == {
        ("order", "user_id", "user"),
        ("rebate", "order_id", "order"),
        ("rebate", "user_id", "user"),
    }
