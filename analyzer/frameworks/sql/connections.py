"""Connections of the database's own drivers: where what they ran is committed.

Sources: PEP 249 ("Python Database API Specification v2.0"), "How to use the connection context
manager" in the documentation of sqlite3, "Transactions management" in those of psycopg, asyncpg and
databases.
"""

from __future__ import annotations

from analyzer.frameworks.constants import last_name_of
from analyzer.model.facts import Expr
from analyzer.resolution.values import External, ExternalInstance, ExternalMethod, Value

_DRIVERS = frozenset(
    {
        "MySQLdb",
        "aiomysql",
        "aiosqlite",
        "apsw",
        "asyncpg",
        "cx_Oracle",
        "databases",
        "duckdb",
        "mariadb",
        "mysql",
        "oracledb",
        "pg8000",
        "psycopg",
        "psycopg2",
        "psycopg_pool",
        "pymssql",
        "pymysql",
        "pyodbc",
        "pysqlcipher3",
        "sqlcipher3",
        "sqlite3",
    }
)
# Whose connections commit when a block is left that they were entered for.
_COMMITTING = frozenset({"psycopg", "psycopg2", "sqlite3"})
_BLOCKS = (".transaction", ".atomic")
# What a connection is called of which nothing is known.
_NAMES = frozenset(
    {"cnx", "con", "conn", "connection", "database", "db", "db_conn", "db_connection", "dbconn"}
)


def commits(callee: Value) -> bool:
    """Tell whether calling a value commits: of something of a driver's, or that sounds like it."""
    match callee:
        case External(name=name) if name.endswith(".commit"):
            return _sounds(name.split(".")[-2])
        case ExternalMethod(receiver=receiver, name="commit"):
            return _is_connection(receiver)
    return False


def _is_connection(value: Value) -> bool:
    match value:
        case ExternalInstance(name=name):
            return name.partition(".")[0] in _DRIVERS
        case ExternalMethod(receiver=ExternalInstance(name=name)):
            return name.partition(".")[0] in _DRIVERS
        case ExternalMethod(name=name):
            return _sounds(name)
    return False


def is_called_connection(expression: Expr) -> bool:
    """Tell whether something of which nothing is known goes by the name of a connection."""
    return _sounds(last_name_of(expression))


def is_transaction(value: Value) -> bool:
    """Tell whether a block commits when it is left that is entered for a value."""
    if not isinstance(value, ExternalInstance):
        return False
    package, name = value.name.partition(".")[0], value.name.removesuffix("()")
    opens = package in _COMMITTING and name.endswith(".connect")
    return opens or (package in _DRIVERS and name.endswith(_BLOCKS))


def _sounds(name: str) -> bool:
    return name.strip("_").lower() in _NAMES
