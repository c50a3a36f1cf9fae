"""Why modules and tables belong together: one file a criterion, each tie with its evidence."""

from analyzer.coupling.couple import couple
from analyzer.coupling.criterion import Criterion
from analyzer.coupling.registry import criteria

__all__ = ["Criterion", "couple", "criteria"]
