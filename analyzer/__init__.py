"""The library: a monolith's source files in, one immutable `Analysis` out.

Nothing in here prints, exits or renders; `pipeline.py` reads like a table of contents.
"""
