"""Whether django-haystack listens to whatever is saved or deleted, which a setting alone says.

Source: "Signal Processors" in the documentation of django-haystack 3.3.
"""

from __future__ import annotations

from analyzer.frameworks.constants import module_strings
from analyzer.resolution.program import Program

_SETTING = "HAYSTACK_SIGNAL_PROCESSOR"


def hears_all(program: Program) -> bool:
    """Tell whether whatever is saved or deleted is put into its index, or taken out, at once."""
    return any(
        text.endswith("RealtimeSignalProcessor")
        for module in program.modules.values()
        if any(word == _SETTING for word, _ in module.facts.words)
        for text in module_strings(module, _SETTING)
    )
