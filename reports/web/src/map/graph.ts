import cytoscape, { type Core, type ElementDefinition, type NodeSingular, type StylesheetJson } from "cytoscape";
import fcose from "cytoscape-fcose";
import type { Book } from "../document/book";
import { count, cutKind, short, shown } from "../document/words";
import { hue } from "../parts/names";
import { colour } from "../theme";
import type { DrawnTie } from "./ties";

cytoscape.use(fcose);

const SMALLEST = 26;
const LARGEST = 84;
const NODE_SHAPES = ["ellipse", "round-rectangle", "diamond", "triangle"] as const;

function clipped(name: string): string {
  return name.length <= 26 ? name : `${name.slice(0, 25)}…`;
}

/** Services as nodes: the area grows with the lines of code. */
function nodes(book: Book): ElementDefinition[] {
  const most = Math.max(1, ...book.services.map((service) => service.lines));
  return book.services.map((service, index) => ({
    group: "nodes",
    data: {
      id: `s:${service.id}`,
      service: service.id,
      label: `${clipped(shown(service.name))}\n${count(service.tables.length, "table")} · ${short(service.lines)} lines`,
      size: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(service.lines / most),
      colour: hue(index).colour,
      shape: NODE_SHAPES[hue(index).shape] ?? "ellipse",
    },
  }));
}

function edges(ties: readonly DrawnTie[]): ElementDefinition[] {
  const most = Math.max(1, ...ties.map((tie) => tie.weight));
  return ties.map((tie) => ({
    group: "edges",
    data: {
      id: `t:${tie.id}`,
      tie: tie.id,
      source: `s:${tie.first}`,
      target: `s:${tie.second}`,
      weight: tie.weight,
      label: count(tie.cuts.length, "cut"),
      width: 1.2 + 10 * Math.sqrt(tie.weight / most),
      line: tie.cuts.some((cut) => cutKind(cut.kind).family === "data") ? "solid" : "dashed",
      forth: tie.cuts.some((cut) => cut.from_service === tie.first) ? "triangle" : "none",
      back: tie.cuts.some((cut) => cut.from_service === tie.second) ? "triangle" : "none",
    },
  }));
}

export function style(): StylesheetJson {
  const text = colour("--text");
  const surface = colour("--bg");
  const accent = colour("--accent");
  const line = colour("--tie");
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        shape: "data(shape)" as never,
        "background-color": (node: NodeSingular) => colour(node.data("colour") as string),
        "border-width": 2,
        "border-color": surface,
        label: "data(label)",
        color: text,
        "font-family": "system-ui, sans-serif",
        "font-size": 13,
        "line-height": 1.25,
        "text-wrap": "wrap",
        "text-valign": "bottom",
        "text-margin-y": 5,
        "text-background-color": surface,
        "text-background-opacity": 0.82,
        "text-background-padding": "2px",
        "text-background-shape": "roundrectangle",
        "z-index": 10,
      },
    },
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "curve-style": "straight",
        "line-color": line,
        "line-style": "data(line)" as never,
        "target-arrow-shape": "data(forth)" as never,
        "source-arrow-shape": "data(back)" as never,
        "target-arrow-color": line,
        "source-arrow-color": line,
        "arrow-scale": 0.8,
        opacity: 0.75,
      },
    },
    { selector: ".dim", style: { opacity: 0.16 } },
    { selector: "edge.dim", style: { opacity: 0.08 } },
    {
      selector: "edge.near",
      style: {
        "line-color": accent,
        "target-arrow-color": accent,
        "source-arrow-color": accent,
        opacity: 1,
        label: "data(label)",
        color: text,
        "font-family": "system-ui, sans-serif",
        "font-size": 12,
        "text-background-color": surface,
        "text-background-opacity": 0.9,
        "text-background-padding": "2px",
      },
    },
    { selector: "node.chosen", style: { "border-color": accent, "border-width": 5, "font-weight": 700 } },
    { selector: ".folded", style: { display: "none" } },
    { selector: "node:active, edge:active", style: { "overlay-opacity": 0 } },
  ];
}

/** Runs with a generator of random numbers that starts the same each time (mulberry32). */
function seeded(run: () => void): void {
  const random = Math.random;
  let state = 42;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  try {
    run();
  } finally {
    Math.random = random;
  }
}

interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

function overlapping(boxes: readonly Box[]): boolean {
  return boxes.some((a, index) =>
    boxes.slice(index + 1).some((b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2),
  );
}

/** Spreads positions over the room there is, then until no label covers another. */
function spread(cy: Core): void {
  const all = cy.nodes();
  const box = all.boundingBox({ includeLabels: true });
  const scale = { x: cy.width() / Math.max(1, box.w), y: cy.height() / Math.max(1, box.h) };
  // Stretching much further in one direction than in the other would tear groups apart.
  const even = Math.min(scale.x, scale.y);
  const stretch = { x: Math.min(scale.x, even * 1.7), y: Math.min(scale.y, even * 1.7) };
  all.positions((node) => ({ x: node.position("x") * stretch.x, y: node.position("y") * stretch.y }));
  for (let turn = 0; turn < 24; turn += 1) {
    if (!overlapping(all.map((node) => node.boundingBox({ includeLabels: true, includeOverlays: false })))) return;
    all.positions((node) => ({ x: node.position("x") * 1.08, y: node.position("y") * 1.08 }));
  }
}

/** Places the services by their ties: the same document gives the same map. */
function place(cy: Core): void {
  const strongest = Math.max(1, ...cy.edges().map((edge) => edge.data("weight") as number));
  seeded(() =>
    cy
      .layout({
        name: "fcose",
        quality: "proof",
        animate: false,
        fit: false,
        randomize: true,
        nodeDimensionsIncludeLabels: true,
        nodeSeparation: 120,
        nodeRepulsion: () => 12000,
        gravity: 0.3,
        numIter: 4000,
        idealEdgeLength: (edge: cytoscape.EdgeSingular) =>
          230 - 130 * Math.sqrt((edge.data("weight") as number) / strongest),
      } as cytoscape.LayoutOptions)
      .run(),
  );
  spread(cy);
}

export function draw(container: HTMLElement, book: Book, ties: readonly DrawnTie[]): Core {
  const cy = cytoscape({
    container,
    elements: [...nodes(book), ...edges(ties)],
    style: style(),
    layout: { name: "preset" },
    minZoom: 0.15,
    maxZoom: 4,
    selectionType: "single",
    boxSelectionEnabled: false,
    autounselectify: true,
  });
  place(cy);
  cy.fit(undefined, 28);
  if (cy.zoom() > 1.6) {
    cy.zoom(1.6);
    cy.center();
  }
  return cy;
}

/** Redraws the ties of a filter; places stay, so that the eye keeps its hold. */
export function redraw(cy: Core, ties: readonly DrawnTie[], most: number, selected: string): void {
  const drawn = new Map(edges(ties).map((edge, index) => [edge.data.id as string, { edge, index }]));
  cy.batch(() => {
    for (const edge of cy.edges()) {
      const now = drawn.get(edge.id());
      if (now) edge.data(now.edge.data);
      const ends = [edge.source().data("service"), edge.target().data("service"), edge.data("tie")];
      edge.toggleClass("folded", !now || (now.index >= most && !ends.includes(selected)));
    }
  });
}

/** Brings out a service with its neighbours, or a tie with its two ends. */
export function select(cy: Core, selected: string): void {
  cy.batch(() => {
    cy.elements().removeClass("dim near chosen");
    if (!selected) return;
    const node = cy.nodes().filter((some) => some.data("service") === selected);
    const near = node.nonempty() ? node.connectedEdges() : cy.edges().filter((some) => some.data("tie") === selected);
    if (node.empty() && near.empty()) return;
    near.addClass("near");
    (node.nonempty() ? node : near.connectedNodes()).addClass("chosen");
    cy.elements().not(near).not(near.connectedNodes()).not(node).addClass("dim");
  });
}
