"""One file a framework: what its classes, managers, sessions and decorators mean."""
