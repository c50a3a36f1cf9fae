"""Words for the layers and the machinery of programs, which recur in every subject."""

from __future__ import annotations

from functools import lru_cache

from analyzer.model.words import stem

# Words that also name a business domain (order, account, auth, policy, page, report, document,
# search, file, image, notification, translation ...) are deliberately not here.
_LAYERS = """
    abstract access action adapter admin agent api app appconfig application apps asgi async
    backend base bin blueprint broker bus cache callback celery cli client cmd command common
    component conf config configuration connection connector const constant consts consumer
    container context contrib controller core cors cron crud daemon dao data database db
    decorator def dependency deps dispatcher django domain driver dto endpoint engine entity
    enum env error exc exception ext extension external factory fastapi filter fixture flask
    form formatter func function generic graphql grpc handler helper hook html http
    impl infra infrastructure init initializer integration interface internal json layer legacy lib
    library listener loader locale log logger logging macro main manage management manager mapper
    middleware migrate migration mixin model module mongo mongodb mutation mysql nosql opts orm
    package parser pipeline plugin postgres postgresql presenter processor protocol provider
    proxy public query queue receiver redis registry repo repository request resolver resource
    response rest root route router routing rpc runner runtime scheduler schema script sdk seed
    selector serializer server service session setting shared shell signal skeleton sql
    sqlalchemy sqlite src startup static storage store stub sub subscriber system task template
    templatetag test testing thread tool toolkit type typing ui unit url util utility utils
    validation validator value var vendor version view viewset web webapp widget worker wrapper
    wsgi xml yaml
"""

LAYER_WORDS = frozenset(stem(word) for word in _LAYERS.split())


@lru_cache(maxsize=200_000)
def is_layer_word(word: str) -> bool:
    """Tell whether a stemmed word, or each of several, names a layer rather than a subject."""
    return all(part in LAYER_WORDS for part in word.split())


# Layer words that are also the subject of some applications: an app `tasks` may be called so, if a
# table is.
_SUBJECTS = """
    action admin agent app application command connection connector container context database
    domain endpoint event extension external form function hook integration library log
    management module monitor package pipeline plugin provider proxy query queue registry
    repository request resource response scheduler schema script server service session setting
    site storage task template token tool version widget worker
"""

_AMBIGUOUS = frozenset(stem(word) for word in _SUBJECTS.split())


def may_name(word: str) -> bool:
    """Tell whether a stemmed word can stand in a service's name; never `util`, `model`, `view`."""
    return word not in LAYER_WORDS or word in _AMBIGUOUS
