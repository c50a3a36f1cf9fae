"""Which of several callees a call is meant for, by what it is given by name."""

from __future__ import annotations

from analyzer.resolution.frame import Frame
from analyzer.resolution.values import CallSite, Values


def suited(frame: Frame, callees: Values, site: CallSite) -> Values:
    """Return the callees without those that a call is not meant for, if it is for one of them.

    A framework tells by what is given by name: `filter(price=1)` is asked of what has a price.
    """
    for suits in frame.engine.hooks.suits if site.call.keywords else ():
        told = {callee: suits(callee, site) for callee in callees}
        if True in told.values():
            callees = tuple(callee for callee in callees if told[callee] is not False)
    return callees
