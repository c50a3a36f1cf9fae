import type { Grid } from "./grid";
import type { Cell } from "./frame";

const STEPS: Record<string, Cell> = {
  ArrowUp: { row: -1, col: 0 },
  ArrowDown: { row: 1, col: 0 },
  ArrowLeft: { row: 0, col: -1 },
  ArrowRight: { row: 0, col: 1 },
};

/** The cell that an arrow key leads to: the neighbour, or with Shift the next mark that way. */
export function step(grid: Grid, from: Cell, key: string, far: boolean): Cell | null {
  const by = STEPS[key];
  if (!by) return null;
  const size = grid.lines.length;
  const inside = ({ row, col }: Cell): boolean => row >= 0 && row < size && col >= 0 && col < size;
  let next = { row: from.row + by.row, col: from.col + by.col };
  while (far && inside(next) && !grid.at.has(next.row * size + next.col)) {
    next = { row: next.row + by.row, col: next.col + by.col };
  }
  return inside(next) ? next : from;
}
