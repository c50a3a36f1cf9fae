"""Functions that are handed to somebody else's code, which runs them: with what they are run.

`asyncio.to_thread(f, row)`, `pool.submit(f, row)`, `runInteraction(f, row)`: what follows a
function is for it. Where that is one argument too few, the first is the runner's own (a
transaction, a connection), unless an argument is called like a parameter, which then says where it
goes. Sources: "concurrent.futures", "threading", "multiprocessing" and "Coroutines and Tasks" in
Python's library reference; "twisted.enterprise.adbapi" and "Threads" in Twisted's documentation.
"""

from __future__ import annotations

from analyzer.model import facts
from analyzer.resolution import lookup
from analyzer.resolution.frame import Frame
from analyzer.resolution.slots import join, joined
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    DictOf,
    External,
    ExternalMethod,
    FunctionValue,
    ListOf,
    Partial,
    Text,
    TupleOf,
    Value,
    Values,
)

# Who runs a function at once, or gives what it will give: the caller goes on with that.
_AT_ONCE = frozenset(
    {
        "apply",
        "blockingCallFromThread",
        "deferToThread",
        "deferToThreadPool",
        "maybeDeferred",
        "runInteraction",
        "runWithConnection",
        "run_in_executor",
        "run_in_threadpool",
        "run_sync",
        "to_thread",
    }
)
# Who runs it some time later.
_LATER = frozenset(
    {
        "Process",
        "Thread",
        "Timer",
        "add_job",
        "apply_async",
        "callInThread",
        "callLater",
        "call_later",
        "call_soon",
        "call_soon_threadsafe",
        "spawn",
        "start_new_thread",
        "submit",
    }
)
_PACKED = frozenset({"Process", "Thread", "Timer", "add_job", "apply", "apply_async"})
_MAPS = frozenset({"map", "imap", "imap_unordered", "map_async"})
# What takes a function and something else beside it, which is not for it.
_OTHERS = ("functools.", "itertools.", "typing.", "dataclasses.", "operator.")


def run(frame: Frame, callee: Value | None, name: str, site: CallSite) -> Values | None:
    """Pass on what a call hands to a function beside it; None where it hands over none.

    `name` is what the callee goes by, of which nothing else may be known.
    """
    if not (site.args or site.keywords):  # asked for each call of something outside
        return None
    if isinstance(callee, External) and callee.name.startswith(_OTHERS):
        return None
    place = _first_place(site)
    if place is None:
        if name not in _PACKED:  # asked for each call of an outsider
            return None
        named = (site.keywords.get(key, ()) for key in ("target", "function", "func"))
        return _packed(frame, joined(named), name, site)
    functions = tuple(value for value in site.args[place] if _runs(value))
    if name in _PACKED:
        return _packed(frame, functions, name, site)
    if name in _MAPS:
        return _mapped(frame, functions, place, site)
    result: Values = ()
    for function in functions:
        result = join(result, _pass_on(frame, function, place + 1, name, site))
    return result if name in _AT_ONCE else None


_RUNNABLE = (FunctionValue, BoundMethod, Partial)


def _runs(value: Value) -> bool:
    return isinstance(value, _RUNNABLE)


def _first_place(site: CallSite) -> int | None:
    """Return at which place a call is handed a function; asked for each call of an outsider."""
    for place, values in enumerate(site.args):
        for value in values:
            if isinstance(value, _RUNNABLE):
                return place
    return None


def _pass_on(frame: Frame, function: Value, first: int, name: str, site: CallSite) -> Values:
    from analyzer.resolution.calls import call_value, hand_over

    is_known = name in _AT_ONCE or name in _LATER
    given = site.args[first:] if is_known else tuple(map(_telling, site.args[first:]))
    inner = CallSite(site.call, site.unit)
    inner.keywords = site.keywords
    inner.args = given
    if isinstance(function, FunctionValue | BoundMethod):
        inner.args = ((),) * _left_out(function, site.call.args[first:]) + given
        if not is_known:
            if any(inner.args):
                hand_over(frame.engine, function, inner)
            return ()
    elif not is_known:
        return ()
    return call_value(frame, function, inner)


def _telling(values: Values) -> Values:
    return tuple(
        v for v in values if v.kind == "plain" and not isinstance(v, Text) and not _runs(v)
    )


def _left_out(callee: FunctionValue | BoundMethod, given: tuple[facts.Expr, ...]) -> int:
    """Return how many arguments of its own a runner puts before those that it is given."""
    skip = 1 if isinstance(callee, BoundMethod) else 0
    positional = callee.function.signature.positional[skip:]
    for place, expression in enumerate(given):
        if isinstance(expression, facts.Name) and expression.id in positional:
            return max(0, positional.index(expression.id) - place)
    defaults = {p.name for p in callee.function.node.parameters if p.default is not None}
    needed = [name for name in positional if name not in defaults]
    return 1 if given and len(needed) == len(given) + 1 else 0


def _packed(frame: Frame, functions: Values, name: str, site: CallSite) -> Values | None:
    """Pass on what comes in a tuple and a mapping: `Thread(target=f, args=(row,), kwargs={})`."""
    from analyzer.resolution.calls import call_value

    place = 2 if name == "Timer" else 1
    inner = CallSite(site.call, site.unit)
    for value in site.argument(place, "args"):
        if isinstance(value, TupleOf):
            inner.args = value.items
    entries = (*site.keywords.get("kwargs", ()), *site.keywords.get("kwds", ()))
    given = ((e.key, e.element) for e in entries if isinstance(e, DictOf))
    inner.keywords = {key: (value,) for key, value in given if key is not None}
    result: Values = ()
    for function in functions:
        if _runs(function):
            result = join(result, call_value(frame, function, inner))
    return result if name == "apply" else None


def _mapped(frame: Frame, functions: Values, place: int, site: CallSite) -> Values:
    """Pass on each element of what follows: `pool.map(f, rows)`."""
    from analyzer.resolution.calls import call_value

    inner = CallSite(site.call, site.unit)
    for values in site.args[place + 1 :]:
        elements: Values = ()
        for value in values:
            elements = join(elements, lookup.iterate(frame, value, site.line))
        inner.args = (*inner.args, elements)
    result: Values = ()
    for function in functions:
        result = join(result, call_value(frame, function, inner))
    return tuple(ListOf(value) for value in result[:8])


def name_of(callee: Value) -> str:
    """Return what something outside goes by."""
    match callee:
        case ExternalMethod(name=name):
            return name
        case External(name=name):
            return name.rpartition(".")[2]
    return ""


# --- arguments that are given before the call --------------------------------------------------


def partial(site: CallSite) -> Values:
    """Return what `functools.partial(f, ...)` makes: functions with arguments of theirs."""
    args = tuple(map(_kept, site.args[1:]))
    keywords = tuple((name, _kept(values)) for name, values in sorted(site.keywords.items()))
    known = tuple((name, values) for name, values in keywords if values)
    return tuple(_partial(value, args, known) for value in (site.args[0] if site.args else ()))


def _partial(
    value: Value, args: tuple[Values, ...], known: tuple[tuple[str, Values], ...]
) -> Value:
    match value:
        case FunctionValue() | BoundMethod() | ClassValue() if args or known:
            return Partial(value, args, known)
        case Partial(callee=callee, args=before, keywords=named):
            return Partial(
                callee, (*before, *args)[:8], tuple({**dict(named), **dict(known)}.items())
            )
    return value


def _kept(values: Values) -> Values:
    return tuple(value for value in values[:4] if not isinstance(value, Partial))


def call_partial(frame: Frame, callee: Partial, site: CallSite) -> Values:
    """Return what calling a function gives, some of whose arguments were given before."""
    from analyzer.resolution.calls import call_value

    inner = CallSite(site.call, site.unit)
    inner.args = (*callee.args, *site.args)
    inner.keywords = {**dict(callee.keywords), **site.keywords}
    return call_value(frame, callee.callee, inner)
