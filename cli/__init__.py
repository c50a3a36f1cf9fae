"""The command line: the only place that exits, prints, or reads its settings."""
