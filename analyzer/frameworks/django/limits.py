"""How long a table's name may be: what is longer, Django cuts, and ends it in a checksum.

Source: `truncate_name` and `names_digest` of `django.db.backends.utils`, and `max_name_length` of
the backends' operations; PostgreSQL's limit is in its documentation ("Identifiers and Key Words").
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from analyzer.frameworks.django.apps import settings_modules
from analyzer.model import facts
from analyzer.model.walking import walk
from analyzer.resolution.program import ModuleInfo, Program

_BACKEND = re.compile(r"\bdb\.backends\.(postg|mysql|oracle)")
_LONGEST = {"postg": 63, "mysql": 64, "oracle": 30}
_CHECKSUM = 4


def longest_name(program: Program) -> int | None:
    """Return how long names may be on the databases that the settings name; None if they do not.

    Of several the strictest counts: beside the real one there is most often SQLite for development,
    which allows any length.
    """
    found = [
        _LONGEST[match.group(1)]
        for module in (*settings_modules(program), *_further(program))
        for part in walk(module.facts.body)
        if isinstance(part, facts.Constant) and isinstance(part.value, str)
        if (match := _BACKEND.search(part.value)) is not None
    ]
    return min(found, default=None)


def _further(program: Program) -> Iterator[ModuleInfo]:
    """Yield the modules that hold settings beside those that say what is installed."""
    return (m for m in program.live_modules() if "settings" in m.name.split("."))


def cut(name: str, longest: int | None) -> str:
    """Return the name that a table gets where names may be so long."""
    if longest is None or len(name) <= longest:
        return name
    digest = hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()
    return name[: longest - _CHECKSUM] + digest[:_CHECKSUM]
