"""What a group's own code says: words that a good share of its modules define, and few others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from analyzer.clustering.layers import is_layer_word
from analyzer.clustering.naming.paths import Fit
from analyzer.clustering.roles import root_packages
from analyzer.model.codebase import Codebase
from analyzer.model.partition import MODULE, Group
from analyzer.model.words import is_telling, split_words, stem

# Rare oddities of one module say nothing of the whole.
_LEAST_SHARE = 1 / 3
_LEAST_MODULES = 2


def said_by(groups: Sequence[Group], codebase: Codebase) -> list[dict[str, Fit]]:
    """Map for each group the words that a third of its modules say to how well they tell it apart.

    A word counts once a module that defines something called so or is called so. Its score is its
    part of the divergence of the group from the program (Kullback and Leibler 1951): p ln(p / q),
    p being the share of the group's modules that say it, and q that of all.
    """
    says = _said(groups, codebase)
    everywhere = Counter(word for words in says.values() for word in words)
    found: list[dict[str, Fit]] = []
    for group in groups:
        members = [node.name for node in group.members if node.kind == MODULE]
        counts = Counter(word for member in members for word in says.get(member, ()))
        fits: dict[str, Fit] = {}
        for word, count in sorted(counts.items()):
            share, overall = count / len(members), everywhere[word] / len(says)
            if count >= _LEAST_MODULES and share >= _LEAST_SHARE and share > overall:
                fits[word] = Fit(round(share * math.log(share / overall), 6), share)
        found.append(fits)
    return found


def _said(groups: Sequence[Group], codebase: Codebase) -> dict[str, frozenset[str]]:
    members = {n.name for group in groups for n in group.members if n.kind == MODULE}
    roots = frozenset(stem(word) for root in root_packages(members) for word in split_words(root))
    said: dict[str, set[str]] = {
        name: {stem(word) for word in split_words(name)} for name in sorted(members)
    }
    for vocabulary in codebase.vocabulary:
        if vocabulary.module in said:
            for name in vocabulary.definitions:
                said[vocabulary.module].update(stem(word) for word in split_words(name))
    return {
        name: frozenset(
            word for word in words - roots if is_telling(word) and not is_layer_word(word)
        )
        for name, words in said.items()
    }
