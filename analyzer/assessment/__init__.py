"""A partition in; ownership, cuts, difficulty, order, metrics and verdict out."""

from analyzer.assessment.assemble import assess

__all__ = ["assess"]
