/** The matrix itself: blocks, marks, cycles and the cross-hairs. */
import { whole } from "../document/words";
import { type Camera, type Cell, inSight, type Scene, type Sight, sight, type Stage } from "./frame";
import type { Mark } from "./grid";
import { FONT, Names } from "./names";
import { inkOf, type Palette } from "./palette";

/** From so many pixels a cell on, marks say how many places there are. */
const COUNTED = 18;
/** A mark is never smaller than this, however far the matrix is away. */
const LEAST = 1.6;

class Painter {
  private readonly rows: Sight;
  private readonly cols: Sight;

  constructor(
    private readonly pen: CanvasRenderingContext2D,
    private readonly scene: Scene,
    private readonly camera: Camera,
    private readonly stage: Stage,
    private readonly palette: Palette,
  ) {
    const size = scene.grid.lines.length;
    this.rows = sight(size, camera.top, camera.cell, stage.heads, stage.height);
    this.cols = sight(size, camera.left, camera.cell, stage.names, stage.width);
  }

  paint(): void {
    const { pen, stage, palette } = this;
    pen.clearRect(0, 0, stage.width, stage.height);
    pen.save();
    pen.beginPath();
    pen.rect(stage.names, stage.heads, stage.width - stage.names, stage.height - stage.heads);
    pen.clip();
    this.blocks();
    this.diagonal();
    this.marks();
    this.cycles();
    this.cross(this.scene.hover, palette.quiet, 1);
    this.cross(this.scene.cursor, palette.accent, 2);
    pen.restore();
    new Names(pen, this.scene, this.camera, stage, palette, this.rows, this.cols).paint();
  }

  private x(col: number): number {
    return this.camera.left + col * this.camera.cell;
  }

  private y(row: number): number {
    return this.camera.top + row * this.camera.cell;
  }

  /** Each group's own block, in its colour, and lines between the groups. */
  private blocks(): void {
    const { pen, scene, palette } = this;
    const size = scene.grid.lines.length;
    const [left, right] = [this.x(0), this.x(size)];
    const [top, bottom] = [this.y(0), this.y(size)];
    for (const span of scene.grid.spans) {
      const [x, y] = [this.x(span.start), this.y(span.start)];
      const side = (span.end - span.start) * this.camera.cell;
      pen.globalAlpha = 0.14;
      pen.fillStyle = inkOf(palette, scene, span.group.service);
      pen.fillRect(x, y, side, side);
      pen.globalAlpha = 1;
      pen.fillStyle = palette.line;
      pen.fillRect(Math.round(x), top, 1, bottom - top);
      pen.fillRect(left, Math.round(y), right - left, 1);
    }
    pen.strokeStyle = palette.strong;
    pen.lineWidth = 1;
    pen.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1);
  }

  private diagonal(): void {
    const { pen, scene, palette } = this;
    const size = scene.grid.lines.length;
    pen.strokeStyle = palette.strong;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(this.x(0), this.y(0));
    pen.lineTo(this.x(size), this.y(size));
    pen.stroke();
  }

  private marks(): void {
    const { pen, scene, palette, camera } = this;
    // Above the diagonal last: what points back up must not be covered by anything.
    for (const back of [false, true]) {
      pen.fillStyle = back ? palette.back : palette.down;
      for (const mark of scene.grid.marks) {
        if (mark.col < mark.row === back && this.within(mark)) this.mark(mark);
      }
    }
    pen.globalAlpha = 1;
    if (camera.cell >= COUNTED) this.counts();
  }

  private within({ row, col }: Cell): boolean {
    return row >= this.rows[0] && row < this.rows[1] && col >= this.cols[0] && col < this.cols[1];
  }

  /** Darker for more places; what is more than imports fills its cell. */
  private mark({ row, col, places, strong }: Mark): void {
    const { pen, camera } = this;
    const share = strong ? 0.88 : 0.6;
    const side = Math.max(LEAST, camera.cell * share);
    const off = (camera.cell - side) / 2;
    pen.globalAlpha = Math.min(1, 0.62 + 0.12 * Math.log2(places));
    pen.fillRect(this.x(col) + off, this.y(row) + off, side, side);
  }

  private counts(): void {
    const { pen, scene, palette, camera } = this;
    pen.fillStyle = palette.bg;
    pen.font = `600 ${Math.min(13, camera.cell * 0.5)}px ${FONT}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    for (const mark of scene.grid.marks) {
      if (!mark.strong || !this.within(mark)) continue;
      const text = mark.places > 99 ? "99+" : whole(mark.places);
      pen.fillText(text, this.x(mark.col + 0.5), this.y(mark.row + 0.5), camera.cell * 0.8);
    }
  }

  private cycles(): void {
    const { pen, scene, palette, camera } = this;
    pen.strokeStyle = palette.back;
    pen.lineWidth = camera.cell > 4 ? 1.5 : 1;
    for (const { start, end } of scene.grid.cycles) {
      const side = (end - start) * camera.cell;
      if (side >= 5 && inSight({ start, end }, this.rows)) pen.strokeRect(this.x(start), this.y(start), side, side);
    }
  }

  /** A cell with its row and column. */
  private cross(cell: Cell | null, ink: string, width: number): void {
    if (!cell) return;
    const { pen, camera, stage } = this;
    pen.strokeStyle = ink;
    pen.fillStyle = ink;
    pen.globalAlpha = 0.16;
    pen.fillRect(stage.names, this.y(cell.row), stage.width - stage.names, Math.max(1, camera.cell));
    pen.fillRect(this.x(cell.col), stage.heads, Math.max(1, camera.cell), stage.height - stage.heads);
    pen.globalAlpha = 1;
    pen.lineWidth = width;
    const side = Math.max(8, camera.cell);
    const off = (camera.cell - side) / 2;
    pen.strokeRect(this.x(cell.col) + off, this.y(cell.row) + off, side, side);
  }
}

/** Draws the matrix as it lies under the camera. */
export function paint(
  pen: CanvasRenderingContext2D,
  scene: Scene,
  camera: Camera,
  stage: Stage,
  colours: Palette,
): void {
  new Painter(pen, scene, camera, stage, colours).paint();
}
