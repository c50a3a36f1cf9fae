"""Templates: what is known is filled in, what is not keeps its place."""

from __future__ import annotations

import pytest

from tests.program import access_lines, codebase_of


@pytest.mark.parametrize(
    "statement",
    [
        '"SELECT * FROM {}".format(TABLE)',
        '"SELECT * FROM {table} WHERE id = {{0}}".format(table=TABLE)',
        '"SELECT * FROM {1} ORDER BY {0}".format(order, TABLE)',
        '"SELECT * FROM %s WHERE id = %%s" % TABLE',
        '"SELECT * FROM %s ORDER BY %s" % (TABLE, order)',
        '"SELECT * FROM " + TABLE + " ORDER BY " + order',
        'f"SELECT * FROM {TABLE} ORDER BY {order}"',
    ],
)
def test_a_known_name_is_filled_in(statement: str) -> None:
    source = f'TABLE = "stock"\ndef show(cursor, order):\n    cursor.execute({statement})\n'
    codebase = codebase_of({"shop/__init__.py": "", "shop/store.py": source})
    assert access_lines(codebase) == {"shop.store stock read"}


def test_what_grows_in_a_branch_is_seen_both_ways() -> None:
    source = """
        def show(cursor, joined):
            sql = "SELECT * FROM stock"
            if joined:
                sql += " JOIN shelf ON shelf.id = stock.shelf_id"
            sql += " LIMIT 10"
            cursor.execute(sql)
    """
    codebase = codebase_of({"shop/__init__.py": "", "shop/store.py": source})
    assert access_lines(codebase) == {"shop.store stock read", "shop.store shelf read"}


def test_what_grows_with_every_turn_ends() -> None:
    source = """
        HIDDEN = "[hidden]"

        def hide(text, secrets):
            for secret in secrets:
                text = text.replace(secret, HIDDEN)
            return hide(text, secrets)

        def show(cursor):
            cursor.execute(hide("SELECT * FROM stock", [""]))
    """
    codebase = codebase_of({"shop/__init__.py": "", "shop/store.py": source})
    assert access_lines(codebase) == set()
