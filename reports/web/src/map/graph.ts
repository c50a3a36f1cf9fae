import cytoscape, { type Core, type ElementDefinition } from "cytoscape";
import type { Book } from "../document/book";
import { count, short, shown } from "../document/words";
import { hue } from "../parts/names";
import type { Box } from "./box";
import type { Need } from "./needs";
import { layOut, type Places } from "./layout";
import { type Link, linksOf, type Scene } from "./scene";
import { AROUND } from "./spread";
import { style } from "./style";

/** Smallest and largest size of a node by its kind: the area grows with the lines of code. */
const SIZES: Record<Box["kind"], readonly [number, number]> = {
  service: [26, 84],
  package: [24, 60],
  module: [12, 40],
  rest: [30, 30],
  tables: [28, 28],
  table: [18, 18],
};
const SERVICE_SHAPES = ["ellipse", "round-rectangle", "diamond", "triangle"] as const;
const SHAPES: Record<Box["kind"], string> = {
  service: "ellipse",
  package: "round-rectangle",
  module: "ellipse",
  rest: "round-rectangle",
  tables: "barrel",
  table: "barrel",
};
/** The letters that a name has room for. */
const LONGEST = 26;
/** Beyond this a layout takes long, and weaker ties would not change it much. */
const PLACED_BY = 240;

/** A long name shortened: of a dotted one the end is kept, which tells it apart. */
function clipped(name: string, dotted: boolean): string {
  if (name.length <= LONGEST) return name;
  return dotted ? `…${name.slice(1 - LONGEST)}` : `${name.slice(0, LONGEST - 1)}…`;
}

function label(box: Box, open: boolean, nested: boolean): string {
  const name = clipped(shown(box.short), box.kind === "package" || box.kind === "module");
  if (open) return name;
  switch (box.kind) {
    case "service":
      if (nested) return name;
      return `${name}\n${count(box.tables.length, "table")} · ${short(box.lines)} lines`;
    case "package":
      return `${name}\n${count(box.modules.length, "module")}`;
    case "tables":
      return count(box.tables.length, "table");
    case "rest":
      return `${count(box.parts().length, "more", "more")}`;
    case "module":
      return box.definitions > 0 ? `${name}\n${count(box.definitions, "definition")} of it` : name;
    case "table":
      return name;
  }
}

function nodes(book: Book, scene: Scene): ElementDefinition[] {
  const marks = new Map(book.services.map((service, index) => [service.id, hue(index)]));
  const nested = scene.drawn.some(({ open }) => open);
  const most = (kind: string): number =>
    Math.max(1, ...scene.drawn.filter(({ box, open }) => box.kind === kind && !open).map(({ box }) => box.lines));
  const largest = new Map(Object.keys(SIZES).map((kind) => [kind, most(kind)]));
  return scene.drawn.map(({ box, parent, open }) => {
    const [least, widest] = SIZES[box.kind];
    const mark = marks.get(box.service) ?? hue(0);
    const room = nested && box.kind === "service" ? 0.6 : 1;
    return {
      group: "nodes",
      data: {
        id: box.id,
        kind: box.kind,
        ...(parent === null ? {} : { parent }),
        label: label(box, open, nested),
        size: least + (widest * room - least) * Math.sqrt(box.lines / (largest.get(box.kind) ?? 1)),
        colour: mark.colour,
        shape: box.kind === "service" ? SERVICE_SHAPES[mark.shape] : SHAPES[box.kind],
      },
    };
  });
}

/** What stands on a tie that is brought out: nothing where one tie inside is all that there is. */
function said(needs: readonly Need[]): string {
  const cuts = needs.filter((need) => need.cut).length;
  if (cuts > 0) return count(cuts, "cut");
  return needs.length > 1 ? count(needs.length, "tie") : "";
}

function edges(links: readonly Link[]): ElementDefinition[] {
  const most = Math.max(1, ...links.map((link) => link.weight));
  return links.map((link) => ({
    group: "edges",
    data: {
      id: `tie:${link.id}`,
      tie: link.id,
      source: link.first,
      target: link.second,
      weight: link.weight,
      label: said(link.needs),
      width: 1 + 8 * Math.sqrt(link.weight / most),
      line: link.data ? "solid" : "dashed",
      forth: link.forth,
      back: link.back,
    },
  }));
}

// Laying out takes a moment: once for a scene is enough, however often it is shown.
const layouts = new WeakMap<Book, Map<string, Places>>();

function placesOf(cy: Core, book: Book, scene: Scene): Places {
  const known = layouts.get(book) ?? new Map<string, Places>();
  layouts.set(book, known);
  const found = known.get(scene.key);
  if (found) return found;
  cy.add(edges(linksOf(scene, new Set()).slice(0, PLACED_BY)));
  const places = layOut(cy);
  cy.edges().remove();
  known.set(scene.key, places);
  return places;
}

/** Below this zoom names are hard to read. */
const READABLE = 0.7;

export function draw(container: HTMLElement, book: Book, scene: Scene): Core {
  const cy = cytoscape({
    container,
    elements: nodes(book, scene),
    style: style(),
    layout: { name: "preset", fit: false },
    minZoom: 0.1,
    maxZoom: 4,
    selectionType: "single",
    boxSelectionEnabled: false,
    autounselectify: true,
  });
  const places = placesOf(cy, book, scene);
  cy.nodes(":childless").positions((node) => places.get(node.id()) ?? { x: 0, y: 0 });
  begin(cy);
  return cy;
}

/** All in sight at first; where that is too small to be read, what is looked into. */
function begin(cy: Core): void {
  fit(cy);
  const opened = cy.nodes(":parent:orphan");
  if (opened.nonempty() && cy.zoom() < READABLE) cy.fit(opened, AROUND);
}

/** All in sight, but a map of two services no larger than it reads well. */
export function fit(cy: Core): void {
  cy.fit(undefined, AROUND);
  if (cy.zoom() <= 1.6) return;
  cy.zoom(1.6);
  cy.center();
}

/** Draws the ties of a filter; places stay, so that the eye keeps its hold. */
export function redraw(cy: Core, links: readonly Link[]): void {
  cy.batch(() => {
    cy.edges().remove();
    cy.add(edges(links));
  });
}

/** Brings out a node with its neighbours, or a tie with its two ends. */
export function select(cy: Core, selected: string): void {
  cy.batch(() => {
    cy.elements().removeClass("dim near chosen");
    if (!selected) return;
    const node = cy.nodes().filter((some) => some.id() === selected);
    // Of a service that is looked into, all is in sight: to bring out everything says nothing.
    if (node.is("[kind = 'service']:parent")) return void node.addClass("chosen");
    const whole = node.union(node.descendants());
    const near = node.nonempty() ? whole.connectedEdges() : cy.edges().filter((some) => some.data("tie") === selected);
    if (node.empty() && near.empty()) return;
    near.addClass("near");
    (node.nonempty() ? node : near.connectedNodes()).addClass("chosen");
    cy.elements().not(near).not(near.connectedNodes()).not(whole).addClass("dim");
  });
}

function inSight(cy: Core, { x1, y1, x2, y2 }: { x1: number; y1: number; x2: number; y2: number }): boolean {
  return x1 >= 0 && y1 >= 0 && x2 <= cy.width() && y2 <= cy.height();
}

/** Brings a node that is out of sight, or too small to be read, into the middle. */
export function reveal(cy: Core, selected: string): void {
  const node = cy.getElementById(selected);
  if (node.empty() || !node.isNode() || (node.isParent() && node.isOrphan())) return;
  if (inSight(cy, node.renderedBoundingBox()) && (cy.zoom() >= READABLE || node.isOrphan())) return;
  const to = node.isParent()
    ? { fit: { eles: node, padding: AROUND } }
    : { zoom: Math.max(cy.zoom(), 1), center: { eles: node } };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  cy.stop();
  cy.animate(to, { duration: still ? 0 : 250 });
}
