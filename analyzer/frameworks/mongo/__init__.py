"""MongoDB: documents through MongoEngine, and bare collections through its drivers."""

from analyzer.frameworks.mongo.collections import PyMongo
from analyzer.frameworks.mongo.engine import MongoEngine

__all__ = ["MongoEngine", "PyMongo"]
