/** The names beside and above the matrix: groups from afar, modules from near by. */
import { shown } from "../document/words";
import { type Camera, inSight, type Scene, type Sight, type Stage } from "./frame";
import type { Grid, Line, Span } from "./grid";
import { inkOf, type Palette } from "./palette";

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
/** From so many pixels a cell on, modules are named; below it, groups. */
const NAMED = 11;
const STRIP = 6;

export class Names {
  constructor(
    private readonly pen: CanvasRenderingContext2D,
    private readonly scene: Scene,
    private readonly camera: Camera,
    private readonly stage: Stage,
    private readonly palette: Palette,
    private readonly rows: Sight,
    private readonly cols: Sight,
  ) {}

  paint(): void {
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
  private side(room: number, seen: Sight, start: number, from: number, to: number, turned = false): void {
    const { pen, scene, camera, palette } = this;
    pen.textBaseline = "middle";
    pen.textAlign = turned ? "left" : "right";
    const at = turned ? STRIP + 6 : room - STRIP - 6;
    for (const span of scene.grid.spans) {
      if (!inSight(span, seen)) continue;
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
  private strip(span: Span, seen: Sight, start: number, at: number): void {
    const { pen, scene, camera, palette } = this;
    const gap = (span.end - span.start) * camera.cell > 4 ? 0.5 : 0;
    for (let index = Math.max(span.start, seen[0]); index < Math.min(span.end, seen[1]); index += 1) {
      const [from, to] = [start + index * camera.cell, start + (index + 1) * camera.cell];
      pen.fillStyle = inkOf(palette, scene, scene.grid.lines[index]?.module?.service ?? span.group.service);
      const top = index === span.start ? from + gap : from;
      pen.fillRect(at, top, STRIP, (index + 1 === span.end ? to - gap : to) - top);
    }
  }

  private modules(span: Span, seen: Sight, start: number, at: number, room: number): void {
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
