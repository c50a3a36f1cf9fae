"""A partition in; ownership, cuts, difficulty, order, metrics and verdict out."""
