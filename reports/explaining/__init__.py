"""Why something is where it is, and what ties two things: in sentences, with places."""

from __future__ import annotations

from analyzer.model.analysis import Analysis, Module, Service
from reports.explaining import modules, pairs, services, tables
from reports.explaining.explanation import Explanation
from reports.subjects import find


def explain(analysis: Analysis, name: str, other: str | None = None) -> Explanation:
    """What there is to say of a service, a module or a table; with another, of what ties the two.

    Raises:
        UnknownName: there is nothing of that name; the hint offers what is called alike.
    """
    subject = find(analysis, name)
    if other is not None:
        return pairs.explain(analysis, subject, find(analysis, other))
    match subject:
        case Service():
            return services.explain(analysis, subject)
        case Module():
            return modules.explain(analysis, subject)
        case _:
            return tables.explain(analysis, subject)
