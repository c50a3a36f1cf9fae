"""Settings that several services read."""

from __future__ import annotations

import msgspec

from analyzer.model.codebase import SettingUse
from tests.assessment.builders import assessed, codebase, module, places

A, B, TEST = "shop.a", "shop.b", "tests.t"


def test_what_two_services_use_is_shared() -> None:
    uses = (
        SettingUse(A, "f", "setting", "PAGE_SIZE", places(A, 3)),
        SettingUse(B, "g", "setting", "PAGE_SIZE", places(B, 5)),
        SettingUse(A, "f", "environment", "TOKEN", places(A, 7)),
        SettingUse(TEST, "", "environment", "TOKEN", places(TEST, 1)),
    )
    code = codebase([module(A), module(B), module(TEST, "test")])
    analysis = assessed(msgspec.structs.replace(code, settings=uses), {"a": [[A]], "b": [[B]]})
    (shared,) = analysis.shared_settings
    assert (shared.name, shared.kind, shared.services) == ("PAGE_SIZE", "setting", ("a", "b"))
    assert shared.evidence == (*places(A, 3), *places(B, 5))
