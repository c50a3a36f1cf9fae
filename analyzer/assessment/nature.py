"""Whether a candidate is a service or an artefact of the method.

Clustering gives every module a home, so some groups are what was left over, or a layer. They are
told as such, from measured facts, so that nobody takes them for a business service. The bounds are
argued in docs/method.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.sharing import PRIVATE, SHARED_READ
from analyzer.assessment.wording import counted, percent
from analyzer.model.partition import Group, GroupName
from analyzer.model.settled import UNSETTLED, group_settled
from analyzer.model.sharing import SharedTable

SUBJECT, MACHINERY, REMAINDER = "subject", "machinery", "remainder"

# So many tables, by its modules, are data of its own and not a stray one.
OWN_DATA = 0.25
CARRIED = 0.5


def natures(
    decomposition: Decomposition,
    sharing: Sequence[SharedTable],
    groups: Mapping[str, Group],
    names: Mapping[str, GroupName],
) -> dict[str, tuple[str, str]]:
    """The nature of every service and the reason, by its id."""
    modules = Counter(decomposition.module_service.values())
    owned = Counter(row.owner for row in sharing if row.kind in (PRIVATE, SHARED_READ))
    return {
        service: nature(
            names[service],
            modules[service],
            owned[service],
            group_settled(groups[service]) == UNSETTLED,
        )
        for service in decomposition.service_ids()
    }


def nature(name: GroupName, modules: int, owned: int, unsettled: bool) -> tuple[str, str]:
    """What a candidate is (subject, machinery or remainder), and the sentence that says why.

    Args:
        name: what it is called, and what that was made from.
        modules: how many modules it has.
        owned: how many tables it alone writes or touches.
        unsettled: whether it seldom came back when the evidence was shaken.
    """
    if name.basis == "plan":
        return SUBJECT, "A plan names it."
    if name.basis == "rest":
        return REMAINDER, "Left over: no subject and no layer names what its members share."
    data = owned > 0 and owned >= OWN_DATA * modules
    share = percent(name.share, 1)
    if name.basis == "subject" and (data or not unsettled or name.share >= CARRIED):
        return SUBJECT, f"{share} of its members carry its name."
    if data:
        return SUBJECT, f"It is called by its code or place, and owns {counted(owned, 'table')}."
    if unsettled:
        return REMAINDER, (
            f"Left over: {share} of its members carry its name, it owns little data, and it seldom"
            " came back when the evidence was shaken."
        )
    return MACHINERY, (
        "Machinery: no subject names it, only its layer, and it owns little data;"
        " it serves the others."
    )


def artefact(kind: str, reason: str) -> tuple[str, ...]:
    """The risk that a candidate is no service of its own, none where it has a subject."""
    return () if kind == SUBJECT else (reason,)
