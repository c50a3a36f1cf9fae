"""One file a criterion: a codebase in, weighted ties with their evidence out."""
