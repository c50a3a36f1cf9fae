"""A partition in; ownership, cuts, difficulty, order, metrics and verdict out."""

from analyzer.assessment.assemble import assess
from analyzer.assessment.evidence import strongest

__all__ = ["assess", "strongest"]
