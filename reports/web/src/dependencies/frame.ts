/** Where the matrix lies, and what of it is in sight. */
import type { Grid } from "./grid";

/** A row and a column, or a whole block of two groups. */
export interface Cell {
  row: number;
  col: number;
}

/** Where the matrix lies on the stage, in CSS pixels: the size of a cell, and the corner's place. */
export interface Camera {
  cell: number;
  left: number;
  top: number;
}

/** The stage, and the room that names take at its left and top. */
export interface Stage {
  width: number;
  height: number;
  names: number;
  heads: number;
}

export interface Scene {
  grid: Grid;
  /** The place of a service in the palette, by its id. */
  hues: ReadonlyMap<string, number>;
  cursor: Cell | null;
  hover: Cell | null;
}

/** Lines of a side, from the first to before the last. */
export type Sight = readonly [from: number, to: number];

/** The lines that are in sight along one side. */
export function sight(size: number, start: number, cell: number, from: number, to: number): Sight {
  return [
    Math.max(0, Math.floor((from - start) / cell)),
    Math.min(size, Math.ceil((to - start) / cell)),
  ];
}

/** Whether some of a stretch of lines is in sight. */
export function inSight({ start, end }: { start: number; end: number }, [from, to]: Sight): boolean {
  return start < to && end > from;
}
