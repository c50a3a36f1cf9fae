"""Settings, environment variables and global state that several services use."""

from __future__ import annotations

from collections import defaultdict

from analyzer.assessment.decomposition import Decomposition
from analyzer.assessment.ties import places
from analyzer.model.codebase import SettingUse
from analyzer.model.sharing import SharedSetting


def shared_settings(decomposition: Decomposition) -> tuple[SharedSetting, ...]:
    """What is used by two services and more: the most shared first, then by kind and name."""
    asleep = decomposition.codebase.dormant()
    used: dict[tuple[str, str], dict[str, list[SettingUse]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for use in decomposition.codebase.settings:
        service = decomposition.module_service.get(use.module)
        if service is not None and use.module not in asleep:
            used[use.kind, use.name][service].append(use)
    found = [
        SharedSetting(
            name=name,
            kind=kind,
            services=tuple(sorted(services)),
            evidence=places(use.evidence for uses in services.values() for use in uses),
        )
        for (kind, name), services in used.items()
        if len(services) > 1
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.services), one.kind, one.name)))
