"""What is left after all scripts of Alembic, and what is said of it."""

from __future__ import annotations

from textwrap import indent

from tests.program import codebase_of

MODELS = """
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class Item(Base):
    __tablename__ = "item"
    id = sa.Column(sa.Integer, primary_key=True)
    label = sa.Column(sa.String(20))
"""
ITEM = (
    'op.create_table("item", sa.Column("id", sa.Integer(), primary_key=True),'
    ' sa.Column("label", sa.String(20)))\n'
)


def _script(body: str, number: int = 1, head: str = "") -> str:
    down = f'"{number - 1}"' if number > 1 else "None"
    return (
        f"import sqlalchemy as sa\nfrom alembic import op\n"
        f'revision = "{number}"\ndown_revision = {down}\n{head}\n'
        f"def upgrade():\n{indent(body, '    ')}\n"
    )


def _left(*bodies: str, head: str = "", **files: str) -> tuple[dict[str, str], list[str]]:
    """Return origin by table, and the diagnostics, of scripts after one that makes `item`."""
    scripts = {
        f"migrations/versions/{number:04}_step.py": _script(body, number, head)
        for number, body in enumerate([ITEM, *bodies], start=1)
    }
    codebase = codebase_of(
        {"shop/__init__.py": "", "shop/models.py": files.get("models", MODELS), **scripts}
    )
    tables = {table.name: table.origin for table in codebase.tables}
    return tables, [f"{d.code}: {d.message}" for d in codebase.diagnostics]


def test_what_agrees_is_not_mentioned() -> None:
    assert _left("pass") == ({"item": "orm"}, [])


def test_a_table_that_only_a_script_creates_is_reported() -> None:
    tables, said = _left('op.create_table("log", sa.Column("id", sa.Integer()))')
    assert tables == {"item": "orm", "log": "migration"}
    assert said == [
        "table-only-in-migrations: the migrations leave a table log, which no model defines"
    ]


def test_what_scripts_say_to_tables_under_names_of_before_is_about_none() -> None:
    tables, _ = _left(
        'op.create_table("log", sa.Column("id", sa.Integer()))\n'
        'op.execute("UPDATE log SET id = 1")\nop.execute("UPDATE elsewhere SET id = 1")',
        'op.execute("DELETE FROM goods")\nop.rename_table("goods", "wares")\nop.drop_table("log")',
        models=f"from alembic import command\n{MODELS}\ndef run(c):\n    command.upgrade(c, 'head')\n",
    )
    assert sorted(tables) == ["elsewhere", "item"]


def test_a_table_that_a_later_script_drops_is_gone() -> None:
    create = 'op.create_table("log", sa.Column("id", sa.Integer()))'
    for drop in (
        'op.drop_table("log")',
        'op.execute("DROP TABLE IF EXISTS log CASCADE")',
        'op.get_bind().execute(sa.text("drop table log"))',
        'for name in ("log", "lag"):\n    op.drop_table(name)',
        'if sa.inspect(op.get_bind()).has_table("log"):\n    op.drop_table("log")',
        'if "log" in sa.inspect(op.get_bind()).get_table_names():\n    op.drop_table("log")',
        "_drop(NAME)",
    ):
        head = 'NAME = "log"\ndef _drop(name):\n    op.drop_table(name)\n'
        assert _left(create, drop, head=head) == ({"item": "orm"}, []), drop


def test_what_is_not_sure_is_not_claimed() -> None:
    create = 'op.create_table("log", sa.Column("id", sa.Integer()))'
    for unsure in (
        'if op.get_context().dialect.name == "mysql":\n    op.drop_table("log")',
        "op.drop_table(unknown())",
        'op.execute(f"DROP TABLE {unknown()}")',
        "op.execute(open('schema.sql').read())",
        "for name in unknown():\n    op.drop_table(name)",
        'try:\n    op.drop_table("log")\nexcept Exception:\n    pass',
    ):
        assert _left(create, unsure) == ({"item": "orm"}, []), unsure


def test_a_model_without_a_migration_is_reported() -> None:
    more = "".join(
        f'class {name}(Base):\n    __tablename__ = "{name.lower()}"\n'
        "    id = sa.Column(sa.Integer, primary_key=True)\n"
        for name in ("Bill", "Card", "Desk")
    )
    made = "".join(
        f'op.create_table("{name}", sa.Column("id", sa.Integer()))\n' for name in ("bill", "card")
    )
    _, said = _left(made, models=MODELS + more)
    assert said == ["table-not-migrated: no migration creates the table desk of this model"]


def test_columns_that_one_side_lacks_are_reported() -> None:
    _, said = _left('op.add_column("item", sa.Column("price", sa.Integer()))')
    assert said == [
        "column-only-in-migrations: the model of the table item lacks what the migrations leave "
        "there: price"
    ]
    _, said = _left('op.drop_column("item", "label")')
    assert said == ["column-not-migrated: no migration adds to the table item: label"]


def test_columns_that_are_renamed_agree_with_the_model() -> None:
    body = (
        'with op.batch_alter_table("item") as batch:\n'
        '    batch.alter_column("label", new_column_name="name")\n'
        'op.alter_column("item", "name", new_column_name="label")'
    )
    assert _left(body) == ({"item": "orm"}, [])


def test_many_differences_are_counted() -> None:
    body = "\n".join(f'op.create_table("log{n}", sa.Column("id"))' for n in range(14))
    _, said = _left(body)
    assert len(said) == 11
    assert "table-only-in-migrations: 4 more tables that no model defines" in said


def test_scripts_run_in_the_order_of_their_revisions() -> None:
    rename = 'op.rename_table("item", "thing")'
    back = 'op.rename_table("thing", "item")'
    assert _left(rename, back) == ({"item": "orm"}, [])
