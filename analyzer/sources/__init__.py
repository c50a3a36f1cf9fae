"""Find the project's files: roots, packages, ignore rules, roles, encodings, settings."""
