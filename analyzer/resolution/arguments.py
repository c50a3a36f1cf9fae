"""Arguments: which parameter each is for, and which of them set a call apart from others."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from itertools import product

from analyzer.model.facts import Call, Expr, Starred
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import FunctionInfo
from analyzer.resolution.slots import join
from analyzer.resolution.units import Context
from analyzer.resolution.values import CallSite, DictOf, Instance, ListOf, TupleOf, Value, Values

# What each argument of a call holds: by its parameter's name, `*0` where `*args` takes it at that
# place, `**name` where `**kwargs` takes it under that name.
Given = dict[str, Values]

# What an argument may be, by what sets it apart.
Choices = dict[Value, Values]

# A call whose arguments may be more than so many combinations is not taken apart; one argument
# alone may be more: all that share the unit without context would get everybody's back.
_MOST_COMBINATIONS = 6
_MOST_CHOICES = 24
# More arguments than this that a function takes as `*args` are not told apart by their places.
_MOST_PLACES = 8


def leaves(value: Value) -> tuple[Value, ...]:
    """Return what tells a value apart: it does itself, or what it holds."""
    match value:
        case Instance(held=held) if held:
            return tuple(leaf for _, leaf in held)
    return (value.apart,)


def bind(
    function: FunctionInfo, site: CallSite, skip: int, inserted: Collection[int] = ()
) -> Given:
    """Return what each argument of a call is given for.

    A wrapper around the function gives it those at the places of `inserted` by itself.
    """
    signature = function.signature
    positional = signature.positional[skip:]
    if inserted:
        places = enumerate(signature.positional)
        positional = tuple(n for at, n in places if at >= skip and at not in inserted)
    given: Given = dict(zip(positional, site.args, strict=False))
    if signature.args is not None:
        for place, values in enumerate(site.args[len(positional) :]):
            given[f"*{place}"] = values
    for name, values in site.keywords.items():
        if name in signature.named:
            given[name] = join(given.get(name, ()), values)
        elif signature.kwargs is not None:
            given[f"**{name}"] = values
    return given


def handed_on(function: FunctionInfo, call: Call, skip: int) -> Iterator[tuple[str | None, Expr]]:
    """Yield the arguments as they are written, each with its parameter; None where none is known.

    What comes after `*args` may be any parameter's.
    """
    signature = function.signature
    places = iter(signature.positional[skip:])
    is_known = True
    for argument in call.args:
        is_known = is_known and not isinstance(argument, Starred)
        yield next(places, signature.args) if is_known else None, argument
    for keyword in call.keywords:
        is_own = keyword.name is None or keyword.name in signature.named
        yield keyword.name if is_own else signature.kwargs, keyword.value


def parameter(function: FunctionInfo, name: str) -> str:
    """Return the parameter that takes what is given under a name (`*0`, `**name`)."""
    if name[0] != "*":
        return name
    signature = function.signature
    return (signature.kwargs if name[1] == "*" else signature.args) or ""


def parameters_of(function: FunctionInfo, given: Given) -> dict[str, Values]:
    """Return what each parameter is given, those of `*args` and `**kwargs` packed."""
    signature = function.signature
    if signature.args is None and signature.kwargs is None:
        return given
    found = {name: values for name, values in given.items() if name[0] != "*"}
    places = tuple(given[name] for name in given if name[0] == "*" and name[1] != "*")
    if signature.args is not None and places:
        found[signature.args] = _packed(places)
    entries = tuple(
        DictOf(name[2:], value)
        for name, values in given.items()
        if name[:2] == "**"
        for value in values[:4]
    )
    if signature.kwargs is not None and entries:
        found[signature.kwargs] = entries
    return found


def _packed(places: tuple[Values, ...]) -> Values:
    if len(places) <= _MOST_PLACES:
        return (TupleOf(places),)
    return tuple(dict.fromkeys(ListOf(value) for values in places for value in values[:8]))


def apart(
    engine: Engine, function: FunctionInfo, given: Given, receiver: Value | None
) -> list[tuple[Context, Given]]:
    """Return a call's arguments for each context that it is to be understood in.

    A context is a combination of arguments that frameworks tell apart: the Cartesian product
    algorithm (Agesen, ECOOP 1995), for those arguments alone; else a helper that returns the query
    it was given would return everybody's to everybody. Of what an argument may be, the context
    keeps the one value, and what is nothing of the kind. A single value that the receiver itself
    is told apart by needs no context beside it.
    """
    told_apart = _told_apart(engine, function, given, receiver)
    most = _MOST_CHOICES if len(told_apart) == 1 else _MOST_COMBINATIONS
    if not told_apart or math.prod(map(len, told_apart.values())) > most:
        return [((), given)]
    names = sorted(told_apart)
    others = {name: _others(given[name], told_apart[name]) for name in names}
    result: list[tuple[Context, Given]] = []
    for chosen in product(*(told_apart[name] for name in names)):
        context = tuple(zip(names, chosen, strict=True))
        kept = {name: (*told_apart[name][value], *others[name]) for name, value in context}
        result.append((context, {**given, **kept}))
    return result


def _told_apart(
    engine: Engine, function: FunctionInfo, given: Given, receiver: Value | None
) -> dict[str, Choices]:
    held = receiver.held if isinstance(receiver, Instance) else ()
    implied = {leaf for _, leaf in held}
    found: dict[str, Choices] = {}
    for name, values in given.items():
        chosen: Choices = {}
        taken_by = parameter(function, name)
        for value in values:
            if engine.distinguishes(value, function, taken_by):
                chosen[value.apart] = (*chosen.get(value.apart, ()), value)
        if not chosen:
            continue
        if not (implied and len(chosen) == 1 and implied.issuperset(leaves(next(iter(chosen))))):
            found[name] = chosen
    return found


def _others(values: Values, choices: Choices) -> Values:
    """Return what says something else than the chosen values, and not less of the same."""
    chosen = {value for same in choices.values() for value in same}
    classes = {value.cls for value in chosen if isinstance(value, Instance)}
    return tuple(
        value
        for value in values
        if value.kind not in ("dull", "outside")
        and value not in chosen
        and not (isinstance(value, Instance) and value.cls in classes)
    )
