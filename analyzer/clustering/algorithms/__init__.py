"""One file a clustering algorithm."""
