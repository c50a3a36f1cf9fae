"""All facts in, one `Program` out: modules, symbols, and the values that names can hold."""

from analyzer.resolution.engine import Engine
from analyzer.resolution.imports import import_dependencies
from analyzer.resolution.index import build
from analyzer.resolution.outside import Search
from analyzer.resolution.program import Program

__all__ = ["Engine", "Program", "Search", "build", "import_dependencies"]
