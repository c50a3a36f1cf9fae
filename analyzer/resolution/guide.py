"""What a framework says of installed packages: which to read, and what to take from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzer.resolution.program import ClassInfo, Program


class Guide:
    """The questions, each answered with nothing; a framework answers those that concern it.

    Names are dotted, from the top-level package on; `package.module.*` stands for all classes of a
    module. `packages` are those that a file imports which declares anything of the framework's.
    """

    packages: tuple[str, ...] = ()

    def explains(self, dotted: str) -> bool:
        """Tell whether the framework knows what a name means: it is then not read."""
        return False

    def seeds(self, program: Program) -> Iterable[str]:
        """Return names that the program refers to, but not by importing them."""
        return ()

    def spelled(self, text: str) -> Iterable[str]:
        """Return the names that a string in a class body may stand for."""
        return ()

    def companions(self, module: str) -> Iterable[str]:
        """Return the names that are needed to understand an installed module."""
        return ()

    def adopts(self, cls: ClassInfo) -> bool:
        """Tell whether an installed class declares what the framework makes tables of.

        It is then a class of the program like any other, but for its methods; of all others no
        more than the name is known.
        """
        return False
