"""How sure a proposal is, in words."""

from __future__ import annotations

import msgspec

from analyzer.model.analysis import Alternative, AlternativeService
from analyzer.model.partition import Rung
from reports.settled import alternatives, granularity, times, wavering
from tests.builders import EMPTY, shop


def test_shares_are_counted_in_runs_where_their_number_is_known() -> None:
    assert times(0.85, 20) == "17 of 20 runs"
    assert times(0.85, 0) == "85 % of the runs"


def test_only_what_is_not_settled_wavers() -> None:
    assert [each.module for each in wavering(shop())] == ["shop.billing.tasks"]


def test_the_granularity_is_explained() -> None:
    assert granularity(shop()) == (
        "Divided at resolution 2, on the stretch from 1.5 to 2.5, over which finer and "
        "finer divisions stay nearly the same: 3 communities, 3 services."
    )
    steep = msgspec.structs.replace(shop(), granularity=(Rung(2.0, 3, 0.4, chosen=True),))
    assert "no stretch of neighbouring resolutions agrees" in granularity(steep)
    assert granularity(EMPTY) == ""


def test_alternatives_say_what_they_merge_and_split() -> None:
    services = (
        msgspec.structs.replace(shop().services[0], id="a", name="A", modules=("m", "n")),
        msgspec.structs.replace(shop().services[0], id="b", name="B", modules=("o",)),
        msgspec.structs.replace(shop().services[0], id="c", name="C", modules=("p", "q")),
    )
    other = Alternative(
        "coarser",
        (
            AlternativeService("x", "X", ("m", "n", "o"), ()),
            AlternativeService("y", "Y", ("p",), ()),
            AlternativeService("z", "Z", ("q",), ()),
        ),
    )
    found = msgspec.structs.replace(shop(), services=services, alternatives=(other,))

    assert list(alternatives(found)) == [
        "Coarser, 3 services: A and B become X; C is split into Y and Z."
    ]
