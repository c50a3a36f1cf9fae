import cytoscape, { type Core, type ElementDefinition, type NodeSingular, type Position, type StylesheetJson } from "cytoscape";
import fcose from "cytoscape-fcose";
import { Rectangle, removeOverlaps } from "webcola/dist/src/rectangle";
import type { Book } from "../document/book";
import { count, cutKind, short, shown } from "../document/words";
import { hue } from "../parts/names";
import { colour } from "../theme";
import type { DrawnTie } from "./ties";

cytoscape.use(fcose);
// It warns of ties that are hidden behind the services that they join, while the layout still runs.
cytoscape.warnings(false);

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
      width: 1 + 8 * Math.sqrt(tie.weight / most),
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
        "min-zoomed-font-size": 8,
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

type Places = Map<string, Position>;

// Room between two services with their labels, and around them all.
const BETWEEN = 14;
const AROUND = 24;

/** A node's place, and its box with the label, whose middle lies `off` the node's. */
interface Boxed extends Position {
  id: string;
  off: Position;
  w: number;
  h: number;
}

function boxed(node: NodeSingular): Boxed {
  const { x, y } = node.position();
  const { x1, y1, x2, y2 } = node.boundingBox({ includeLabels: true, includeOverlays: false });
  return { id: node.id(), x, y, off: { x: (x1 + x2) / 2 - x, y: (y1 + y2) / 2 - y }, w: x2 - x1, h: y2 - y1 };
}

/** The boxes of a stretched layout, moved apart where one would cover another. */
function apart(boxes: readonly Boxed[], scale: Position): Rectangle[] {
  const rectangles = boxes.map(({ x, y, off, w, h }) => {
    const middle = { x: x * scale.x + off.x, y: y * scale.y + off.y };
    const half = { x: (w + BETWEEN) / 2, y: (h + BETWEEN) / 2 };
    return new Rectangle(middle.x - half.x, middle.x + half.x, middle.y - half.y, middle.y + half.y);
  });
  removeOverlaps(rectangles);
  return rectangles;
}

function extent(rectangles: readonly Rectangle[]): { w: number; h: number } {
  return {
    w: Math.max(...rectangles.map((box) => box.X)) - Math.min(...rectangles.map((box) => box.x)),
    h: Math.max(...rectangles.map((box) => box.Y)) - Math.min(...rectangles.map((box) => box.y)),
  };
}

/** Spreads the layout over the room there is, and moves apart what would cover another. */
function spread(cy: Core): Places {
  const room = { w: cy.width() - 2 * AROUND, h: cy.height() - 2 * AROUND };
  const boxes = cy.nodes().map(boxed);
  const scale = {
    x: stretch(boxes.map(({ x }) => x), room.w, Math.max(...boxes.map(({ w }) => w))),
    y: stretch(boxes.map(({ y }) => y), room.h, Math.max(...boxes.map(({ h }) => h))),
  };
  const first = extent(apart(boxes, scale));
  // Moving apart grows the map upwards more than sideways, for labels are wide and low.
  const wider = Math.max(1, (first.h / first.w) * (room.w / room.h));
  const rectangles = apart(boxes, { x: scale.x * wider, y: scale.y });
  return new Map(
    boxes.map(({ id, off }, index) => {
      const rectangle = rectangles[index];
      return [id, { x: (rectangle?.cx() ?? 0) - off.x, y: (rectangle?.cy() ?? 0) - off.y }];
    }),
  );
}

/** The factor by which coordinates fill a room, when each needs `size` of it. */
function stretch(coordinates: readonly number[], room: number, size: number): number {
  return Math.max(1, room - size) / Math.max(1, Math.max(...coordinates) - Math.min(...coordinates));
}

/** Places the services by their ties: the same document gives the same map. */
function layOut(cy: Core): Places {
  const strongest = Math.max(1, ...cy.edges().map((edge) => edge.data("weight") as number));
  seeded(() =>
    cy
      .layout({
        name: "fcose",
        quality: "default",
        animate: false,
        fit: false,
        randomize: true,
        nodeDimensionsIncludeLabels: true,
        nodeSeparation: 120,
        nodeRepulsion: () => 12000,
        gravity: 0.3,
        numIter: 800,
        idealEdgeLength: (edge: cytoscape.EdgeSingular) =>
          230 - 130 * Math.sqrt((edge.data("weight") as number) / strongest),
      } as cytoscape.LayoutOptions)
      .run(),
  );
  return spread(cy);
}

// Laying out takes a moment: once for a document is enough, however often the map is opened.
const layouts = new WeakMap<Book, Places>();

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
  const places = layouts.get(book) ?? layOut(cy);
  layouts.set(book, places);
  cy.nodes().positions((node) => places.get(node.id()) ?? { x: 0, y: 0 });
  fit(cy);
  return cy;
}

/** All in sight, but a map of two services no larger than it reads well. */
export function fit(cy: Core): void {
  cy.fit(undefined, AROUND);
  if (cy.zoom() <= 1.6) return;
  cy.zoom(1.6);
  cy.center();
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
