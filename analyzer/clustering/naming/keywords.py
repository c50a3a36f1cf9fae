"""The words that set the vocabulary of a group apart, by TF-IDF against the other groups."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from analyzer.clustering.layers import is_layer_word
from analyzer.model.codebase import Codebase, Vocabulary
from analyzer.model.partition import MODULE, Group
from analyzer.model.words import is_telling, split_words, stem, word_counts

KEYWORDS = 6

# What a table or a path says of a group, in occurrences of an identifier.
_TABLE_WORD = 10
_PATH_WORD = 5


def keywords_of(groups: Sequence[Group], codebase: Codebase) -> list[tuple[str, ...]]:
    """Return the telling words of each group as the program writes them, best first."""
    vocabulary = {words.module: words for words in codebase.vocabulary}
    return _as_written(_best([_document(group, vocabulary) for group in groups]), codebase)


def _document(group: Group, vocabulary: Mapping[str, Vocabulary]) -> dict[str, float]:
    """Weigh the words of a group: what many of its members say counts before what one repeats."""
    said: list[Mapping[str, int]] = [
        word_counts(vocabulary[node.name])
        for node in group.members
        if node.kind == MODULE and node.name in vocabulary
    ]
    for node in group.members:
        weight = _PATH_WORD if node.kind == MODULE else _TABLE_WORD
        said.append({stem(word): weight for word in split_words(node.name)})
    document: dict[str, float] = {}
    for counts in said:
        for word, count in counts.items():
            if is_telling(word) and not is_layer_word(word):
                document[word] = document.get(word, 0.0) + math.log1p(count)
    return dict(sorted(document.items()))


def _best(documents: Sequence[Mapping[str, float]]) -> list[tuple[str, ...]]:
    """Return the words of the highest TF-IDF of each document, best first.

    The idf is ln((1 + n) / (1 + df)): a word that all groups say sets none apart and weighs 0.
    """
    if not any(documents):
        return [() for _ in documents]
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer

    vectorizer = DictVectorizer(sort=True)
    counts = vectorizer.fit_transform([dict(document) for document in documents])
    transformer = TfidfTransformer(norm=None).fit(counts)
    if len(documents) > 1:
        transformer.idf_ = transformer.idf_ - 1
    weights = transformer.transform(counts).tocsr()
    words = vectorizer.get_feature_names_out()
    found: list[tuple[str, ...]] = []
    for number in range(len(documents)):
        row = weights[number]
        ranked = sorted(
            (-round(float(weight), 6), str(words[column]))
            for column, weight in zip(row.indices, row.data, strict=True)
            if weight > 0
        )
        found.append(tuple(word for _, word in ranked[:KEYWORDS]))
    return found


def _as_written(stems: Sequence[tuple[str, ...]], codebase: Codebase) -> list[tuple[str, ...]]:
    """Give words back the form in which the program writes them most often."""
    wanted = {word for row in stems for word in row}
    forms: dict[str, Counter[str]] = {word: Counter() for word in sorted(wanted)}
    for vocabulary in codebase.vocabulary:
        for identifier, count in vocabulary.identifiers:
            for word in split_words(identifier):
                if stem(word) in wanted:
                    forms[stem(word)][word] += count
    best = {
        word: min(found, key=lambda form: (-found[form], form)) if found else word
        for word, found in forms.items()
    }
    return [tuple(best[word] for word in row) for row in stems]
