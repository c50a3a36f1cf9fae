"""Find the project's files: roots, packages, ignore rules, roles, encodings, settings."""

from analyzer.sources.discovery import discover
from analyzer.sources.reading import locate, read, read_bytes
from analyzer.sources.settings import load_settings

__all__ = ["discover", "load_settings", "locate", "read", "read_bytes"]
