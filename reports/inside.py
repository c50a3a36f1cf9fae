"""The picture of a service's inside: its packages and tables, and the services around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from analyzer.model.analysis import Analysis, Service
from reports.links import FAMILIES, End, Tally, edges, nearest, tally
from reports.sketch import STORE, Group, Node, Sketch, folded, shade
from reports.text import plural

# What can still be read on a screen.
PARTS_SHOWN = 24
TABLES_SHOWN = 24
OTHERS_SHOWN = 10
EDGES_SHOWN = 60


def inside(analysis: Analysis, service: Service) -> Sketch:
    """The service's packages and tables in a frame, and what they are tied to in others."""
    lines = {module.name: module.lines for module in analysis.modules}
    parts = folded_modules({module: lines.get(module, 0) for module in service.modules})
    titles = {title: f"p{number}" for number, title in enumerate(sorted(set(parts.values())), 1)}
    tables = {table: f"t{number}" for number, table in enumerate(service.tables, 1)}
    own = {End(module): titles[part] for module, part in parts.items()}
    own |= {End(table, table=True): node for table, node in tables.items()}
    others = {each.id: f"s{n}" for n, each in enumerate(analysis.services, 1) if each != service}
    found = tally(analysis, own | _homes(analysis, others), set(own.values()))
    group = Group("inside", service.name or service.id)
    near = nearest(found, set(others.values()), OTHERS_SHOWN)
    held = _tables(found, tables)
    nodes = (
        *_part_nodes(parts, titles, group),
        *(Node(held[table], table, (), STORE, None, True, group.id) for table in held),
        *(
            Node(others[each.id], each.name or each.id, fill=shade(each.difficulty.score))
            for each in analysis.services
            if others.get(each.id) in near
        ),
    )
    drawn, every = edges(found, {node.id for node in nodes}, EDGES_SHOWN)
    size = f"{plural(len(service.modules), 'module')}, {plural(len(service.tables), 'table')}"
    apart = folded(len(near), len(nearest(found, set(others.values()), len(others))), "service")
    left = folded(len(held), len(tables), "table")
    return Sketch(
        title=f"Inside {group.title}: {size}",
        nodes=nodes,
        edges=drawn,
        families=tuple(each for each in FAMILIES if any(edge.family == each for edge in drawn)),
        notes=(
            ("line", "number and width: lines of code" + folded(len(drawn), every)),
            ("box", f"in the frame: its modules and tables{left}; outside: other services{apart}"),
        ),
        groups=(group,),
        layered=True,
    )


def folded_modules(lines: Mapping[str, int]) -> dict[str, str]:
    """The package that stands for each module, named without what all their names begin with.

    `lines` says how long each module is. The largest package is opened as long as there is room
    for what is in it; one that holds most is opened all the same, and its smaller parts put
    together.
    """
    folds: dict[str, list[str]] = {"": sorted(lines)} if lines else {}
    closed: set[str] = set()
    while openable := [name for name, held in folds.items() if held[1:] and name not in closed]:
        largest = min(openable, key=lambda name: (-len(folds[name]), name))
        inner = _opened(largest, folds[largest])
        room = PARTS_SHOWN - len(folds) + 1
        if len(inner) > room and 2 * len(folds[largest]) > len(lines):
            inner = _largest(inner, lines, room, f"{largest}.*")
            closed.add(f"{largest}.*")
        if len(inner) > room or set(inner) == {largest}:
            closed.add(largest)
        else:
            del folds[largest]
            folds |= inner
    named = [(held[0] if len(held) == 1 else name, held) for name, held in folds.items()]
    shared = _shared([name.split(".") for name, _ in named])
    return {module: ".".join(name.split(".")[shared:]) for name, held in named for module in held}


def _opened(package: str, modules: Sequence[str]) -> dict[str, list[str]]:
    """Modules of a package by the packages one step deeper; its own module stays itself."""
    depth = package.count(".") + 2 if package else 1
    found: dict[str, list[str]] = {}
    for module in modules:
        found.setdefault(".".join(module.split(".")[:depth]), []).append(module)
    return found


def _largest(
    parts: Mapping[str, list[str]], lines: Mapping[str, int], room: int, rest: str
) -> dict[str, list[str]]:
    """The longest parts, and the others as one."""
    ranked = sorted(parts, key=lambda part: (-sum(lines[m] for m in parts[part]), part))
    kept = {part: parts[part] for part in ranked[: room - 1]}
    return kept | {rest: [module for part in ranked[room - 1 :] for module in parts[part]]}


def _shared(paths: Sequence[Sequence[str]]) -> int:
    """How many packages all of them begin with, leaving each a name of its own."""
    count = 0
    for parts in zip(*(path[:-1] for path in paths), strict=False):
        if len(set(parts)) > 1:
            break
        count += 1
    return count


def _homes(analysis: Analysis, others: dict[str, str]) -> dict[End, str]:
    """The nodes of the other services, by what is theirs."""
    return {
        end: others[each.id]
        for each in analysis.services
        if each.id in others
        for end in (*map(End, each.modules), *(End(table, table=True) for table in each.tables))
    }


def _tables(found: Tally, tables: dict[str, str]) -> dict[str, str]:
    """The tables to draw: those with the most ties, and as many without as there is room for."""
    tied = nearest(found, set(tables.values()), TABLES_SHOWN)
    spare = [node for node in tables.values() if node not in tied][: TABLES_SHOWN - len(tied)]
    return {table: node for table, node in tables.items() if node in tied or node in spare}


def _part_nodes(parts: dict[str, str], titles: dict[str, str], group: Group) -> list[Node]:
    counts = Counter(parts.values())
    return [
        Node(
            node,
            title,
            (plural(counts[title], "module"),) if counts[title] > 1 else (),
            fill="#ffffff",
            group=group.id,
        )
        for title, node in titles.items()
    ]
