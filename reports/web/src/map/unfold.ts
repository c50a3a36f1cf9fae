/** Opens boxes until as many are drawn as can be read, the strongest first. */
import { type Box, leaves, restBox } from "./box";

export interface Drawn {
  box: Box;
  parent: string | null;
  /** Drawn as a frame around what is inside. */
  open: boolean;
}

/** So many boxes are still read; more are folded, and the page says what. */
export const MOST_DRAWN = 120;
/** Fewer than this of a large box would say less than the box itself. */
const FEWEST = 6;

export class Unfolding {
  private readonly drawn = new Map<string, Drawn>();

  constructor(
    tops: readonly Box[],
    /** How strongly a module or table is tied, by its id. */
    private readonly strength: (leaf: string) => number,
    /** Ids that have to be seen. */
    private readonly wanted: ReadonlySet<string>,
  ) {
    for (const box of tops) this.drawn.set(box.id, { box, parent: null, open: false });
  }

  get all(): readonly Drawn[] {
    return [...this.drawn.values()];
  }

  private weight(box: Box): number {
    return leaves(box).reduce((sum, leaf) => sum + this.strength(leaf), 0);
  }

  private sorted(boxes: readonly Box[]): Box[] {
    const keys = new Map(boxes.map((box) => [box, { wanted: this.wants(box) ? 0 : 1, weight: this.weight(box) }]));
    const key = (box: Box): { wanted: number; weight: number } => keys.get(box) ?? { wanted: 1, weight: 0 };
    return [...boxes].sort(
      (a, b) => key(a).wanted - key(b).wanted || key(b).weight - key(a).weight || (a.id < b.id ? -1 : 1),
    );
  }

  /** Whether a box, or something in it, has to be seen. */
  private wants(box: Box): boolean {
    return this.wanted.has(box.id) || (this.wanted.size > 0 && box.parts().some((part) => this.wants(part)));
  }

  /** Opens a box as far as there is room, its strongest parts first; tells whether it did. */
  open(id: string, atMost = MOST_DRAWN): boolean {
    const drawn = this.drawn.get(id);
    const parts = drawn?.box.parts() ?? [];
    if (!drawn || drawn.open || parts.length === 0) return false;
    const left = MOST_DRAWN - this.drawn.size;
    if (parts.length > left && left < FEWEST && !this.wants(drawn.box)) return false;
    const room = Math.min(atMost, left);
    const order = this.sorted(parts);
    const least = order.filter((part) => this.wants(part)).length;
    const shown = parts.length <= room ? order : order.slice(0, Math.max(least, room - 1));
    const rest = order.slice(shown.length);
    drawn.open = true;
    for (const box of [...shown, ...(rest.length > 0 ? [restBox(drawn.box, rest)] : [])])
      this.drawn.set(box.id, { box, parent: id, open: false });
    return true;
  }

  /** Opens what leads to the wanted ids. */
  openWanted(): void {
    for (const { box, open } of this.all)
      if (!open && box.parts().some((part) => this.wants(part)) && this.open(box.id)) this.openWanted();
  }

  /** Opens all boxes inside of the opened ones, the strongest first, those that fit as a whole. */
  openInside(): void {
    const closed = this.all.filter(({ box, parent, open }) => parent !== null && !open && box.kind !== "rest");
    const order = this.sorted(closed.map(({ box }) => box).filter((box) => box.parts().length > 0));
    order.forEach((box, place) => {
      if (place === 0 || box.parts().length <= MOST_DRAWN - this.drawn.size) this.open(box.id);
    });
  }
}
