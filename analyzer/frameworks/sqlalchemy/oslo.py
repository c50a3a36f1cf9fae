"""What oslo.db adds to SQLAlchemy: functions that make queries.

Source: `oslo_db.sqlalchemy.utils` and `oslo_db.sqlalchemy.orm` of oslo.db.
"""

from __future__ import annotations

from analyzer.frameworks.sqlalchemy.mapping import Mappings
from analyzer.frameworks.sqlalchemy.statements import Reader
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import join
from analyzer.resolution.values import CallSite, Values

_PACKAGE = "oslo_db.sqlalchemy.utils."


def call(frame: Frame, mappings: Mappings, name: str, site: CallSite) -> Values | None:
    """Return the query that `model_query(model, session, args)` makes, or that is paginated."""
    if not name.startswith(_PACKAGE):
        return None
    if name == f"{_PACKAGE}paginate_query":
        return site.argument(0, "query")
    if name != f"{_PACKAGE}model_query":
        return None
    asked: Values = ()
    for value in site.argument(2, "args"):
        asked = join(asked, lookup.iterate(frame, value, site.line))
    return Reader(frame, mappings, site).query(True, (asked or site.argument(0, "model"),))
