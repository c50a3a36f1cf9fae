"""What becomes of a query after it was built: it is run, or what it finds is changed unread.

A query runs when it is used, most often not where it is built. It counts as read where it is built,
because the code names the table there; not so if all that happens to it, perhaps in a function that
it is handed to, is `update()` or `delete()`. And nothing of it is certain if nobody is seen to run
it: it may be handed to what is not known, or built and left.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.resolution.engine import Engine
from analyzer.resolution.units import Unit


@dataclass(eq=False, slots=True)
class Fate:
    """What is known to be done with the query of one place, and who is to hear of more.

    `is_over` once all code has been read that might do anything with it.
    """

    is_read: bool = False
    is_changed: bool = False
    is_over: bool = False
    builders: dict[Unit, None] = field(default_factory=dict)

    @property
    def is_only_changed(self) -> bool:
        """Whether the query is never read for its rows."""
        return self.is_changed and not self.is_read

    @property
    def is_idle(self) -> bool:
        """Whether nobody was seen to run the query."""
        return self.is_over and not self.is_read and not self.is_changed

    def read(self, engine: Engine) -> None:
        """Take note that the query's rows are fetched or counted, or that the statement is run."""
        if not self.is_read:
            known, self.is_read = self.is_only_changed or self.is_idle, True
            self._tell(engine, known)

    def change(self, engine: Engine) -> None:
        """Take note that the rows that the query finds are changed where they are."""
        if not self.is_changed:
            self.is_changed = True
            self._tell(engine, not self.is_read)

    def conclude(self, engine: Engine) -> None:
        """Take note that nothing more will be known."""
        self.is_over = True
        self._tell(engine, self.is_idle)

    def _tell(self, engine: Engine, matters: bool) -> None:
        for unit in self.builders if matters else ():
            engine.enqueue(unit)
