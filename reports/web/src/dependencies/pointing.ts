/** What is at a point of the stage. */
import type { Camera, Cell, Stage } from "./frame";
import type { Grid, Span } from "./grid";

/** The cell at a point of the stage, null beside the matrix. */
export function cellAt(grid: Grid, camera: Camera, stage: Stage, x: number, y: number): Cell | null {
  if (x < stage.names || y < stage.heads) return null;
  const cell = { row: Math.floor((y - camera.top) / camera.cell), col: Math.floor((x - camera.left) / camera.cell) };
  const inside = (place: number): boolean => place >= 0 && place < grid.lines.length;
  return inside(cell.row) && inside(cell.col) ? cell : null;
}

/** The group whose name stands at a point, null where none does. */
export function nameAt(grid: Grid, camera: Camera, stage: Stage, x: number, y: number): Span | null {
  const beside = x < stage.names && y >= stage.heads;
  const above = y < stage.heads && x >= stage.names;
  if (beside === above) return null;
  const line = beside ? (y - camera.top) / camera.cell : (x - camera.left) / camera.cell;
  return grid.spans.find((span) => line >= span.start && line < span.end) ?? null;
}
