/** Moves apart what a layout left on top of each other, labels and all. */
import type { Core, NodeCollection, NodeSingular, Position } from "cytoscape";
import { Rectangle, removeOverlaps } from "webcola/dist/src/rectangle";
import type { Places } from "./layout";

// Room between two things with their labels, and around them all.
const BETWEEN = 14;
export const AROUND = 24;

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

/** Spreads a layout without frames over the room there is, and moves apart what would cover another. */
export function spread(cy: Core): Places {
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

/** How much larger a frame is than all that stands in it, and how much wider than high. */
const LOOSE = 1.25;
const WIDE = 1.5;
/** How far things are drawn towards even distances: inside of frames, and around them. */
const INSIDE = 0.8;
const AROUND_FRAMES = 0.2;

/** The scale at which boxes just find room in an area of that shape. */
function snug(boxes: readonly Boxed[], wide: number): Position {
  const area = LOOSE * boxes.reduce((sum, { w, h }) => sum + (w + BETWEEN) * (h + BETWEEN), 0);
  const room = { w: Math.sqrt(area * wide), h: Math.sqrt(area / wide) };
  return {
    x: stretch(boxes.map(({ x }) => x), room.w, Math.min(...boxes.map(({ w }) => w))),
    y: stretch(boxes.map(({ y }) => y), room.h, Math.min(...boxes.map(({ h }) => h))),
  };
}

/** Coordinates on the way to even distances (`share` of it), so that one far away leaves no room empty. */
function evened(coordinates: readonly number[], share: number): number[] {
  const [least, most] = [Math.min(...coordinates), Math.max(...coordinates)];
  const order = coordinates.map((_, index) => index).sort((a, b) => (coordinates[a] ?? 0) - (coordinates[b] ?? 0) || a - b);
  const even = new Map(order.map((index, rank) => [index, least + ((most - least) * rank) / Math.max(1, order.length - 1)]));
  return coordinates.map((own, index) => (1 - share) * own + share * (even.get(index) ?? own));
}

function evenly(boxes: readonly Boxed[], share: number): Boxed[] {
  const [xs, ys] = [evened(boxes.map(({ x }) => x), share), evened(boxes.map(({ y }) => y), share)];
  return boxes.map((box, index) => ({ ...box, x: xs[index] ?? box.x, y: ys[index] ?? box.y }));
}

/** Draws siblings together, each with all that is inside of it, until they just do not overlap. */
function settle(siblings: NodeCollection, wide: number): void {
  siblings.filter(":parent").forEach((frame) => settle(frame.children(), WIDE));
  const boxes = siblings.map(boxed);
  const even = evenly(boxes, siblings.filter(":child").nonempty() ? INSIDE : AROUND_FRAMES);
  apart(even, snug(even, wide)).forEach((rectangle, index) => {
    const { x, y, off } = boxes[index] as Boxed;
    siblings[index]?.shift({ x: rectangle.cx() - off.x - x, y: rectangle.cy() - off.y - y });
  });
}

/** Moves apart what would cover another in a layout of frames in frames, from the innermost out. */
export function settled(cy: Core): Places {
  settle(cy.nodes(":orphan"), cy.width() / Math.max(1, cy.height()));
  return new Map(cy.nodes(":childless").map((node) => [node.id(), { ...node.position() }]));
}
