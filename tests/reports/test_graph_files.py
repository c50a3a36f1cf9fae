"""The graph of modules and tables: GraphML and GEXF, read back by networkx."""

from __future__ import annotations

import io
from collections.abc import Callable

import networkx as nx
import pytest

from reports.gexf import Gexf
from reports.graphml import GraphMl
from tests.builders import EMPTY, shop

Read = Callable[[str], nx.MultiDiGraph]


def graphml(text: str) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def gexf(text: str) -> nx.MultiDiGraph:
    return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(text.encode())))


FORMATS = [(GraphMl(), graphml), (Gexf(), gexf)]


@pytest.mark.parametrize(("report", "read"), FORMATS, ids=["graphml", "gexf"])
def test_modules_and_tables_are_nodes(report: GraphMl | Gexf, read: Read) -> None:
    nodes = read(report.render(shop())).nodes
    assert len(nodes) == len(shop().modules) + len(shop().tables)
    module = nodes["module shop.billing.tasks"]
    assert (module["kind"], module["service"], module["lines"]) == ("module", "billing", 250)
    table = nodes["table orders_order"]
    assert (table["kind"], table["service"], table["origin"]) == ("table", "orders", "orm")
    assert nodes["module shop.utils"]["service"] == ""


@pytest.mark.parametrize(("report", "read"), FORMATS, ids=["graphml", "gexf"])
def test_each_kind_of_tie_is_an_edge(report: GraphMl | Gexf, read: Read) -> None:
    graph = read(report.render(shop()))
    found = {
        (source, target, data["kind"]): (data["weight"], data["crossing"])
        for source, target, data in graph.edges(data=True)
    }
    tasks, views = "module shop.billing.tasks", "module shop.orders.views"
    assert found[tasks, "table orders_order", "write"] == (2, True)
    assert found[tasks, "table orders_order", "read"] == (1, True)
    assert found[tasks, "table billing_invoice", "write"] == (2, False)
    assert found[views, tasks, "task"] == (2, True)
    assert found["table billing_invoice", "table orders_order", "foreign key"] == (1, True)
    assert found[views, "module shop.utils", "import"] == (1, False)


@pytest.mark.parametrize(("report", "read"), FORMATS, ids=["graphml", "gexf"])
def test_of_nothing_there_is_an_empty_graph(report: GraphMl | Gexf, read: Read) -> None:
    assert not read(report.render(EMPTY)).nodes


def test_no_clock_and_no_version_is_written_down() -> None:
    assert "<meta><creator>seamline</creator></meta>" in Gexf().render(shop())
    assert "lastmodified" not in Gexf().render(shop())
