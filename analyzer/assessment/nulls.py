"""The partitions that a proposal has to beat before its metrics mean anything.

A blob has no coupling at all, so that a metric alone says little. Beside each value stand those of
three null partitions of the same modules and tables: everything in one service, services of the
same sizes filled at random (the mean of 20), and today's packages.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import numpy as np

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.measured import (
    Integers,
    Labels,
    Measured,
    module_names,
    table_ids,
)
from analyzer.clustering import top_packages

SHUFFLES = 20


def one_blob(measured: Measured) -> Labels:
    """Everything in one service."""
    return Labels(
        modules=np.zeros(measured.modules, dtype=np.int64),
        tables=np.zeros(measured.tables, dtype=np.int64),
        services=1,
    )


def shuffles(labels: Labels) -> Iterator[Labels]:
    """Services of the same sizes, filled at random; the same ones at every run."""
    generator = random.Random(0)  # the order of the labels is sorted, so the shuffles are fixed
    for _ in range(SHUFFLES):
        modules, tables = labels.modules.tolist(), labels.tables.tolist()
        generator.shuffle(modules)
        generator.shuffle(tables)
        yield Labels(np.array(modules, np.int64), np.array(tables, np.int64), labels.services)


def packages(decomposition: Decomposition, measured: Measured) -> Labels:
    """Today's packages: what stands directly below what all the modules have in common.

    A table goes with the module that defines it, else with the package that uses it most.
    """
    names = module_names(decomposition)
    tops = top_packages(names)
    number = {top: index for index, top in enumerate(sorted(set(tops)))}
    of_module = {name: number[top] for name, top in zip(names, tops, strict=True)}
    modules = np.array([number[top] for top in tops], dtype=np.int64)
    users = _most_using(measured, modules)
    definers = {table.id: table.module for table in decomposition.codebase.tables}
    tables = [
        of_module.get(definers[table] or "", users.get(index, -1))
        for index, table in enumerate(table_ids(decomposition))
    ]
    return Labels(modules, np.array(tables, dtype=np.int64), len(number))


def _most_using(measured: Measured, modules: Integers) -> dict[int, int]:
    """The package with the most places for each table that is used; ties go to the first."""
    counts: dict[int, Counter[int]] = {}
    weights = (measured.reads + 2 * measured.writes).tolist()
    for module, table, weight in zip(
        measured.use_module.tolist(), measured.use_table.tolist(), weights, strict=True
    ):
        counts.setdefault(table, Counter())[int(modules[module])] += weight
    return {
        table: min(count, key=lambda package: (-count[package], package))
        for table, count in counts.items()
    }
