"""What every clustering algorithm promises."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from itertools import combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.clustering import Clusterer, ClusteringProblem, clusterers, require
from analyzer.clustering.problem import Edge, canonical, canonical_labels
from analyzer.model.errors import InvalidSettings

# Today's packages are no answer to the ties: what is said of them holds for all others.
BLIND = "packages"

every_algorithm = pytest.mark.parametrize("clusterer", clusterers().values(), ids=lambda c: c.name)
every_seeing_algorithm = pytest.mark.parametrize(
    "clusterer", [c for c in clusterers().values() if c.name != BLIND], ids=lambda c: c.name
)


def cliques(sizes: list[int], bridges: int = 1) -> ClusteringProblem:
    edges: list[Edge] = []
    start = 0
    for size in sizes:
        edges += [(i, j, 1.0) for i, j in combinations(range(start, start + size), 2)]
        if start and bridges:
            edges.append((start - 1, start, 0.1))
        start += size
    return canonical(start, edges)


def random_problem(seed: int, size: int) -> ClusteringProblem:
    mixer = random.Random(seed)
    pairs = [pair for pair in combinations(range(size), 2) if mixer.random() < 0.2]
    return canonical(size, [(i, j, mixer.random()) for i, j in pairs])


@every_algorithm
@given(seed=st.integers(0, 1000), size=st.integers(0, 40), resolution=st.floats(0.2, 4))
@settings(max_examples=25, deadline=None)
def test_every_node_has_one_canonical_label(
    clusterer: Clusterer, seed: int, size: int, resolution: float
) -> None:
    labels = clusterer.cluster(random_problem(seed, size), resolution, 1)
    assert len(labels) == size
    assert labels == canonical_labels(labels)


@every_algorithm
@pytest.mark.parametrize("size", [0, 1, 5])
def test_without_edges_everyone_stands_alone(clusterer: Clusterer, size: int) -> None:
    assert clusterer.cluster(ClusteringProblem(size, ()), 1.0, 0) == tuple(range(size))


@every_seeing_algorithm
def test_isolated_nodes_stand_alone(clusterer: Clusterer) -> None:
    problem = canonical(6, [(1, 2, 1.0), (2, 3, 1.0), (1, 3, 1.0)])
    labels = clusterer.cluster(problem, 1.0, 0)
    assert labels[1] == labels[2] == labels[3]
    assert len({labels[0], labels[1], labels[4], labels[5]}) == 4


@every_seeing_algorithm
@pytest.mark.parametrize("bridges", [0, 1], ids=["disconnected", "bridged"])
def test_cliques_are_found(clusterer: Clusterer, bridges: int) -> None:
    labels = clusterer.cluster(cliques([5, 6, 7], bridges), 1.0, 3)
    assert labels == (0,) * 5 + (1,) * 6 + (2,) * 7


@every_seeing_algorithm
def test_a_greater_resolution_never_gives_fewer_groups_of_cliques(clusterer: Clusterer) -> None:
    problem = cliques([4, 4, 4, 4, 4, 4])
    counts = [len(set(clusterer.cluster(problem, r, 0))) for r in (0.05, 1.0, 12.0)]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


@every_algorithm
@given(seed=st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_order_of_the_edges_does_not_matter(clusterer: Clusterer, seed: int) -> None:
    problem = random_problem(seed, 30)
    mixer = random.Random(seed)
    turned = [(j, i, w) if mixer.random() < 0.5 else (i, j, w) for i, j, w in problem.edges]
    mixer.shuffle(turned)
    assert clusterer.cluster(canonical(30, turned), 2.0, 5) == clusterer.cluster(problem, 2.0, 5)


@every_algorithm
def test_the_hash_seed_does_not_matter(clusterer: Clusterer) -> None:
    program = (
        "import sys\n"
        "from analyzer.clustering import clusterers\n"
        "from tests.clustering.test_contract import random_problem\n"
        "print(clusterers()[sys.argv[1]].cluster(random_problem(7, 60), 2.0, 1))\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program, clusterer.name],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert answers == {f"{clusterer.cluster(random_problem(7, 60), 2.0, 1)}\n"}


def test_there_are_as_many_algorithms_as_are_documented() -> None:
    assert list(clusterers()) == ["agglomerative", "leiden", "louvain", "packages"]


def test_packages_are_given_back_as_they_are() -> None:
    problem = msgspec.structs.replace(random_problem(1, 5), packages=(0, 1, 0, 2, 1))
    assert clusterers()[BLIND].cluster(problem, 2.0, 1) == (0, 1, 0, 2, 1)


@pytest.mark.parametrize("packages", [(0, 1), (0, 2, 1)], ids=["too few", "not canonical"])
def test_a_problem_refuses_packages_that_are_not_canonical(packages: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="packages are not canonical"):
        ClusteringProblem(3, (), packages)


@pytest.mark.parametrize("size", [1, 40])
def test_agglomeration_ends_where_it_takes_from_modularity(size: int) -> None:
    problem = random_problem(3, size)
    labels = clusterers()["agglomerative"].cluster(problem, 1.0, 0)
    whole = 2 * sum(weight for *_, weight in problem.edges)
    volumes, between = [0.0] * size, dict[tuple[int, int], float]()
    for i, j, weight in problem.edges:
        one, other = sorted((labels[i], labels[j]))
        between[one, other] = between.get((one, other), 0.0) + weight
        volumes[one] += weight
        volumes[other] += weight
    assert all(
        weight * whole <= volumes[one] * volumes[other] + 1e-9
        for (one, other), weight in between.items()
        if one != other
    )


def test_an_algorithm_that_there_is_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(InvalidSettings, match="none called 'lieden'") as refused:
        require("lieden")
    assert refused.value.hint == "Did you mean 'leiden'?"


@pytest.mark.parametrize(
    "edges",
    [
        ((0, 0, 1.0),),
        ((1, 0, 1.0),),
        ((0, 3, 1.0),),
        ((0, 1, 0.0),),
        ((0, 2, 1.0), (0, 1, 1.0)),
        ((0, 1, 1.0), (0, 1, 1.0)),
    ],
    ids=["loop", "backwards", "outside", "weightless", "unsorted", "twice"],
)
def test_a_problem_refuses_what_is_not_canonical(edges: tuple[Edge, ...]) -> None:
    with pytest.raises(ValueError, match="not canonical"):
        ClusteringProblem(3, edges)


def test_canonical_sums_up_both_directions() -> None:
    problem = canonical(3, [(2, 0, 0.5), (0, 2, 0.25), (1, 1, 9.0)])
    assert problem == ClusteringProblem(3, ((0, 2, 0.75),))
