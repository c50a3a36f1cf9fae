"""Real histories with known answers: what left a program and became one of its own.

README.md says where the answers come from and how the trees to measure on are made.
"""
