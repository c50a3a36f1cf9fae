"""What becomes of a query after it was built: it is read, or what it finds is changed unread.

A query runs when it is used, most often not where it is built. It counts as read where it is built,
because the code names the table there; not so if all that happens to it, perhaps in a function that
it is handed to, is `update()` or `delete()`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.resolution.engine import Engine
from analyzer.resolution.units import Unit


@dataclass(eq=False, slots=True)
class Fate:
    """What is known to be done with the query of one place, and who is to hear of more."""

    is_read: bool = False
    is_changed: bool = False
    builders: dict[Unit, None] = field(default_factory=dict)

    @property
    def is_only_changed(self) -> bool:
        """Whether the query is never read for its rows."""
        return self.is_changed and not self.is_read

    def read(self, engine: Engine) -> None:
        """Take note that the query's rows are fetched or counted."""
        if not self.is_read:
            self.is_read = True
            self._tell(engine)

    def change(self, engine: Engine) -> None:
        """Take note that the rows that the query finds are changed where they are."""
        if not self.is_changed:
            self.is_changed = True
            self._tell(engine)

    def _tell(self, engine: Engine) -> None:
        for unit in self.builders:
            engine.enqueue(unit)
