import { shown, whole } from "../document/words";
import { hue } from "../parts/names";
import { colour } from "../theme";
import type { Grid, Line, Mark, Span } from "./grid";

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

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
/** From so many pixels a cell on, modules are named; below it, groups. */
const NAMED = 11;
/** From so many pixels a cell on, marks say how many places there are. */
const COUNTED = 18;
const STRIP = 6;
/** A mark is never smaller than this, however far the matrix is away. */
const LEAST = 1.6;

interface Palette {
  text: string;
  quiet: string;
  line: string;
  strong: string;
  bg: string;
  raised: string;
  accent: string;
  down: string;
  back: string;
  services: string[];
}

export function palette(): Palette {
  return {
    text: colour("--text"),
    quiet: colour("--quiet"),
    line: colour("--line"),
    strong: colour("--line-strong"),
    bg: colour("--bg"),
    raised: colour("--raised"),
    accent: colour("--accent"),
    down: colour("--mark"),
    back: colour("--back"),
    services: Array.from({ length: 8 }, (_, index) => colour(hue(index).colour)),
  };
}

/** The lines that are in sight along one side. */
function sight(size: number, start: number, cell: number, from: number, to: number): [number, number] {
  return [
    Math.max(0, Math.floor((from - start) / cell)),
    Math.min(size, Math.ceil((to - start) / cell)),
  ];
}

class Painter {
  private readonly rows: [number, number];
  private readonly cols: [number, number];

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
    this.names();
  }

  private x(col: number): number {
    return this.camera.left + col * this.camera.cell;
  }

  private y(row: number): number {
    return this.camera.top + row * this.camera.cell;
  }

  private hue(service: string | null): string {
    const place = service === null ? undefined : this.scene.hues.get(service);
    return place === undefined ? this.palette.strong : (this.palette.services[place % 8] ?? this.palette.strong);
  }

  private visible({ start, end }: { start: number; end: number }, [from, to]: [number, number]): boolean {
    return start < to && end > from;
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
      pen.fillStyle = this.hue(span.group.service);
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
      if (side >= 5 && this.visible({ start, end }, this.rows)) pen.strokeRect(this.x(start), this.y(start), side, side);
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

  private names(): void {
    const { pen, stage, camera } = this;
    pen.save();
    pen.beginPath();
    pen.rect(0, stage.heads, stage.names, stage.height - stage.heads);
    pen.clip();
    this.side(stage.names, this.rows, camera.top, stage.heads, stage.height);
    pen.restore();
    pen.save();
    pen.beginPath();
    pen.rect(stage.names, 0, stage.width - stage.names, stage.heads);
    pen.clip();
    // The heads are the names turned by a quarter: what was left is below, what was down is right.
    pen.translate(0, stage.heads);
    pen.rotate(-Math.PI / 2);
    this.side(stage.heads, this.cols, camera.left, stage.names, stage.width, true);
    pen.restore();
  }

  /** The names along one side: groups from afar, modules from near by. */
  private side(room: number, seen: [number, number], start: number, from: number, to: number, turned = false): void {
    const { pen, scene, camera, palette } = this;
    pen.textBaseline = "middle";
    pen.textAlign = turned ? "left" : "right";
    const at = turned ? STRIP + 6 : room - STRIP - 6;
    for (const span of scene.grid.spans) {
      if (!this.visible(span, seen)) continue;
      const first = Math.max(from, start + span.start * camera.cell);
      const last = Math.min(to, start + span.end * camera.cell);
      this.strip(span, seen, start, turned ? 0 : room - STRIP);
      if (camera.cell >= NAMED) this.modules(span, seen, start, at, room);
      else if (last - first >= 11) {
        pen.fillStyle = palette.text;
        pen.font = `${span.folded ? 400 : 500} 12px ${FONT}`;
        pen.fillText(this.fitting(shown(span.group.name), room - STRIP - 12), at, (first + last) / 2);
      }
    }
  }

  /** Beside each line the colour of its service, whatever the groups are. */
  private strip(span: Span, seen: [number, number], start: number, at: number): void {
    const { pen, scene, camera } = this;
    const gap = (span.end - span.start) * camera.cell > 4 ? 0.5 : 0;
    for (let index = Math.max(span.start, seen[0]); index < Math.min(span.end, seen[1]); index += 1) {
      const [from, to] = [start + index * camera.cell, start + (index + 1) * camera.cell];
      pen.fillStyle = this.hue(scene.grid.lines[index]?.module?.service ?? span.group.service);
      const top = index === span.start ? from + gap : from;
      pen.fillRect(at, top, STRIP, (index + 1 === span.end ? to - gap : to) - top);
    }
  }

  private modules(span: Span, seen: [number, number], start: number, at: number, room: number): void {
    const { pen, scene, camera, palette } = this;
    pen.fillStyle = palette.text;
    for (let index = Math.max(span.start, seen[0]); index < Math.min(span.end, seen[1]); index += 1) {
      const line = scene.grid.lines[index] as Line;
      pen.font = `${line.module ? 400 : 500} 12px ${FONT}`;
      const name = shown(line.module?.name ?? span.group.name);
      pen.fillText(this.fitting(name, room - STRIP - 12), at, start + (index + 0.5) * camera.cell);
    }
  }

  /** A name that fits: of a long one its end, which tells it apart. */
  private fitting(name: string, room: number): string {
    const { pen } = this;
    if (pen.measureText(name).width <= room) return name;
    const fits = Math.floor((room / pen.measureText(name).width) * name.length) - 1;
    return `…${name.slice(-Math.max(1, fits))}`;
  }
}

/** The room that the longest name of a group takes beside the matrix. */
export function longestName(pen: CanvasRenderingContext2D | null, grid: Grid): number {
  if (!pen) return 0;
  pen.font = `500 12px ${FONT}`;
  const widths = grid.spans.map(({ group }) => pen.measureText(shown(group.name)).width);
  return Math.max(0, ...widths) + STRIP + 16;
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
