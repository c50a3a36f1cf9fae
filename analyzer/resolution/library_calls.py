"""What calling the standard library, and what hands values through like it, gives."""

from __future__ import annotations

import re

from analyzer.model import facts
from analyzer.resolution import callbacks, lookup, metaclasses, regexes
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import join, joined
from analyzer.resolution.values import (
    UNKNOWN_PART,
    CallSite,
    ClassValue,
    DictOf,
    External,
    Instance,
    ListOf,
    ModuleValue,
    Text,
    TupleOf,
    Value,
    Values,
    text_of,
)

# What gives what it is given: the argument's place.
_SAME = {
    "asgiref.sync.async_to_sync": 0,
    "asgiref.sync.sync_to_async": 0,
    "channels.db.database_sync_to_async": 0,
    "contextlib.asynccontextmanager": 0,  # what a generator yields is what the context gives
    "contextlib.contextmanager": 0,
    "copy.copy": 0,
    "copy.deepcopy": 0,
    "textwrap.dedent": 0,
    "typing.cast": 1,
}
# What goes through what it is given, by the argument's place, and hands its elements on.
_THROUGH = {
    "collections.Counter": 0,
    "collections.deque": 0,
    "functools.reduce": 1,
    "heapq.nlargest": 1,
    "heapq.nsmallest": 1,
    "random.choice": 0,
    "random.choices": 0,
    "random.sample": 0,
}
_SINGLE = frozenset({"functools.reduce", "random.choice"})
_MAPPINGS = frozenset({"collections.OrderedDict", "types.MappingProxyType"})
# atpublic's: `public(config=Config())` binds names in the module that calls it, and exports them.
_BINDERS = frozenset({"public.private", "public.public"})
# What stands for what a function gives, each time that something is asked of it.
PROXIES = frozenset({"werkzeug.local.LocalProxy", "django.utils.functional.SimpleLazyObject"})


def call_library(frame: Frame, name: str, site: CallSite) -> Values | None:
    """Return what a function of the standard library that hands values through gives."""
    if name in _SAME:
        return site.argument(_SAME[name], "obj")
    if name in _THROUGH:
        found = elements(frame, site, _THROUGH[name])[:8]
        return found if name in _SINGLE else tuple(map(ListOf, found))
    if name == "functools.partial":
        return callbacks.partial(site)
    if name in ("typing.get_args", "typing_extensions.get_args"):
        return tuple(value for value in site.argument(0, "tp") if isinstance(value, TupleOf))
    if name.startswith(("itertools.", "more_itertools.")):
        parts = (elements(frame, site, position) for position in range(len(site.args)))
        return tuple(ListOf(value) for value in joined(parts)[:8])
    if name in _MAPPINGS:
        return mapping(frame, site) or None
    return _call_other(frame, name, site)


def _call_other(frame: Frame, name: str, site: CallSite) -> Values | None:
    if name in PROXIES:
        return _proxied(frame, site)
    if name == "importlib.import_module" or name.endswith(".import_string"):
        return imported(frame, site)
    if name in _BINDERS and not site.args:
        for each, values in site.keywords.items():
            frame.bind(each, values)
        return ()
    if name == "re.sub":
        return regexes.substitute(site, site.argument(0, "pattern"), 1)
    if name.endswith(".__new__"):
        return metaclasses.made(site) or None
    return None


def elements(frame: Frame, site: CallSite, position: int = 0) -> Values:
    """Return what iterating over an argument yields."""
    result: Values = ()
    if position < len(site.args):
        for value in site.args[position]:
            result = join(result, lookup.iterate(frame, value, site.line))
    return result


def mapping(frame: Frame, site: CallSite) -> Values:
    """Return the entries that `dict(...)` makes of a mapping, of pairs, and of what has names."""
    found: list[Value] = []
    for value in site.args[0] if site.args else ():
        if isinstance(value, DictOf):
            found.append(value)
        elif not isinstance(value, Instance):
            for pair in lookup.iterate(frame, value, site.line):
                if isinstance(pair, TupleOf) and len(pair.items) == 2:
                    key = text_of(pair.items[0])
                    text = key.value if key is not None and key.exact else None
                    found += [DictOf(text, each) for each in pair.items[1][:4]]
    found += [DictOf(name, each) for name, vs in site.keywords.items() for each in vs[:4]]
    return tuple(dict.fromkeys(found))[:24]


def _proxied(frame: Frame, site: CallSite) -> Values:
    from analyzer.resolution.calls import call_value, no_arguments

    functions = site.args[0] if site.args else ()
    return joined(call_value(frame, each, no_arguments(frame, site.line)) for each in functions)


# A name that may be one of more modules than this says nothing any more.
_MOST_MODULES = 8
# Nor does one of which a part is not known, if it fits more than this.
_MOST_FITTING = 24


def imported(frame: Frame, site: CallSite) -> Values:
    """Return the modules that a call imports by name, each linked to the running code."""
    targets = [value for value in site.argument(0, "name") if isinstance(value, Text)]
    if len(targets) > 1 and _passes_on(frame, site):
        return ()
    result: Values = ()
    for target in targets if len(targets) <= _MOST_MODULES else ():
        for name in _names(frame, target):
            result = join(result, _import_one(frame, name, site.line))
    own = tuple(value for value in result if not isinstance(value, External))
    return own or result


def _passes_on(frame: Frame, site: CallSite) -> bool:
    """Tell whether a function imports whatever name it is given, by all its callers together.

    It is then to be understood for each of them alone, which this call has happen.
    """
    function = frame.unit.function
    if function is None:
        return False
    arguments = (argument.id for argument in site.call.args if isinstance(argument, facts.Name))
    given = function.signature.names.intersection(arguments)
    if given:
        frame.engine.tell_texts_apart(function, given)
    return bool(given) and not any(isinstance(value, Text) for _, value in frame.unit.context)


def _names(frame: Frame, target: Text) -> list[str]:
    """Return the names of the modules that a text stands for: one, or all that it fits.

    `import_module(f"shop.payment.{name}")` is how a program loads those of its parts that
    a setting or a row names: each module of the package is one.
    """
    bare = target.value.lstrip(".")
    if not bare:
        return []
    program = frame.engine.program
    level = len(target.value) - len(bare)
    name = program.resolve_relative(frame.unit.module, bare, level)
    if target.exact:
        return [name]
    known = name.partition(UNKNOWN_PART)[0]
    if "." not in known or not program.is_first_party(known):
        return []
    pattern = re.compile(r"\w+".join(map(re.escape, name.split(UNKNOWN_PART))))
    found = [m for m in program.modules if m.startswith(known) and pattern.fullmatch(m)]
    return found if len(found) <= _MOST_FITTING else []


def _import_one(frame: Frame, name: str, line: int) -> Values:
    found = lookup.dotted(frame, name)
    for value in found:
        if isinstance(value, ModuleValue):
            frame.link("dynamic_import", value.module.name, line)
    return found


def loaded(frame: Frame, site: CallSite) -> Values:
    """Return the classes of the program that a method of an outsider's is given by dotted names."""
    if len(site.args) != 1 or site.keywords:
        return ()
    names = [v.value for v in site.args[0] if isinstance(v, Text) and v.exact and "." in v.value]
    named = joined(lookup.dotted(frame, n) for n in names if frame.engine.program.is_first_party(n))
    return tuple(value for value in named if isinstance(value, ClassValue))
