"""Arguments: which parameter each is for, and which of them set a call apart from others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import product

from analyzer.model import facts
from analyzer.resolution.engine import Engine
from analyzer.resolution.program import FunctionInfo
from analyzer.resolution.slots import join
from analyzer.resolution.units import Context
from analyzer.resolution.values import CallSite, DictOf, Instance, ListOf, TupleOf, Value, Values

# What each argument of a call holds: by its parameter's name, `*0` where `*args` takes it at that
# place, `**name` where `**kwargs` takes it under that name.
Given = dict[str, Values]

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
    return (value,)


def bind(parameters: facts.Parameters, site: CallSite, skip: int) -> Given:
    """Return what each argument of a call is given for."""
    given: Given = {}
    positional = [p for p in parameters if p.kind in ("positional", "positional_only")][skip:]
    for parameter, values in zip(positional, site.args, strict=False):
        given[parameter.name] = values
    named = {p.name for p in parameters if p.kind in ("positional", "keyword_only")}
    rest = {p.kind for p in parameters if p.kind in ("args", "kwargs")}
    if "args" in rest:
        for place, values in enumerate(site.args[len(positional) :]):
            given[f"*{place}"] = values
    for name, values in site.keywords.items():
        if name in named:
            given[name] = join(given.get(name, ()), values)
        elif "kwargs" in rest:
            given[f"**{name}"] = values
    return given


def parameters_of(parameters: facts.Parameters, given: Given) -> dict[str, Values]:
    """Return what each parameter is given, those of `*args` and `**kwargs` packed."""
    found = {name: values for name, values in given.items() if name[0] != "*"}
    for parameter in parameters:
        if parameter.kind == "args":
            places = tuple(given[name] for name in given if name[0] == "*" and name[1] != "*")
            if places:
                found[parameter.name] = _packed(places)
        elif parameter.kind == "kwargs":
            entries = tuple(
                DictOf(name[2:], value)
                for name, values in given.items()
                if name[:2] == "**"
                for value in values[:4]
            )
            if entries:
                found[parameter.name] = entries
    return found


def _packed(places: tuple[Values, ...]) -> Values:
    if len(places) <= _MOST_PLACES:
        return (TupleOf(places),)
    return tuple(dict.fromkeys(ListOf(value) for values in places for value in values[:8]))


def contexts(
    engine: Engine, function: FunctionInfo, given: Given, receiver: Value | None
) -> list[Context]:
    """Return the combinations of arguments that frameworks tell apart, else one empty context.

    The Cartesian product algorithm (Agesen, ECOOP 1995), for those arguments alone: else a helper
    that returns the query it was given would return everybody's to everybody. A single value that
    the receiver itself is told apart by needs no context beside it.
    """
    held = receiver.held if isinstance(receiver, Instance) else ()
    implied = {leaf for _, leaf in held}
    told_apart = {
        name: apart
        for name, values in given.items()
        if (apart := [v for v in values if engine.distinguishes(v, function)])
        and not (len(apart) == 1 and implied and implied.issuperset(leaves(apart[0])))
    }
    most = _MOST_CHOICES if len(told_apart) == 1 else _MOST_COMBINATIONS
    if not told_apart or math.prod(map(len, told_apart.values())) > most:
        return [()]
    names = sorted(told_apart)
    return [
        tuple(zip(names, chosen, strict=True))
        for chosen in product(*(told_apart[name] for name in names))
    ]


def narrowed(engine: Engine, function: FunctionInfo, given: Given, context: Context) -> Given:
    """Return the arguments with those alone that the context names, of what is told apart."""
    if not context:
        return given
    chosen: Mapping[str, Value] = dict(context)

    def beside(value: Value, choice: Value) -> bool:
        return not (_is_vaguer(value, choice) or engine.distinguishes(value, function))

    return {
        name: (chosen[name], *(v for v in values if beside(v, chosen[name])))
        if name in chosen
        else values
        for name, values in given.items()
    }


def _is_vaguer(value: Value, choice: Value) -> bool:
    """Tell whether a value says less of the same: any instance of a class beside a certain one."""
    match value, choice:
        case Instance(cls=anyone), Instance(cls=one):
            return anyone is one
    return value.kind == "dull"
