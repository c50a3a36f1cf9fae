"""What is left after all of Django's migrations, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from tests.program import codebase_of

MODELS = """
import elsewhere
from django.db import models

class Order(models.Model):
    number = models.CharField(max_length=20)
    tags = models.ManyToManyField("Tag")

class Tag(models.Model):
    name = models.CharField(max_length=20)
"""
INITIAL = """
migrations.CreateModel("Tag", fields=[
    ("id", models.AutoField(primary_key=True)),
    ("name", models.CharField(max_length=20)),
]),
migrations.CreateModel(name="Order", fields=[
    ("id", models.AutoField(primary_key=True)),
    ("number", models.CharField(max_length=20)),
    ("tags", models.ManyToManyField(to="shop.Tag")),
]),
"""
LOG = 'migrations.CreateModel("Log", [("id", models.AutoField(primary_key=True))])'
EXPECTED = {"shop_order": "orm", "shop_order_tags": "orm", "shop_tag": "orm"}


def _migration(operations: str, after: str = "", head: str = "", extra: str = "") -> str:
    dependencies = f'[("shop", "{after}")]' if after else "[]"
    return (
        f"from django.db import migrations, models\n{head}\n"
        f"class Migration(migrations.Migration):\n"
        f"    dependencies = {dependencies}\n{indent(extra, '    ')}\n"
        f"    operations = [\n{indent(operations, '        ')}\n    ]\n"
    )


def _left(
    *steps: str, models: str = MODELS, head: str = "", files: Mapping[str, str] | None = None
) -> tuple[dict[str, str], list[str]]:
    """Return origin by table, and the diagnostics, of operations after the initial ones."""
    names = ["", "0001_initial", *(f"{n:04}_step" for n in range(2, len(steps) + 2))]
    migrations = {
        f"shop/migrations/{name}.py": _migration(step, names[number], head)
        for number, (name, step) in enumerate(zip(names[1:], [INITIAL, *steps], strict=True))
    }
    codebase = codebase_of(
        {
            "shop/__init__.py": "",
            "shop/models.py": models,
            "shop/migrations/__init__.py": "",
            **migrations,
            **(files or {}),
        }
    )
    tables = {table.name: table.origin for table in codebase.tables}
    return tables, [f"{d.code}: {d.message}" for d in codebase.diagnostics]


def test_what_agrees_is_not_mentioned() -> None:
    assert _left() == (EXPECTED, [])


def test_a_table_that_only_a_migration_makes() -> None:
    tables, said = _left(LOG)
    assert tables == {**EXPECTED, "shop_log": "migration"}
    assert said == [
        "table-only-in-migrations: the migrations leave a table shop_log, which no model defines"
    ]


def test_a_table_made_by_sql() -> None:
    tables, _ = _left('migrations.RunSQL("CREATE TABLE totals (day date primary key)", "")')
    assert tables == {**EXPECTED, "totals": "migration"}


def test_tables_that_go_again() -> None:
    python = 'def forget(apps, schema_editor):\n    schema_editor.execute("DROP TABLE shop_log")\n'
    for drop in (
        'migrations.DeleteModel("Log")',
        'migrations.RunSQL("DROP TABLE shop_log")',
        "migrations.RunPython(forget)",
        'migrations.RenameModel("Log", "Journal"), migrations.DeleteModel("Journal")',
        'migrations.SeparateDatabaseAndState(database_operations=[migrations.DeleteModel("Log")])',
    ):
        assert _left(LOG, drop, head=python) == (EXPECTED, []), drop


def test_a_model_whose_state_alone_is_deleted_leaves_its_table() -> None:
    step = 'migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Log")])'
    tables, _ = _left(LOG, step)
    assert tables == {**EXPECTED, "shop_log": "migration"}


def test_what_is_not_sure_is_not_claimed() -> None:
    head = (
        "class Careful(migrations.DeleteModel):\n"
        "    def database_forwards(self, *args):\n        pass\n"
        "def forget(apps, schema_editor):\n    schema_editor.execute(unknown())\n"
    )
    for unsure in (
        'Careful("Log")',
        "migrations.RunPython(forget)",
        "migrations.RunSQL(unknown())",
        "*unknown()",
        'elsewhere.Operation("Log")',
    ):
        assert _left(LOG, unsure, head=head) == (EXPECTED, []), unsure


def test_unmanaged_proxy_and_swapped_models_make_no_table() -> None:
    for option in ('"managed": False', '"proxy": True', '"swappable": "SHOP_LOG_MODEL"'):
        assert _left(f"{LOG[:-1]}, options={{{option}}})") == (EXPECTED, []), option


def test_the_model_of_a_library_is_a_table_but_no_drift() -> None:
    step = LOG.replace('"Log"', '"HistoricalOrder"')
    tables, said = _left(f"{step[:-1]}, bases=(simple_history.models.HistoricalChanges,))")
    assert tables["shop_historicalorder"] == "migration"
    assert said == []
    assert _left(step)[1] == []


def test_a_field_that_goes_through_another_table_today_keeps_none() -> None:
    step = 'migrations.AddField("tag", "orders", models.ManyToManyField("Order"))'
    more = "    orders = models.ManyToManyField(Order, through=Order.tags.through)\n"
    assert _left(step, models=MODELS + more) == (EXPECTED, [])


def test_columns_that_one_side_lacks() -> None:
    _, said = _left('migrations.AddField("order", "paid", models.BooleanField())')
    assert said == [
        "column-only-in-migrations: the model of the table shop_order lacks what the migrations "
        "leave there: paid"
    ]
    _, said = _left('migrations.RemoveField("order", "number")')
    assert said == ["column-not-migrated: no migration adds to the table shop_order: number"]


def test_fields_that_come_back_under_their_name() -> None:
    step = (
        'migrations.RenameField("order", "number", "no"),'
        'migrations.RenameField("order", "no", "number"),'
        'migrations.RenameField("order", "tags", "words"),'
        'migrations.RenameField("order", "words", "tags"),'
        'migrations.AlterModelTable("order", "orders"),'
        'migrations.AlterModelTable("order", None),'
    )
    assert _left(step) == (EXPECTED, [])


def test_a_model_without_a_migration() -> None:
    _, said = _left(models=MODELS + "class Card(models.Model):\n    pass\n")
    assert said == ["table-not-migrated: no migration creates the table shop_card of this model"]


def test_models_that_may_not_be_tables_are_not_missed() -> None:
    for more in (
        "class Card(models.Model):\n    class Meta:\n        managed = False\n",
        "class Card(models.Model):\n    class Meta:\n        abstract = SETTING\n",
        "if SETTING:\n    class Card(models.Model):\n        pass\n",
        "class Card(Order):\n    class Meta:\n        proxy = True\n",
    ):
        assert _left(models=MODELS + more)[1] == [], more


def test_columns_from_elsewhere_are_not_missed() -> None:
    step = 'migrations.AddField("order", "extra", models.TextField())'
    for old, new in (
        ("class Order(models.Model)", "class Order(elsewhere.Mixin, models.Model)"),
        ("class Order", "@elsewhere.decorator\nclass Order"),
        ("    number", "    extras = elsewhere.ExtraFields()\n    number"),
    ):
        assert _left(step, models=MODELS.replace(old, new))[1] == [], new


def test_a_squashed_migration_stands_for_those_that_it_replaces() -> None:
    squashed = _migration(
        INITIAL + LOG,
        extra='replaces = [("shop", "0001_initial"), ("shop", "0002_step")]',
    )
    later = _migration('migrations.DeleteModel("Log")', after="0002_step")
    files = {"shop/migrations/0001_squashed.py": squashed, "shop/migrations/0003_last.py": later}
    assert _left(LOG, files=files) == (EXPECTED, [])
