"""One file's bytes in, `FileFacts` out; the only room that knows libcst."""

from analyzer.parsing.excerpts import quote
from analyzer.parsing.extract import extract
from analyzer.parsing.pool import parse_all

__all__ = ["extract", "parse_all", "quote"]
