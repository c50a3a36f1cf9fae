"""Statements: the flow of values through a body, branch by branch."""

from __future__ import annotations

from collections.abc import Callable

from analyzer.model import facts
from analyzer.model.facts import Block, Expr
from analyzer.resolution import (
    binding,
    calls,
    generics,
    growing,
    hints,
    leaving,
    library_calls,
    lookup,
    metaclasses,
    parametric,
    returning,
    wrapping,
)
from analyzer.resolution.asking import ask
from analyzer.resolution.assigning import assign
from analyzer.resolution.engine import Engine, default_receiver
from analyzer.resolution.evaluation import evaluate, line_of
from analyzer.resolution.frame import Frame
from analyzer.resolution.looping import rounds
from analyzer.resolution.narrowing import narrow
from analyzer.resolution.settling import ends, leaves, settled
from analyzer.resolution.slots import join
from analyzer.resolution.units import Effects, Transaction, Unit
from analyzer.resolution.values import (
    BoundMethod,
    ClassValue,
    DictOf,
    External,
    FunctionValue,
    Instance,
    ListOf,
    TupleOf,
    Value,
    Values,
)


def run_unit(engine: Engine, unit: Unit) -> None:
    """Interpret a unit's body once, replacing the effects of the run before."""
    unit.effects = Effects()
    frame = Frame(engine, unit)
    served = unit.served
    if served is not None:
        for hook in engine.hooks.serve:
            hook(frame, served)
        return
    if unit.function is None:
        execute(frame, unit.module.facts.body)
        return
    node = unit.function.node
    _bind_parameters(frame, node)
    transaction = _own_transaction(frame, node)
    if transaction is not None:
        frame.transactions.append(transaction)
    execute(frame, node.body)
    _committed(frame)
    _annotated_result(frame, unit, node)


def _committed(frame: Frame) -> None:
    """Make a transaction of a function that commits by itself: all that it does is in it."""
    effects = frame.effects
    for line in list(effects.commits)[-1:]:
        transaction = effects.transactions.setdefault(line, Transaction(line))
        transaction.touches.update(effects.touches)
        transaction.calls.update((callee, None) for callee, _ in effects.calls)


def _own_transaction(frame: Frame, node: facts.FunctionDef) -> Transaction | None:
    function = frame.unit.function
    assert function is not None
    hooks = frame.engine.hooks
    if not node.decorators and not hooks.is_transactional:
        return None
    values = [value for decorator in node.decorators for value in evaluate(frame, decorator)]
    if any(map(hooks.is_transaction, values)) or any(
        hook(function) for hook in hooks.is_transactional
    ):
        return frame.effects.transactions.setdefault(node.line, Transaction(node.line))
    return None


def _bind_parameters(frame: Frame, node: facts.FunctionDef) -> None:
    unit = frame.unit
    function = unit.function
    assert function is not None
    receiver = unit.receiver or default_receiver(function)
    injected = frame.engine.injected.get(function, {})
    for position, parameter in enumerate(node.parameters):
        values = frame.engine.read(frame.slot(unit.parameters, parameter.name), unit)
        if position == 0 and receiver is not None:
            values = (receiver,)
        elif parameter.annotation is not None:
            values = join(values, hints.instances(frame, parameter.annotation))
        if parameter.default is not None:
            values = join(values, evaluate(frame, parameter.default))
        if parameter.name in injected and (position or receiver is None):
            values = join(values, frame.engine.read(injected[parameter.name], unit))
        if not values:
            values = _by_convention(frame, parameter.name)
        if parameter.kind == "args":
            values = tuple(v if isinstance(v, ListOf | TupleOf) else ListOf(v) for v in values)
        elif parameter.kind == "kwargs":
            values = tuple(v if isinstance(v, DictOf) else DictOf(None, v) for v in values)
        frame.bind(parameter.name, values)


def _by_convention(frame: Frame, name: str) -> Values:
    for hook in frame.engine.hooks.parameter:
        answer = hook(frame, name)
        if answer is not None:
            return answer
    return ()


def _annotated_result(frame: Frame, unit: Unit, node: facts.FunctionDef) -> None:
    # An annotation speaks only where inference found nothing: it may be wider than the truth.
    if node.returns is not None and not unit.result and not unit.yields.values:
        frame.engine.write(unit.returns, hints.instances(frame, node.returns))


def execute(frame: Frame, block: Block) -> None:
    """Interpret the statements of a block in order."""
    for statement in block:
        frame.line = statement.line
        _EXECUTORS[type(statement)](frame, statement)
        if isinstance(statement, facts.If) and leaves(frame, statement):
            return


# --- simple statements -------------------------------------------------------------------------


def _assign(frame: Frame, node: facts.Assign) -> None:
    values = evaluate(frame, node.value) if node.value is not None else ()
    if node.operator is not None:
        values = _augmented(frame, node, values)
    elif node.annotation is not None and not values:
        values = hints.instances(frame, node.annotation)
    if node.annotation is not None and frame.cls is not None and len(node.targets) == 1:
        hints.remember(frame, node)
    for target in node.targets:
        assign(frame, target, values, node.line)


def _augmented(frame: Frame, node: facts.Assign, values: Values) -> Values:
    operation = facts.Operation(node.operator or "+=", (node.targets[0], facts.Opaque()))
    known = evaluate(frame, node.targets[0])
    if any(map(growing.is_container, known)):
        values = join(values, growing.gone_through(frame, values, node.line))
    if node.value is not None and node.operator == "+=":
        operation = facts.Operation("+", (node.targets[0], node.value))
        return join(evaluate(frame, operation), tuple(v for v in values if isinstance(v, ListOf)))
    if node.value is not None and node.operator is not None:
        both = (node.targets[0], node.value)
        return evaluate(frame, facts.Operation(node.operator.removesuffix("="), both)) or known
    return known


def _expression(frame: Frame, node: facts.Evaluate) -> None:
    evaluate(frame, node.value)


def _return(frame: Frame, node: facts.Return) -> None:
    if node.value is not None:
        returning.give_back(frame, node.value)


def _raise(frame: Frame, node: facts.Raise) -> None:
    return  # what it raises was evaluated before


def _delete(frame: Frame, node: facts.Delete) -> None:
    for target in node.targets:
        if isinstance(target, facts.Name):
            frame.env.pop(target.id, None)


def _declare(frame: Frame, node: facts.Declare) -> None:
    for name in node.names:
        frame.env.pop(name, None)
    frame.declared = {**frame.declared, **dict.fromkeys(node.names, node.scope)}


# --- compound statements -----------------------------------------------------------------------


def _if(frame: Frame, node: facts.If) -> None:
    ask(frame, node.test)
    before, expired = frame.env, frame.expired
    results, ended = [], []
    known = settled(frame, node.test)
    for block, holds in ((node.body, True), (node.orelse, False)):
        if known is (not holds):
            continue
        frame.env, frame.expired = dict(before), expired
        narrow(frame, node.test, holds)
        is_sure = known is not None or leaving.unharmed(frame, node.test) is holds
        _branch(frame, block, is_sure)
        if not ends(block):
            results.append(frame.env)
            ended.append(frame.expired)
    frame.merge(results or [before])
    frame.expired = frozenset().union(*ended)


def _branch(frame: Frame, block: Block, is_sure: bool = False) -> None:
    """Interpret a block that is gone only now and then, unless it is sure to be."""
    frame.branches += not is_sure
    execute(frame, block)
    frame.branches -= not is_sure


def _loop(frame: Frame, node: facts.Loop) -> None:
    iterables = (ask if node.target is None else evaluate)(frame, node.iterable)
    before = dict(frame.env)
    if node.target is None:
        _turn(frame, node.body)
        frame.merge([before, frame.env])
    else:
        for elements in rounds(frame, iterables, node.line):
            assign(frame, node.target, elements, node.line)
            _turn(frame, node.body)
            frame.merge([before, frame.env])
    execute(frame, node.orelse)


def _turn(frame: Frame, body: Block) -> None:
    """Interpret a loop's body, and again if it commits: the next turn comes after that."""
    ends = frame.ends
    execute(frame, body)
    if not ends and frame.ends:
        execute(frame, body)


def _with(frame: Frame, node: facts.With) -> None:
    """Interpret a block; a context that commits does so when the block is left."""
    opened, closing, ends, expired = 0, False, frame.ends, frame.expired
    for item in node.items:
        values = evaluate(frame, item.context)
        line = line_of(item.context) or node.line
        closing = closing or any(map(frame.engine.hooks.closes, values))
        entered: Values = ()
        for value in values:
            entered = join(entered, lookup.enter(frame, value, line))
            leaving.leave(frame, value, line)
        is_transaction = any(map(frame.engine.hooks.is_transaction, values))
        if is_transaction or leaving.holds_transaction(frame, line):
            opened += 1
            frame.transactions.append(
                frame.effects.transactions.setdefault(line, Transaction(line))
            )
        if item.target is not None:
            assign(frame, item.target, entered, node.line)
    is_over = frame.ends > ends
    if is_over:
        frame.expired = expired
    if is_over or closing:
        opened += 1
        block = frame.effects.closing.setdefault(node.line, Transaction(node.line))
        frame.transactions.append(block)
    execute(frame, node.body)
    for _ in range(opened):
        frame.transactions.pop()
    if is_over:
        frame.expire()


def _try(frame: Frame, node: facts.Try) -> None:
    before = dict(frame.env)
    execute(frame, node.body)
    after_body = dict(frame.env)
    execute(frame, node.orelse)
    results, expired = [frame.env], frame.expired
    for handler in node.handlers:
        frame.merge([before, after_body])
        if handler.exception is not None:
            evaluate(frame, handler.exception)
        _branch(frame, handler.body)
        results.append(frame.env)
        frame.expired = expired
    frame.merge(results)
    execute(frame, node.final)


def _match(frame: Frame, node: facts.Match) -> None:
    subject = evaluate(frame, node.subject)
    before = frame.env
    results = [before]
    for case in node.cases:
        frame.env = dict(before)
        tested = tuple(
            Instance(value.cls)
            for pattern in case.classes
            for value in evaluate(frame, pattern)
            if isinstance(value, ClassValue)
        )
        for name in case.captures:
            frame.bind(name, tested or subject)
        if case.guard is not None:
            evaluate(frame, case.guard)
        _branch(frame, case.body)
        results.append(frame.env)
    frame.merge(results)


# --- definitions -------------------------------------------------------------------------------


def _function(frame: Frame, node: facts.FunctionDef) -> None:
    function = frame.engine.function_of_node[id(node)]
    is_nested = frame.unit.function is not None and frame.cls is None
    outer = frame.unit if frame.unit.function is not None else None
    value = FunctionValue(function, outer)
    _decorate(frame, node.decorators, value)
    if is_nested:
        frame.engine.function_unit(function, None, outer)
    known = frame.env.get(node.name, ())
    overloads = tuple(v for v in known if isinstance(v, FunctionValue) and frame.cls is None)
    frame.bind(node.name, join(overloads, _proxied(frame, node, value) or (value,)))


def _proxied(frame: Frame, node: facts.FunctionDef, value: FunctionValue) -> Values:
    """Return what a function gives that a decorator makes an object of: `@LocalProxy`."""
    for decorator in node.decorators[:1]:
        for callee in evaluate(frame, decorator):
            if isinstance(callee, External) and callee.name in library_calls.PROXIES:
                return calls.call_value(frame, value, calls.no_arguments(frame, node.line))
    return ()


def _class(frame: Frame, node: facts.ClassDef) -> None:
    engine = frame.engine
    cls = parametric.stated(frame, node)
    for position, base in enumerate(node.bases):
        values = evaluate(frame, base)
        binding.add_bases(frame, cls, values, position)
        generics.remember(frame, cls, position, base, values)
    for keyword in node.keywords:
        values = evaluate(frame, keyword.value)
        if keyword.name == "metaclass":
            metaclasses.learn(cls, values)
    inner = Frame(engine, frame.unit, cls, frame)
    execute(inner, node.body)
    value = ClassValue(cls)
    binding.initialise_subclass(frame, cls)
    metaclasses.initialise(frame, cls)
    _decorate(frame, node.decorators, value)
    frame.bind(node.name, (value,))


def _decorate(frame: Frame, decorators: tuple[Expr, ...], decorated: Value) -> None:
    for decorator in decorators:
        for value in evaluate(frame, decorator):
            for hook in frame.engine.hooks.decorate:
                hook(frame, value, decorated)
            if isinstance(value, FunctionValue | BoundMethod) and not value.function.has_inner:
                _register(frame, value, decorated)
            else:
                wrapping.wrap(frame, value, decorated)


def _register(frame: Frame, decorator: FunctionValue | BoundMethod, decorated: Value) -> None:
    """Call a decorator that wraps nothing: it is there to take note of what it stands on."""
    site = calls.no_arguments(frame, frame.line)
    site.args = ((decorated,),)
    calls.call_function(frame, decorator, site)


_EXECUTORS: dict[type, Callable[..., None]] = {
    facts.Import: binding.execute_import,
    facts.Assign: _assign,
    facts.Evaluate: _expression,
    facts.Return: _return,
    facts.Raise: _raise,
    facts.Delete: _delete,
    facts.Declare: _declare,
    facts.If: _if,
    facts.Loop: _loop,
    facts.With: _with,
    facts.Try: _try,
    facts.Match: _match,
    facts.FunctionDef: _function,
    facts.ClassDef: _class,
}
