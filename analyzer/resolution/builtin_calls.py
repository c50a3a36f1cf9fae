"""What calling Python's built-ins, and methods of plain containers, gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analyzer.model.facts import Constant
from analyzer.resolution import (
    library_calls,
    lookup,
    loose,
    made,
    metaclasses,
    regexes,
    templates,
)
from analyzer.resolution.frame import Frame
from analyzer.resolution.library_calls import elements, mapping
from analyzer.resolution.metaclasses import Namespace
from analyzer.resolution.slots import join
from analyzer.resolution.storing import store
from analyzer.resolution.values import (
    UNKNOWN_PART,
    CallSite,
    ClassValue,
    DictOf,
    External,
    ExternalInstance,
    ExternalMethod,
    ListOf,
    Text,
    TupleOf,
    Value,
    Values,
    flattened,
    may_be,
    text_of,
)


def call(frame: Frame, name: str, site: CallSite) -> Values | None:
    """Return what a built-in gives; None for one of no interest."""
    if name == "open":  # a framework may know the file
        return None
    handler = _BUILTINS.get(name)
    return handler(frame, site) if handler is not None else ()


def _copy_of(frame: Frame, site: CallSite) -> Values:
    return tuple(ListOf(value) for value in elements(frame, site)[:12])


def _element(frame: Frame, site: CallSite) -> Values:
    return elements(frame, site)


def _consume(frame: Frame, site: CallSite) -> Values:
    elements(frame, site)
    return ()


def _enumerate(frame: Frame, site: CallSite) -> Values:
    return (ListOf(TupleOf(((), elements(frame, site)))),)


def _zip(frame: Frame, site: CallSite) -> Values:
    return (ListOf(TupleOf(tuple(elements(frame, site, i) for i in range(len(site.args))))),)


def _map(frame: Frame, site: CallSite) -> Values:
    from analyzer.resolution.calls import call_value

    result: Values = ()
    inner = CallSite(site.call, site.unit)
    inner.args = tuple(elements(frame, site, i) for i in range(1, len(site.args)))
    for callee in site.args[0] if site.args else ():
        result = join(result, call_value(frame, callee, inner))
    return tuple(ListOf(value) for value in result[:8])


def _filter(frame: Frame, site: CallSite) -> Values:
    return tuple(ListOf(value) for value in elements(frame, site, 1)[:8])


# A name that may be one of more than this many says nothing any more.
_MOST_NAMES = 8


def _names(site: CallSite) -> list[str]:
    """Return the attributes that `getattr(x, name)` can mean."""
    texts = [value for value in site.argument(1, "name") if isinstance(value, Text)]
    known = [text.value for text in texts if text.exact]
    return known if len(known) == len(texts) <= _MOST_NAMES else []


def _getattr(frame: Frame, site: CallSite) -> Values:
    result: Values = site.argument(2, "default")
    receivers = site.args[0] if site.args else ()
    for name in _names(site):
        found: Values = ()
        for value in receivers:
            found = join(found, lookup.attribute(frame, value, name, site.line))
        if all(map(loose.is_outside, found)):
            found = loose.recall(frame, site.call.args[0], receivers, name) or found
        result = join(result, found)
    return result


def _hasattr(frame: Frame, site: CallSite) -> Values:
    _getattr(frame, site)  # Python finds out by asking for it
    return ()


def _setattr(frame: Frame, site: CallSite) -> Values:
    receivers = site.args[0] if site.args else ()
    for name in _names(site) or [UNKNOWN_PART]:
        for value in receivers:
            store(frame, value, name, site.argument(2, "value"), site.line)
        if site.call.args:
            loose.remember(frame, site.call.args[0], receivers, name, site.argument(2, "value"))
    return ()


def _super(frame: Frame, site: CallSite) -> Values:
    from analyzer.resolution.calls import super_of

    return super_of(frame, site)


def _type(frame: Frame, site: CallSite) -> Values:
    if len(site.args) == 3:  # a class whose name is not known is taken for its bases
        bases = tuple(v for v in flattened(site.args[1]) if isinstance(v, ClassValue))
        return made.make_class(frame, site) or bases
    return tuple(dict.fromkeys(_types(site.args[0] if site.args else ())))


def _types(values: Values) -> Iterator[Value]:
    """Yield the classes of values; that of a class makes classes, as `type` itself does."""
    for value in values:
        cls = lookup.class_of(value)
        if isinstance(value, ClassValue):
            yield External("builtins.type")
        elif cls is not None:
            yield ClassValue(cls)


def _str(frame: Frame, site: CallSite) -> Values:
    return tuple(v for v in site.argument(0, "object") if isinstance(v, Text))


_BUILTINS: dict[str, Callable[[Frame, CallSite], Values]] = {
    "type.__new__": lambda _, site: metaclasses.made(site),
    "list": _copy_of,
    "tuple": _copy_of,
    "set": _copy_of,
    "frozenset": _copy_of,
    "sorted": _copy_of,
    "reversed": _copy_of,
    "iter": _copy_of,
    "aiter": _copy_of,
    "next": _element,
    "anext": _element,
    "min": _element,
    "max": _element,
    "sum": _consume,
    "any": _consume,
    "all": _consume,
    "len": _consume,
    "bool": _consume,
    "enumerate": _enumerate,
    "zip": _zip,
    "map": _map,
    "filter": _filter,
    "getattr": _getattr,
    "hasattr": _hasattr,
    "__import__": library_calls.imported,
    "setattr": _setattr,
    "super": _super,
    "type": _type,
    "dict": mapping,
    "str": _str,
}


# --- methods of plain values -------------------------------------------------------------------


def call_method(frame: Frame, callee: ExternalMethod, site: CallSite) -> Values:
    """Return what a method that nobody in the program defines gives, for plain containers."""
    receiver, name = callee.receiver, callee.name
    match receiver:
        case Text():
            return _text_method(frame, receiver, name, site)
        case ListOf(element=element):
            if name in ("pop", "popleft", "send", "__next__"):
                return (element,)
            return (receiver,) if name in ("copy", "union", "difference") else ()
        case DictOf(element=element):
            return _dict_method(receiver, name, site)
        case ExternalInstance(name="re.compile") if name == "sub":
            return regexes.substitute(site, regexes.pattern_of(receiver), 0)
        case ExternalInstance(name=outer):
            return (ExternalInstance(f"{outer}.{name}()"),) if outer.count("()") < 3 else ()
        case Namespace():
            return metaclasses.call(frame, receiver, name, site)
        case ClassValue() if name == "__new__":
            return metaclasses.made(site)
    return ()


def _dict_method(receiver: DictOf, name: str, site: CallSite) -> Values:
    match name:
        case "get" | "pop" | "setdefault":
            wanted = text_of(site.argument(0, "key"))
            known = receiver.key is None or wanted is None or may_be(wanted, receiver.key)
            return join((receiver.element,) if known else (), site.argument(1, "default"))
        case "values":
            return (ListOf(receiver.element),)
        case "items":
            key: Values = (Text(receiver.key),) if receiver.key is not None else ()
            return (ListOf(TupleOf((key, (receiver.element,)))),)
        case "copy":
            return (receiver,)
    return ()


def _text_method(frame: Frame, receiver: Text, name: str, site: CallSite) -> Values:
    if name in ("strip", "lstrip", "rstrip", "expandtabs", "encode", "decode"):
        return (receiver,)
    if name == "format":
        return frame.composed((templates.fill(receiver, site),))
    if name in ("lower", "upper", "casefold"):
        return (Text(getattr(receiver.value, name)(), receiver.exact),)
    if name == "replace":
        return (_replaced(receiver, site),)
    if name == "join":
        given = site.argument(0, "iterable")
        for value in given:
            lookup.iterate(frame, value, site.line)
        return frame.composed(templates.joined(receiver, given))
    if name in _SPLITTERS and receiver.exact:
        return _split(receiver.value, name, site)
    return ()


def _replaced(text: Text, site: CallSite) -> Text:
    old, new = (templates.ways(site.argument(position, "")) for position in (0, 1))
    match [*old, *new]:
        case [Text(exact=True) as before, Text(exact=True) as after] if len(site.args) == 2:
            more = text.value.count(before.value) * (len(after.value) - len(before.value))
            if len(text.value) + more <= templates.LONGEST:
                return Text(text.value.replace(before.value, after.value), text.exact)
    return Text(text.value, False)


_SPLITTERS = frozenset({"split", "rsplit", "partition", "rpartition"})


def _split(text: str, method: str, site: CallSite) -> Values:
    """Return the parts that a constant string is taken apart into, if the call's own are known."""
    arguments = [argument.value for argument in site.call.args if isinstance(argument, Constant)]
    if len(arguments) != len(site.call.args) or site.call.keywords:
        return ()
    try:
        parts = getattr(text, method)(*arguments)
    except (TypeError, ValueError):  # the scanned code is wrong here, and would fail when it runs
        return ()
    return (TupleOf(tuple((Text(part),) for part in parts)),) if len(parts) <= 8 else ()
