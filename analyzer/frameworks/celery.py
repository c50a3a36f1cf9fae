"""Celery, Huey, RQ and Dramatiq: functions that run later, elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.base import Example, Framework, imports_any
from analyzer.frameworks.constants import assignments, last_name_of
from analyzer.frameworks.pointing import path_of
from analyzer.model import facts
from analyzer.model.analysis import EntryPoint
from analyzer.model.facts import Expr
from analyzer.resolution.calls import hand_over
from analyzer.resolution.engine import Engine
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, FunctionInfo, Program, outside_bases
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    ExternalMethod,
    FunctionValue,
    Instance,
    ModuleValue,
    Text,
    Value,
    Values,
)

_PACKAGES = ("celery", "huey", "dramatiq", "rq", "django_rq", "procrastinate", "django_tasks")
_SENDERS = frozenset(
    {
        "apply_async",
        "defer",
        "delay",
        "delay_on_commit",
        "enqueue",
        "schedule",
        "s",
        "send",
        "send_with_options",
        "si",
        "signature",
    }
)
# These are called with the task's own arguments.
_PLAIN_SENDERS = frozenset({"defer", "delay", "delay_on_commit", "enqueue", "s", "send", "si"})
_TAKERS = frozenset({"enqueue", "enqueue_in", "enqueue_at"})
# `app.register_task(Remind())`, `app.tasks.register(Remind)`
_REGISTRARS = frozenset({"register", "register_task"})
_DECORATORS = frozenset(
    {"task", "shared_task", "periodic_task", "db_task", "db_periodic_task", "actor", "job"}
)


class Celery(Framework):
    """Task queues: whoever sends a task depends on the module that runs it."""

    name = "celery"
    examples = (
        Example(
            title="classes that are registered as tasks, and those that derive from a task",
            files={
                "app/__init__.py": "",
                "app/queue.py": """
                    from celery import Celery, Task
                    queue = Celery("app")

                    class BaseTask(Task):
                        abstract = True

                        def run(self, *args):
                            return self.work(*args)
                """,
                "app/jobs.py": """
                    from app.queue import BaseTask, queue

                    SWEEP = "app.sweep"

                    class Remind(BaseTask):
                        def work(self, pk):
                            return pk

                    class Sweep(BaseTask):
                        name = SWEEP

                        def work(self):
                            return 1

                    class Count(BaseTask, name="app.count"):
                        def work(self):
                            return 2

                    remind = queue.register_task(Remind())
                    queue.tasks.register(Sweep)
                    queue.register_task(Count())
                """,
                "app/plugins.py": """
                    class Plugins:
                        def register_task(self, task):
                            return task

                    Plugins().register_task(Plugins())
                """,
            },
            entry_points=(
                "task app.count app.jobs Count",
                "task app.jobs.Remind app.jobs Remind",
                "task app.sweep app.jobs Sweep",
            ),
        ),
        Example(
            title="sending a task depends on the module that runs it",
            files={
                "app/__init__.py": "",
                "app/jobs.py": """
                    from celery import shared_task

                    @shared_task
                    def remind(pk):
                        print(pk)
                """,
                "app/views.py": """
                    from .jobs import remind

                    def late(pk):
                        remind.delay(pk)
                """,
            },
            links=("app.views task app.jobs",),
            entry_points=("task app.jobs.remind app.jobs remind",),
        ),
    )

    def __init__(self) -> None:
        self._classes: dict[ClassInfo, None] = {}

    def applies_to(self, program: Program) -> bool:
        """Tell whether any module imports a task queue."""
        return imports_any(program, *_PACKAGES)

    def call(self, frame: Frame, callee: Value, site: CallSite) -> Values | None:
        """Record `task.delay(...)`, `queue.enqueue(task)` and `send_task("name")`."""
        if not isinstance(callee, ExternalMethod):
            return None
        receiver, name = callee.receiver, callee.name
        if name in _REGISTRARS:
            return self._registered(name, site)
        if name in _SENDERS and isinstance(receiver, FunctionValue | BoundMethod):
            frame.link("task", receiver.function.module.name, site.line)
            if name in _PLAIN_SENDERS:
                hand_over(frame.engine, receiver, site)
            return (receiver,) if name in ("s", "si", "signature") else ()
        if name in ("delay", "apply_async", "s", "si") and isinstance(receiver, ClassValue):
            frame.link("task", receiver.cls.module.name, site.line)
            return ()
        if name in _TAKERS:
            return self._handed_over(frame, site)
        if name == "send_task":
            return self._named(frame, site)
        return None

    def unknown_call(
        self, frame: Frame, receiver: Expr, name: str, site: CallSite
    ) -> Values | None:
        """Record tasks that are handed to a queue or app of which nothing is known."""
        if name == "send_task":
            return self._named(frame, site)
        if name == "register_task":
            return self._registered(name, site)
        return self._handed_over(frame, site) if name in _TAKERS else None

    def _registered(self, name: str, site: CallSite) -> Values | None:
        """Take note of a class that is registered as a task, whose instance comes back."""
        given = tuple(v for v in site.argument(0, "task") if isinstance(v, ClassValue | Instance))
        for value in given:
            if name != "register" or _is_task(value.cls):
                self._classes[value.cls] = None
        return given or None

    @staticmethod
    def _handed_over(frame: Frame, site: CallSite) -> Values | None:
        for values in site.args[:2]:
            for value in values:
                if isinstance(value, FunctionValue):
                    frame.link("task", value.function.module.name, site.line)
        return None

    @staticmethod
    def _named(frame: Frame, site: CallSite) -> Values | None:
        from analyzer.resolution.lookup import dotted

        for value in site.argument(0, "name"):
            if isinstance(value, Text) and value.exact:
                for found in dotted(frame, value.value.rpartition(".")[0]):
                    if isinstance(found, ModuleValue):
                        frame.link("task", found.module.name, site.line)
        return ()

    def entry_points(self, engine: Engine) -> Iterable[EntryPoint]:
        """Yield each function that a decorator makes a task."""
        for function in engine.program.functions():
            if any(last_name_of(d) in _DECORATORS for d in function.node.decorators):
                yield EntryPoint(
                    "task", task_name(function), function.module.name, function.qualname
                )
        for cls in self._classes:
            yield EntryPoint("task", class_name(cls), cls.module.name, cls.qualname)


def _is_task(cls: ClassInfo) -> bool:
    return any(base.endswith(".Task") for base in outside_bases(cls))


def class_name(cls: ClassInfo) -> str:
    """Return the name of a task that is a class: its `name`, else its dotted path."""
    given = [each.value for each in cls.node.keywords if each.name == "name"]
    for value in (*given, *assignments(cls.node.body, "name")):
        text = path_of(value, cls.module)
        if text is not None:
            return text
    return cls.full_name


def task_name(function: FunctionInfo) -> str:
    """Return the name that a task is registered under: its `name=`, else its dotted path."""
    for decorator in function.node.decorators:
        if isinstance(decorator, facts.Call):
            for keyword in decorator.keywords:
                match keyword:
                    case facts.Keyword(name="name", value=facts.Constant(value=str() as text)):
                        return text
    return function.full_name
