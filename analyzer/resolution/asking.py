"""Truth: what is asked whether there is any of it may have to be fetched for the answer."""

from __future__ import annotations

from analyzer.model import facts
from analyzer.model.facts import Expr
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.values import Values


def ask(frame: Frame, test: Expr) -> Values:
    """Return what a test can be, having asked it for its truth; or what is awaited, for its result.

    Attributes are left alone: a manager is one, and always true.
    """
    values = evaluate(frame, test)
    if isinstance(test, facts.Name | facts.Call | facts.Walrus):
        for value in values:
            for hook in frame.engine.hooks.ask:
                hook(frame, value, frame.line)
    return values
