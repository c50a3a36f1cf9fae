"""Feeds and site maps: the framework asks a class for its items, and then about each of them.

Source: "The syndication feed framework" and "The sitemap framework" in Django's documentation.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.frameworks.django.listing import invoke
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import ClassInfo, mro
from analyzer.resolution.slots import join
from analyzer.resolution.values import Instance, Values

_FEED, _MAP = "syndication.views.Feed", "sitemaps.Sitemap"
# What a feed is asked about the object that it is of.
_OF_FEED = frozenset(
    {
        *("title", "link", "feed_url", "feed_guid", "description", "author_name", "author_email"),
        *("author_link", "categories", "feed_copyright", "ttl", "feed_extra_kwargs"),
    }
)
_OF_PLACE = frozenset({"location", "lastmod", "changefreq", "priority"})


def serve(frame: Frame, served: Instance) -> None:
    """Hand a feed's or a site map's methods what Django hands them."""
    bases = [base for base in mro(served.cls) if isinstance(base, str)]
    if any(base.endswith(_FEED) for base in bases):
        subject = invoke(frame, served, "get_object", ((),))
        for name in _methods(served.cls, _OF_FEED):
            invoke(frame, served, name, (subject,))
        names = (name for name in _methods(served.cls) if name.startswith("item_"))
        _show(frame, served, (subject,), names)
    elif any(base.endswith(_MAP) for base in bases):
        _show(frame, served, (), _methods(served.cls, _OF_PLACE))


def _show(
    frame: Frame, served: Instance, given: tuple[Values, ...], methods: Iterable[str]
) -> None:
    """Have a class tell of each of its items."""
    items: Values = ()
    for value in invoke(frame, served, "items", given):
        items = join(items, lookup.iterate(frame, value, frame.line))
    for name in methods:
        invoke(frame, served, name, (items,))


def _methods(cls: ClassInfo, wanted: frozenset[str] | None = None) -> list[str]:
    """Return the names of the methods that the program's classes define, of the wanted ones."""
    found = {
        name
        for ancestor in mro(cls)
        if isinstance(ancestor, ClassInfo)
        for name in ancestor.methods
    }
    return sorted(found if wanted is None else found & wanted)
