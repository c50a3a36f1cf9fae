"""What a module only commits for others ties it to no table, in no report."""

from __future__ import annotations

import msgspec

from reports.explaining import explain
from reports.links import links
from reports.packages import Entry
from reports.ties import Ties
from tests.builders import shop

SHOP = shop()
WRITE = next(access for access in SHOP.accesses if access.operation == "write")
HOME = next(table.service for table in SHOP.tables if table.id == WRITE.table)
OTHER = next(m.name for m in SHOP.modules if m.service not in (None, HOME))
SENT = msgspec.structs.replace(WRITE, module=OTHER, for_module=None, how="commit")
WITH = msgspec.structs.replace(SHOP, accesses=(*SHOP.accesses, SENT))


def test_it_is_no_link() -> None:
    assert list(links(WITH)) == list(links(SHOP))


def test_it_is_no_tie() -> None:
    entry = Entry(OTHER, False, (OTHER,))
    told = [Ties(each).of_modules(entry, str(HOME)) for each in (SHOP, WITH)]
    assert told[0] == told[1]


def test_it_is_nothing_between_two_services() -> None:
    other = next(m.service for m in SHOP.modules if m.name == OTHER)
    assert explain(WITH, str(HOME), other) == explain(SHOP, str(HOME), other)
