"""Where a framework hands a statement to the database: there it is recorded."""

from __future__ import annotations

import atexit
import importlib.util
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from .parties import from_environment
from .recorder import Recorder

Hook = Callable[[ModuleType, Recorder], None]


def install(folder: str) -> None:
    """Record from now on, and write `folder`/PROCESS.json when the process ends.

    To be terminated ends it as from the keyboard: what was recorded by then is not lost.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    recorder = Recorder(from_environment())
    framework = os.environ.get("SEAMLINE_FRAMEWORK", "")
    name, hook = HOOKS[framework]
    sys.meta_path.insert(0, _AfterImport({name: hook}, recorder))
    atexit.register(_write, recorder, Path(folder))


def watch_django(base: ModuleType, recorder: Recorder) -> None:
    """Put a wrapper around every statement of every connection, closed and reopened ones too."""
    wrapped = base.BaseDatabaseWrapper.__init__

    def around(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        recorder.record(str(sql), context["connection"].vendor)
        return execute(sql, params, many, context)

    def init(self: Any, *arguments: Any, **more: Any) -> None:
        wrapped(self, *arguments, **more)
        self.execute_wrappers.insert(0, around)

    base.BaseDatabaseWrapper.__init__ = init


def watch_sqlalchemy(package: ModuleType, recorder: Recorder) -> None:
    """Listen to every engine."""

    def before(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        recorder.record(statement, connection.dialect.name)

    engine = import_module("sqlalchemy.engine").Engine
    import_module("sqlalchemy.event").listen(engine, "before_cursor_execute", before)


def watch_sqlite(driver: Any, recorder: Recorder) -> None:
    """Trace every connection that is made from now on; its statements come with their values."""
    connect = driver.connect

    def note(statement: str) -> None:
        recorder.record(VALUE.sub("?", statement), "sqlite", 2)

    def traced(*arguments: Any, **more: Any) -> Any:
        connection = connect(*arguments, **more)
        connection.set_trace_callback(note)
        return connection

    driver.connect = traced


# A value in a statement, which says nothing of its tables.
VALUE = re.compile(r"(?:\b[xX])?'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")

# By framework: the module after whose import the hook is called.
HOOKS: dict[str, tuple[str, Hook]] = {
    "django": ("django.db.backends.base.base", watch_django),
    "sqlalchemy": ("sqlalchemy", watch_sqlalchemy),
    "peewee": ("sqlite3.dbapi2", watch_sqlite),
    "sqlite": ("sqlite3.dbapi2", watch_sqlite),
}


class _AfterImport:
    """Calls a hook when the module that it is for has been imported."""

    def __init__(self, hooks: dict[str, Hook], recorder: Recorder) -> None:
        self._hooks = hooks
        self._recorder = recorder

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        hook = self._hooks.pop(name, None)
        spec = importlib.util.find_spec(name) if hook else None
        if hook is None or spec is None or spec.loader is None:
            return None
        loader: Any = spec.loader
        run = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            run(module)
            hook(module, self._recorder)

        loader.exec_module = exec_module
        return spec


def _write(recorder: Recorder, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = recorder.dump()
    (folder / f"{os.getpid()}.json").write_text(text, encoding="utf-8")
