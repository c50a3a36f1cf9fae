"""Calls: arguments flow into parameters, results flow back."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import facts
from analyzer.resolution import (
    arguments,
    builtin_calls,
    callbacks,
    forwarding,
    generated,
    growing,
    holding,
    library_calls,
    lookup,
    returning,
    sole,
    suiting,
    wrapping,
)
from analyzer.resolution.engine import Engine
from analyzer.resolution.evaluation import evaluate
from analyzer.resolution.frame import Frame
from analyzer.resolution.program import mro
from analyzer.resolution.slots import join, joined
from analyzer.resolution.units import Unit
from analyzer.resolution.values import (
    BoundMethod,
    CallSite,
    ClassValue,
    DictOf,
    External,
    ExternalInstance,
    ExternalMethod,
    FunctionValue,
    Instance,
    ListOf,
    Partial,
    SuperValue,
    Text,
    TupleOf,
    Value,
    Values,
)

_OUTSIDE = (ExternalMethod, External)


def evaluate_call(frame: Frame, node: facts.Call) -> Values:
    """Return what a call can give."""
    callees = evaluate(frame, node.func)
    site = frame.site(node)
    if callees and _defers(frame, callees[0]):
        return _defer(frame, site, node)
    _fill(frame, site, node, len(callees) > 1)
    if growing.may_grow(node.func) and all(isinstance(callee, _OUTSIDE) for callee in callees):
        growing.grow(frame, node.func, site)
    if node.args and isinstance(node.func, facts.Attribute) and node.func.attr in ("get", "pop"):
        growing.tell_keys_apart(frame, node.args[0], tuple(_receivers(callees)))
    if not callees:
        return _unknown_call(frame, node, site)
    result = _call_each(frame, callees, site)
    if not result and all(map(_is_riddle, callees)):
        return _unknown_call(frame, node, site)
    return result


def _is_riddle(callee: Value) -> bool:
    """Tell whether a method is one of what an attribute holds that nobody in the program sets."""
    if not (isinstance(callee, ExternalMethod) and isinstance(callee.receiver, ExternalMethod)):
        return False
    root: Value = callee
    while isinstance(root, ExternalMethod):
        root = root.receiver
    return isinstance(root, Instance | ClassValue)


def _call_each(frame: Frame, callees: Values, site: CallSite) -> Values:
    if len(callees) == 1:  # as most often
        return call_value(frame, callees[0], site)
    return joined(
        call_value(frame, callee, site) for callee in suiting.suited(frame, callees, site)
    )


def _receivers(callees: Values) -> Iterator[Value]:
    return (callee.receiver for callee in callees if isinstance(callee, ExternalMethod))


def _defers(frame: Frame, callee: Value) -> bool:
    return isinstance(callee, External) and frame.engine.hooks.defers(callee)


def _defer(frame: Frame, site: CallSite, node: facts.Call) -> Values:
    """Run what a call is handed outside of the transactions that are open."""
    transactions, frame.transactions = frame.transactions, []
    _fill(frame, site, node)
    for value in site.args[0] if site.args else ():
        call_value(frame, value, no_arguments(frame, node.line))
    frame.transactions = transactions
    return ()


def _fill(frame: Frame, site: CallSite, node: facts.Call, any_of_many: bool = False) -> None:
    """Evaluate the arguments; strings that came in `*args` for one of many functions are no one's.

    Where something runs whatever it is given (`run(f, *args)`), which goes with which is not known.
    """
    args: list[Values] = []
    for argument in node.args:
        if isinstance(argument, facts.Starred):
            spread = _spread(evaluate(frame, argument.value), frame, node.line)
            args.extend(_no_texts(values) if any_of_many else values for values in spread)
        else:
            args.append(evaluate(frame, argument))
    keywords: dict[str, Values] = {}
    for keyword in node.keywords:
        values = evaluate(frame, keyword.value)
        if keyword.name is not None:
            keywords[keyword.name] = values
            continue
        for value in values:
            if isinstance(value, DictOf) and value.key is not None:
                known = keywords.get(value.key, ())
                keywords[value.key] = join(known, (value.element,))
    if site.readers and (site.args != tuple(args) or site.keywords != keywords):
        for reader in site.readers:
            frame.engine.enqueue(reader)
    site.args = tuple(args)
    site.keywords = keywords


def _no_texts(values: Values) -> Values:
    return tuple(value for value in values if not isinstance(value, Text))


def _spread(values: Values, frame: Frame, line: int) -> list[Values]:
    places: list[Values] = []
    for value in values:
        if isinstance(value, TupleOf):
            places += [()] * (len(value.items) - len(places))
            for place, item in enumerate(value.items):
                places[place] = join(places[place], item)
    if places:
        return places
    elements: Values = ()
    for value in values:
        elements = join(elements, lookup.iterate(frame, value, line))
    return [elements] if elements else []


def no_arguments(frame: Frame, line: int) -> CallSite:
    """Return the site of a call that nobody wrote down, such as that of a property."""
    return CallSite(facts.Call(facts.Opaque(), (), (), line), frame.unit)


def call_value(frame: Frame, callee: Value, site: CallSite) -> Values:
    """Return what calling one value gives."""
    match callee:
        case BoundMethod() | FunctionValue():
            result = call_function(frame, callee, site)
            for hook in frame.engine.hooks.called:
                hook(frame, callee, site)
            for adapt in frame.engine.hooks.returned:
                result = adapt(frame, callee, site, result)
            return result
        case ClassValue():
            return _construct(frame, callee, site)
        case External(name=name) if name.startswith("builtins."):
            answer = builtin_calls.call(frame, name[9:], site)
            if answer is not None:
                return answer
        case Partial():
            return callbacks.call_partial(frame, callee, site)
        case Instance(cls=cls) if found := lookup.in_class(frame, cls, "__call__"):
            return _call_instance(frame, callee, found, site)
    return _call_outside(frame, callee, site)


def _call_outside(frame: Frame, callee: Value, site: CallSite) -> Values:
    function = frame.unit.function
    if (
        isinstance(callee, External)
        and function is not None
        and (frame.engine.hooks.is_shaped_by_text(callee.name))
    ):
        frame.engine.tell_texts_apart(function)
    for hook in frame.engine.hooks.call:
        answer = hook(frame, callee, site)
        if answer is not None:
            return answer
    return _call_external(frame, callee, site)


def _call_instance(frame: Frame, callee: Instance, found: Values, site: CallSite) -> Values:
    result: Values = ()
    for method in found:
        for value in lookup.bind(frame, method, callee, "__call__", site.line):
            result = join(result, call_value(frame, value, site))
    return result


def _call_external(frame: Frame, callee: Value, site: CallSite) -> Values:
    run = callbacks.run(frame, callee, callbacks.name_of(callee), site)
    if run is not None:
        return run
    match callee:
        case External(name=name):
            answer = library_calls.call_library(frame, name, site)
            if answer is not None:
                return answer
            return (ExternalInstance(name, site if _is_tracked(frame, name) else None),)
        case ExternalInstance(name=name):
            return (ExternalInstance(f"{name}()"),) if name.count("()") < 2 else ()
        case ExternalMethod():
            found = builtin_calls.call_method(frame, callee, site)
            return found or library_calls.loaded(frame, site)
        case ListOf(element=element):  # a lambda: calling it gives what its body gives
            return (element,)
    return ()


def _is_tracked(frame: Frame, name: str) -> bool:
    return name == "re.compile" or frame.engine.hooks.tracks(name)


def _construct(frame: Frame, callee: ClassValue, site: CallSite) -> Values:
    cls = callee.cls
    for hook in frame.engine.hooks.construct:
        answer = hook(frame, cls, site)
        if answer is not None:
            return answer
    in_body = frame.cls is not None or frame.unit.function is None
    kept = site if in_body else None
    written = lookup.in_class(frame, cls, "__init__")
    made: Values = ()
    for method in written:
        if isinstance(method, FunctionValue):
            made = join(made, _initialise(frame, callee, method, site, kept))
    if not written and not frame.engine.distinguishes(callee):
        generated.fill(frame, cls, site)
    return made or (Instance(cls, kept),)


def _initialise(
    frame: Frame, callee: ClassValue, method: FunctionValue, site: CallSite, kept: CallSite | None
) -> Values:
    """Return the instances that a constructor makes, one for each combination of its arguments."""
    function = method.function
    given = arguments.bind(function, site, 1)
    result: Values = ()
    is_told_apart = not frame.engine.distinguishes(Instance(callee.cls))
    for context, inside in arguments.apart(frame.engine, function, given, None):
        held = context if is_told_apart else ()
        made = holding.build(frame, callee.cls, held, kept)
        receiver = Instance(made.cls, None, made.held)
        unit = frame.engine.function_unit(
            function, receiver, method.outer, () if made.held else context
        )
        _call_unit(frame, unit, inside, site)
        result = join(result, (made,))
    return result


def call_function(frame: Frame, callee: FunctionValue | BoundMethod, site: CallSite) -> Values:
    """Pass the arguments to a function of the program and return what it returns."""
    if wrapping.wraps(frame, callee):
        wrapping.hand_in(frame, callee, site)
        return ()
    for outsider in forwarding.outsiders(frame, callee):
        return call_value(frame, outsider, site)
    by_text = frame.engine.by_text
    told_apart = by_text.get(callee.function)
    result = _call_apart(frame, callee, site)
    if callee.function in by_text:
        if by_text[callee.function] != told_apart:  # what it does with strings showed as it ran
            result = _call_apart(frame, callee, site)
        _hand_on(frame, callee, site)
    return result


def _call_apart(frame: Frame, callee: FunctionValue | BoundMethod, site: CallSite) -> Values:
    receiver = callee.receiver if isinstance(callee, BoundMethod) else None
    function = callee.function
    inserted = frame.engine.inserted.get(function, ())
    given = arguments.bind(function, site, 0 if receiver is None else 1, inserted)
    result: Values = ()
    for context, inside in arguments.apart(frame.engine, function, given, receiver):
        unit = frame.engine.function_unit(function, receiver, callee.outer, context)
        result = join(result, _call_unit(frame, unit, inside, site))
    return result


def _hand_on(frame: Frame, callee: FunctionValue | BoundMethod, site: CallSite) -> None:
    """Have a function understood for each of its strings that hands them to one that is."""
    function = frame.unit.function
    if function is None:
        return
    told_apart = frame.engine.by_text[callee.function]
    own = function.signature.names
    given = arguments.handed_on(callee.function, site.call, int(isinstance(callee, BoundMethod)))
    names = {
        node.id
        for name, node in given
        if isinstance(node, facts.Name) and node.id in own and (name is None or name in told_apart)
    }
    if names:
        frame.engine.tell_texts_apart(function, names)


def hand_over(engine: Engine, callee: FunctionValue | BoundMethod, site: CallSite) -> None:
    """Pass the arguments to a function that is run later, and not by the code at hand."""
    function = callee.function
    receiver = callee.receiver if isinstance(callee, BoundMethod) else None
    inserted = engine.inserted.get(function, ())
    given = arguments.bind(function, site, 0 if receiver is None else 1, inserted)
    for context, inside in arguments.apart(engine, function, given, receiver):
        unit = engine.function_unit(function, receiver, callee.outer, context)
        for name, values in arguments.parameters_of(function, inside).items():
            engine.write(Frame.slot(unit.parameters, name), values)
        engine.read(unit.returns, site.unit)  # so that the caller hears of new contexts


def _call_unit(frame: Frame, unit: Unit, given: arguments.Given, site: CallSite) -> Values:
    engine = frame.engine
    assert unit.function is not None
    frame.note_call(unit, site.line)
    parameters = arguments.parameters_of(unit.function, given)
    for name, values in parameters.items():
        engine.write(frame.slot(unit.parameters, name), values)
    engine.run_first(unit)
    if unit.effects.is_over:
        frame.expire()
    if unit.effects.ends and _ends_with(frame, unit):
        frame.end()
    yielded = engine.read(unit.yields, frame.unit)
    returned = engine.read(unit.returns, frame.unit)
    for name, slot in sorted(unit.handed_back.items()):
        returned = join(returned, returning.taken_back(frame, slot, parameters.get(name, ())))
    if yielded:
        return join(returned, tuple(ListOf(value) for value in yielded))
    return returned


def _ends_with(frame: Frame, callee: Unit) -> bool:
    """Tell whether what a callee ends is a caller's own: its object's, or that of a context."""
    own = frame.unit.receiver
    is_same = own is not None and own == callee.receiver
    return is_same or frame.unit.is_exit or frame.effects.yields


def _unknown_call(frame: Frame, node: facts.Call, site: CallSite) -> Values:
    match node.func:
        case facts.Attribute(value=receiver, attr=name):
            pass
        case facts.Name() as receiver:
            name = ""
        case _:
            return ()
    for hook in frame.engine.hooks.unknown_call:
        answer = hook(frame, receiver, name, site)
        if answer is not None:
            return answer
    return callbacks.run(frame, None, name, site) or _call_sole(frame, name, site)


def _call_sole(frame: Frame, name: str, site: CallSite) -> Values:
    """Call the method that only one family of classes has under a name."""
    result: Values = ()
    for method, receiver in frame.engine.sole_methods.get(name, ()):
        if sole.fits(method.function, len(site.args), site.keywords):
            for bound in lookup.bind(frame, method, receiver, name, site.line):
                result = join(result, call_value(frame, bound, site))
    return result


def super_of(frame: Frame, site: CallSite) -> Values:
    """Return what `super()` or `super(Class, self)` stands for in the running method."""
    owner = frame.unit.owner
    receiver = _receiver(frame)
    if site.args and isinstance(site.args[0], tuple):
        for value in site.args[0]:
            if isinstance(value, ClassValue):
                owner = value.cls
    if owner is None or receiver is None:
        return ()
    cls = lookup.class_of(receiver)
    if cls is not None and owner not in mro(cls):
        return ()
    return (SuperValue(owner, receiver),)


def _receiver(frame: Frame) -> Value | None:
    unit = frame.unit
    while unit.receiver is None and unit.outer is not None:
        unit = unit.outer
    return unit.receiver
