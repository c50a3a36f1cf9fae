"""When migrations may say which columns a model has that another package brings."""

from __future__ import annotations

import pytest

from tests.program import codebase_of

MODELS = """
from django.db import models
from oauth2_provider.models import AbstractGrant

class Grant(AbstractGrant):
    note = models.TextField()
"""


def _columns(fields: str, after: str = "") -> set[str]:
    migration = (
        "from django.db import migrations, models\n"
        "class Migration(migrations.Migration):\n"
        f"    operations = [migrations.CreateModel('Grant', [{fields}]), {after}]\n"
    )
    codebase = codebase_of(
        {
            "shop/__init__.py": "",
            "shop/models.py": MODELS,
            "shop/migrations/__init__.py": "",
            "shop/migrations/0001_initial.py": migration,
        }
    )
    (table,) = (table for table in codebase.tables if table.name == "shop_grant")
    return {column.name for column in table.columns}


def test_what_the_migrations_do_not_know_was_another_version_s() -> None:
    assert _columns("('code', models.TextField(primary_key=True))") == {"code", "note"}


@pytest.mark.parametrize(
    ("fields", "after"),
    [
        ("('code', unknown())", ""),
        ("(unknown(), models.TextField())", ""),
        ("('code', models.TextField())", "migrations.AddField('Grant', 'more', unknown())"),
        ("('code', models.TextField())", "unknown.Operation()"),
        ("('code', models.TextField())", "*unknown()"),
    ],
)
def test_nothing_is_taken_back_where_not_all_is_understood(fields: str, after: str) -> None:
    assert {"code", "expires", "id", "note", "redirect_uri"} <= _columns(fields, after)


def test_what_is_added_and_taken_out_later() -> None:
    after = (
        "migrations.AddField('Grant', 'place', models.TextField(db_column='at')), "
        "migrations.AddField('Grant', 'gone', models.TextField()), "
        "migrations.RemoveField('Grant', 'gone')"
    )
    assert _columns("('id', models.AutoField(primary_key=True))", after) == {"at", "id", "note"}
