"""The history of a schema, replayed: what a database looks like after all of its migrations."""
