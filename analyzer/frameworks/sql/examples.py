"""Statements in strings and what of them is found."""

from __future__ import annotations

from analyzer.frameworks.base import Example

EXAMPLES = (
    Example(
        title="statements that are executed, with what is only known later left open",
        files={
            "legacy/__init__.py": "",
            "legacy/store.py": '''
                """SELECT is a word in this docstring: SELECT * FROM nowhere."""

                MOVE = "UPDATE stock SET shelf = %s WHERE id = %s"

                def move(cursor, shelf, ids):
                    cursor.execute(MOVE, [shelf, ids])

                def late(cursor, days):
                    cursor.execute(f"""
                        WITH old AS (SELECT id FROM loans WHERE due < {days})
                        SELECT b.title FROM old JOIN books b ON b.id = old.id
                    """)

                def archive(connection):
                    connection.execute("INSERT INTO attic SELECT * FROM " + "loans")
            ''',
        },
        tables={"attic": (), "books": (), "loans": (), "stock": ()},
        accesses=(
            "legacy.store attic write",
            "legacy.store books read",
            "legacy.store loans read",
            "legacy.store stock write",
        ),
    ),
    Example(
        title="statements that are put together piece by piece",
        files={
            "legacy/__init__.py": "",
            "legacy/store.py": """
                def columns(names):
                    pieces = ["SELECT"]
                    pieces.append(", ".join(names))
                    pieces.extend(["FROM stock", "JOIN shelves ON shelves.id = stock.shelf"])
                    return " ".join(pieces)

                def count(cursor, names):
                    cursor.execute("SELECT COUNT(*) FROM (%s) AS x" % columns(names))

                def late(cursor, days):
                    sql = []
                    sql.append("SELECT id")
                    sql.append("FROM loans")
                    if days:
                        sql.append("WHERE due < %s")
                    cursor.execute("\\n".join(sql), days)

                def unknown(cursor, tables):
                    cursor.execute("SELECT 1 FROM " + ", ".join(["?"] * len(tables)))
                    cursor.execute("CREATE TABLE \\"?\\" (id INTEGER)")
            """,
        },
        tables={"loans": (), "shelves": (), "stock": ()},
        accesses=(
            "legacy.store loans read",
            "legacy.store shelves read",
            "legacy.store stock read",
        ),
    ),
    Example(
        title="a schema that is handed to a function, and templates of a few strings",
        files={
            "feeds/__init__.py": "",
            "feeds/schema.py": """
                from feeds.parts import parse

                TABLES = parse('''
                    CREATE TABLE feeds (url TEXT PRIMARY KEY, title TEXT);
                    CREATE TABLE feed_tags (feed TEXT REFERENCES feeds (url), key TEXT);
                    CREATE TABLE entry_tags (entry TEXT, key TEXT);
                ''')
            """,
            "feeds/examples.py": """
                SHOWN = "CREATE TABLE customers (id INTEGER)"
            """,
            "feeds/store.py": """
                PREFIXES = {1: "feed_", 2: "entry_"}

                def tag(db, resource, key):
                    prefix = PREFIXES[len(resource)]
                    db.execute(f"INSERT INTO {prefix}tags (key) SELECT key FROM {prefix}tags", key)

                def rename(db, url, title):
                    db.execute("UPDATE feeds SET title = ? WHERE url = ?", (title, url))
            """,
        },
        tables={
            "entry_tags": ("entry", "key"),
            "feed_tags": ("feed", "key"),
            "feeds": ("title", "url"),
        },
        accesses=(
            "feeds.store entry_tags read",
            "feeds.store entry_tags write",
            "feeds.store feed_tags read",
            "feeds.store feed_tags write",
            "feeds.store feeds write",
        ),
    ),
    Example(
        title="a loop over the names of tables",
        files={
            "legacy/__init__.py": "",
            "legacy/store.py": """
                LATE = ["fines", "returns"]

                def clear(cursor):
                    for table in ("stock", "loans"):
                        cursor.execute(f"DELETE FROM {table}")

                def late(cursor):
                    return [cursor.execute("SELECT * FROM %s" % table) for table in LATE]

                def settle(cursor):
                    for table in LATE:
                        cursor.execute("UPDATE %s SET paid = 1" % table)
            """,
        },
        tables={"fines": (), "loans": (), "returns": (), "stock": ()},
        accesses=(
            "legacy.store fines read",
            "legacy.store fines write",
            "legacy.store loans write",
            "legacy.store returns read",
            "legacy.store returns write",
            "legacy.store stock write",
        ),
    ),
    Example(
        title="names that are quoted by a function, tables that are made for a while",
        files={
            "depot/__init__.py": "",
            "depot/names.py": """
                def quote(name):
                    return '"%s"' % name.replace('"', '""')
            """,
            "depot/moving.py": """
                from depot.names import quote

                def empty(connection, table):
                    connection.execute("DELETE FROM " + quote(table))

                def move(connection):
                    connection.execute("CREATE TEMPORARY TABLE goods_old AS SELECT * FROM goods")
                    empty(connection, "goods")
                    connection.execute("INSERT INTO goods SELECT * FROM goods_old")
                    connection.execute("DROP TABLE goods_old")

                def settle(connection):
                    connection.execute("PRAGMA synchronous = " + quote("OFF"))
            """,
        },
        tables={"goods": ()},
        accesses=("depot.moving goods read", "depot.moving goods write"),
    ),
    Example(
        title="a database of the program's own, which runs what it is handed",
        files={
            "depot/__init__.py": "",
            "depot/database.py": """
                class Database:
                    def __init__(self, connect):
                        self._connection = connect()

                    def execute(self, sql, arguments=()):
                        cursor = self._connection.cursor()
                        cursor.execute(sql.replace("?", "%s"), arguments)
                        return cursor.fetchall()

                    __call__ = execute

                    def first(self, sql, arguments=()):
                        return self.execute(sql + " LIMIT 1", arguments)[0]

                    def insert(self, table, row):
                        self.execute(insertion(table, row), row.values())

                def insertion(table, row):
                    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({'?' * len(row)})"
            """,
            "depot/goods.py": """
                from depot.database import Database

                def find(database: Database, code):
                    return database.first("SELECT * FROM goods WHERE code = ?", [code])

                def receive(database: Database, row):
                    database.insert("goods", row)
            """,
            "depot/shelves.py": """
                from depot.database import Database

                def every(database: Database):
                    return database("SELECT * FROM shelves")

                def build(database: Database, row):
                    database.insert("shelves", row)
            """,
            "depot/report.py": """
                def overview(environment, log):
                    log.info("SELECT number FROM nowhere")
                    with environment.reading as run:
                        return run("SELECT s.id FROM shelves s JOIN goods g ON g.shelf = s.id")
            """,
        },
        tables={"goods": (), "shelves": ()},
        accesses=(
            "depot.goods goods read",
            "depot.goods goods write",
            "depot.report goods read",
            "depot.report shelves read",
            "depot.shelves shelves read",
            "depot.shelves shelves write",
        ),
    ),
    Example(
        title="statements that stand in files under names",
        files={
            "shop/__init__.py": "",
            "shop/sql/orders.sql": """
                -- name: find-order^
                -- Finds one.
                SELECT * FROM orders WHERE id = :id;

                -- name: drop_order(id)!
                DELETE FROM orders WHERE id = :id;
            """,
            "shop/sql/people/all.sql": """
                -- name: every_customer
                SELECT * FROM customers;
            """,
            "shop/more.sql": "-- :name change_bill :affected\nUPDATE bills SET paid = :paid",
            "shop/queries.py": """
                import pathlib
                import aiosql
                import pugsql

                queries = aiosql.from_path(pathlib.Path(__file__).parent / "sql", "asyncpg")
                texts = aiosql.from_str("-- name: rows\\nSELECT * FROM lines", "sqlite3")
                bills = pugsql.module("shop")
            """,
            "shop/orders.py": """
                from .queries import queries, texts

                class Orders:
                    def __init__(self, connection):
                        self.connection = connection

                    async def find(self, key):
                        return await queries.find_order(self.connection, id=key)

                    async def lines(self):
                        return await texts.rows(self.connection)
            """,
            "shop/customers.py": """
                from .queries import queries

                async def everybody(connection):
                    async with queries.people.every_customer_cursor(connection) as cursor:
                        return cursor
            """,
            "shop/bills.py": """
                from .queries import bills, queries

                async def pay(connection):
                    bills.change_bill(paid=True)
                    bills.nothing(paid=True)
                    await queries.drop_order(connection, id=1)
            """,
        },
        tables={"bills": (), "customers": (), "lines": (), "orders": ()},
        accesses=(
            "shop.bills bills write",
            "shop.bills orders write",
            "shop.customers customers read",
            "shop.orders lines read",
            "shop.orders orders read",
        ),
    ),
)
