"""Who asked for a statement: the stack, read at the moment when SQL is executed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

from .parties import Parties

# (module, function or "" for any, how control came from first-party code to the statement)
VIAS = (
    ("django.core.handlers.", "", "handler"),
    ("flask.app", "full_dispatch_request", "handler"),
    ("flask.app", "wsgi_app", "handler"),
    ("webob.dec", "", "handler"),
    ("webob.request", "", "handler"),
    ("starlette.", "", "handler"),
    ("django.template.", "", "template"),
    ("jinja2.environment", "", "template"),
    ("mako.runtime", "", "template"),
    ("sqlalchemy.orm.session", "_autoflush", "autoflush"),
    ("sqlalchemy.orm.session", "commit", "commit"),
    ("sqlalchemy.orm.session", "flush", "flush"),
    ("sqlalchemy.orm.strategies", "", "lazyload"),
    ("sqlalchemy.orm.loading", "load_scalar_attributes", "lazyload"),
    ("django.db.models.deletion", "", "cascade"),
    ("django.forms.", "", "form"),
)
# Of several ways in one stack the first of these counts.
ORDER = tuple(dict.fromkeys(via for _, _, via in VIAS))


@dataclass(frozen=True)
class Mark:
    """What is known of a code object: whose it is, and what it does to control."""

    first: bool
    module: str
    function: str
    via: str


class Recorder:
    """Counts statements by text, innermost first-party function, way, and modules on the stack.

    A statement without first-party code on its stack is counted as `unattributed`.
    """

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        # By identity: equal code objects may stand in different modules. Kept, so that it stays.
        self._marks: dict[int, tuple[CodeType, Mark]] = {}
        self._rows: Counter[tuple[str, str, str, str, str, tuple[str, ...]]] = Counter()
        self.unattributed = 0

    def record(self, statement: str, dialect: str, depth: int = 1) -> None:
        """Note a statement, for the stack that begins `depth` frames further out."""
        site: Mark | None = None
        vias: set[str] = set()
        reach: dict[str, None] = {}
        for frame in stack(sys._getframe(depth)):
            mark = self._mark(frame)
            if mark.first:
                site = site or mark
                reach[mark.module] = None
            elif site is None and mark.via:
                vias.add(mark.via)
        if site is None:
            self.unattributed += 1
            return
        via = next((via for via in ORDER if via in vias), "direct")
        self._rows[(statement, dialect, site.module, site.function, via, tuple(reach))] += 1

    def _mark(self, frame: FrameType) -> Mark:
        code = frame.f_code
        known = self._marks.get(id(code))
        if known is None:
            known = self._marks[id(code)] = (code, self._look(frame))
        return known[1]

    def _look(self, frame: FrameType) -> Mark:
        module = str(frame.f_globals.get("__name__") or "")
        name = frame.f_code.co_name
        via = next((v for m, f, v in VIAS if _within(module, m) and f in ("", name)), "")
        qualname = getattr(frame.f_code, "co_qualname", name)
        # Examples in docstrings are tests, though they run in their module's name.
        is_example = frame.f_code.co_filename.startswith("<doctest ")
        return Mark(self._parties.is_first(module) and not is_example, module, qualname, via)

    def dump(self) -> str:
        """Return all that was recorded, as JSON in a stable order."""
        rows: list[dict[str, Any]] = [
            {
                "statement": statement,
                "dialect": dialect,
                "module": module,
                "function": function,
                "via": via,
                "reach": reach,
                "count": count,
            }
            for (statement, dialect, module, function, via, reach), count in sorted(
                self._rows.items()
            )
        ]
        return json.dumps({"rows": rows, "unattributed": self.unattributed})


def _within(module: str, prefix: str) -> bool:
    return module.startswith(prefix) if prefix.endswith(".") else module == prefix


def stack(frame: FrameType | None) -> Iterator[FrameType]:
    """Yield a frame and its callers; out of a greenlet, those of whoever switched to it."""
    module: Any = sys.modules.get("greenlet")
    running: Any = module.getcurrent() if module is not None else None
    while frame is not None:
        yield frame
        frame = frame.f_back
        while frame is None and running is not None:
            # The chain of greenlets is short: asyncio's bridge makes one below the event loop's.
            running = running.parent
            frame = running.gr_frame if running is not None else None
