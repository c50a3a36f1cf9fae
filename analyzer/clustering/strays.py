"""Modules that carry a subject's word in their own name and are tied to nothing of it.

A fragment of documentation or a plug-in that is loaded by its name (`doc_fragments/docker`,
`connection/docker`) needs none of the subject's modules, and none needs it. Who owns a word as
much as a subject does may still be asked where it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analyzer.clustering.fragments import Fragment
from analyzer.clustering.judging import Concept, Lexicon, lexical_share
from analyzer.clustering.layers import is_layer_word
from analyzer.model.words import compound_of, stems_of

# Of all that is said of a word, its subject must say so much for others to be its strays.
_OWNED = 0.5
# A subject takes in half as many modules as it has at most: else it is rather a kind of module.
_MOST = 1 / 2


def with_strays(
    judged: Iterable[tuple[tuple[Fragment, ...], Concept | None]],
    names: Sequence[str],
    lexicon: Lexicon,
) -> list[Concept]:
    """Return the concepts of one word, the only one with the strays among what was judged none.

    Only a strong subject takes strays in, and only if no other subject is called alike: then the
    word has two meanings, and nothing tells which a stray has.
    """
    every = list(judged)
    concepts = [concept for _, concept in every if concept is not None]
    if len(concepts) != 1 or not _owns(concepts[0], lexicon):
        return concepts
    concept = concepts[0]
    depths = {
        node: fragment.place.count(".") + bool(fragment.place)
        for group, found in every
        if found is None
        for fragment in group
        for node in fragment.members
        if says(names[node], concept.word)
    }
    if len(depths) > _MOST * len(concept.members):
        return concepts
    return [_grown(concept, depths)]


def says(name: str, word: str) -> bool:
    """Tell whether a module's own name, not that of a package around it, carries a word."""
    own = name.rpartition(".")[2]
    return word in stems_of(own) or word == compound_of(own)


def _owns(concept: Concept, lexicon: Lexicon) -> bool:
    strong = concept.tier == 1 and not is_layer_word(concept.word)
    return strong and lexical_share(concept.word, concept.members, lexicon) >= _OWNED


def _grown(concept: Concept, depths: Mapping[int, int]) -> Concept:
    return msgspec.structs.replace(
        concept,
        members=concept.members | depths.keys(),
        depths={**concept.depths, **depths},
    )
