"""Why each module is where it is, how settled that is, and where it would go next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from analyzer.assessment.decomposition import Decomposition
from analyzer.model.membership import Membership, Pull
from analyzer.model.partition import MODULE, Coupling, GroupName, Node, Partition
from analyzer.model.settled import how_settled

Ties = Mapping[str, Mapping[str, Counter[str]]]


def memberships(
    decomposition: Decomposition,
    couplings: Sequence[Coupling],
    partition: Partition,
    names: Sequence[GroupName],
) -> tuple[Membership, ...]:
    """The membership of every module whose stability was measured, sorted by module.

    The runner-up is the service where it was most often otherwise; one that never left has that
    to which most ties lead, in no run.
    """
    ties = _ties_by_service(decomposition, couplings)
    parts = decomposition.codebase.parts()
    found: list[Membership] = []
    for home in partition.homes:
        service = decomposition.module_service.get(home.module)
        if service is None or home.module in parts:
            continue
        counts = ties.get(home.module, {})
        second = None if home.second is None else names[home.second].id
        second = second or _most_tied(counts, service)
        found.append(
            Membership(
                module=home.module,
                home=_pull(service, home.share, counts),
                runner_up=None if second is None else _pull(second, home.second_share, counts),
                settled=how_settled(home.share),
            )
        )
    return tuple(found)


def _ties_by_service(decomposition: Decomposition, couplings: Sequence[Coupling]) -> Ties:
    """Count each module's ties by service and criterion; one to each member counts once."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for tie in couplings:
        for one, other in ((tie.first, tie.second), (tie.second, tie.first)):
            service = _service_of(decomposition, other)
            if one.kind == MODULE and service is not None:
                found[one.name][service][tie.criterion] += 1
    return found


def _service_of(decomposition: Decomposition, node: Node) -> str | None:
    where = decomposition.module_service if node.kind == MODULE else decomposition.table_service
    return where.get(node.name)


def _most_tied(counts: Mapping[str, Counter[str]], home: str) -> str | None:
    others = {service: ties.total() for service, ties in counts.items() if service != home}
    return min(others, key=lambda service: (-others[service], service), default=None)


def _pull(service: str, share: float, counts: Mapping[str, Counter[str]]) -> Pull:
    return Pull(service, share, dict(sorted(counts.get(service, {}).items())))
