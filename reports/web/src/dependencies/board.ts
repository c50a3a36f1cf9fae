import { select } from "d3-selection";
import { zoom, type ZoomBehavior, zoomIdentity, zoomTransform } from "d3-zoom";
import { THEME_CHANGED } from "../theme";
import type { Camera, Cell, Scene, Stage } from "./frame";
import { longestName } from "./names";
import { paint } from "./paint";
import { palette } from "./palette";
import { cellAt, nameAt } from "./pointing";
import type { Span } from "./grid";

/** A cell is never larger than this, in CSS pixels. */
const LARGEST = 34;
/** The room for names beside and above the matrix: what the longest needs, within bounds. */
const NAMES = { least: 80, most: 240, share: 0.28 };
const HEADS = { least: 60, most: 150, share: 0.24 };

/** The canvas with what is drawn on it, and the camera that wheel, fingers and keys move. */
export class Board {
  private scene: Scene | null = null;
  private colours = palette();
  private frame = 0;
  private longest = 0;
  private readonly behaviour: ZoomBehavior<HTMLElement, unknown>;
  private readonly observer: ResizeObserver;
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly print = matchMedia("print");

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly plot: HTMLElement,
  ) {
    this.behaviour = zoom<HTMLElement, unknown>().on("zoom", () => this.draw());
    select(plot).call(this.behaviour).on("dblclick.zoom", null);
    this.observer = new ResizeObserver(() => this.fitStage());
    this.observer.observe(canvas);
    window.addEventListener(THEME_CHANGED, this.restyle);
    this.dark.addEventListener("change", this.restyle);
    this.print.addEventListener("change", this.restyle);
  }

  destroy(): void {
    this.observer.disconnect();
    window.removeEventListener(THEME_CHANGED, this.restyle);
    this.dark.removeEventListener("change", this.restyle);
    this.print.removeEventListener("change", this.restyle);
    cancelAnimationFrame(this.frame);
  }

  show(scene: Scene): void {
    const grown = this.scene?.grid.lines.length !== scene.grid.lines.length;
    this.scene = scene;
    this.longest = longestName(this.canvas.getContext("2d"), scene.grid);
    if (grown) this.fitStage();
    this.draw();
  }

  get stage(): Stage {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const room = ({ least, most, share }: typeof NAMES, side: number): number =>
      Math.round(Math.max(least, Math.min(this.longest, most, side * share)));
    return { width, height, names: room(NAMES, width), heads: room(HEADS, height) };
  }

  /** The size of a cell when all are in sight. */
  private get least(): number {
    const { width, height, names, heads } = this.stage;
    const lines = Math.max(1, this.scene?.grid.lines.length ?? 1);
    return Math.max(0.01, Math.min((width - names) / lines, (height - heads) / lines, LARGEST));
  }

  get camera(): Camera {
    const { x, y, k } = zoomTransform(this.plot);
    return { cell: this.least * k, left: this.stage.names + x, top: this.stage.heads + y };
  }

  cellAt(x: number, y: number): Cell | null {
    return this.scene && cellAt(this.scene.grid, this.camera, this.stage, x, y);
  }

  nameAt(x: number, y: number): Span | null {
    return this.scene && nameAt(this.scene.grid, this.camera, this.stage, x, y);
  }

  zoomBy(factor: number): void {
    this.behaviour.scaleBy(select(this.plot), factor);
  }

  fit(): void {
    this.behaviour.transform(select(this.plot), zoomIdentity);
  }

  /** Moves the camera so that lines of rows and columns are in sight, and can be told apart. */
  reveal(rows: readonly [number, number], cols: readonly [number, number]): void {
    const { width, height, names, heads } = this.stage;
    const most = Math.max(rows[1] - rows[0], cols[1] - cols[0], 1);
    const fitting = Math.min((width - names) / most, (height - heads) / most) * 0.8;
    const k = Math.min(Math.max(1, Math.min(fitting, 20) / this.least), LARGEST / this.least);
    const cell = this.least * k;
    const x = (width - names) / 2 - ((cols[0] + cols[1]) / 2) * cell;
    const y = (height - heads) / 2 - ((rows[0] + rows[1]) / 2) * cell;
    const [atX, atY] = [this.held(x, width - names, cell), this.held(y, height - heads, cell)];
    this.behaviour.transform(select(this.plot), zoomIdentity.translate(atX, atY).scale(k));
  }

  /** Follows a cell that the keyboard moves, without a change of scale. */
  follow({ row, col }: Cell): void {
    const { cell, left, top } = this.camera;
    const { width, height, names, heads } = this.stage;
    const short = (place: number, from: number, to: number): number =>
      place < from ? from - place : place + cell > to ? to - place - cell : 0;
    const dx = short(left + col * cell, names, width);
    const dy = short(top + row * cell, heads, height);
    const { k } = zoomTransform(this.plot);
    if (dx || dy) this.behaviour.translateBy(select(this.plot), dx / k, dy / k);
  }

  /** Draws soon: many changes in one frame are drawn once. */
  draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.drawNow());
  }

  private drawNow(): void {
    const pen = this.canvas.getContext("2d");
    if (!pen || !this.scene) return;
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    paint(pen, this.scene, this.camera, this.stage, this.colours);
  }

  private held(start: number, room: number, cell: number): number {
    const lines = this.scene?.grid.lines.length ?? 1;
    return Math.min(0, Math.max(Math.min(0, room - lines * cell), start));
  }

  private fitStage(): void {
    const { width, height, names, heads } = this.stage;
    if (width === 0) return;
    this.canvas.width = width * devicePixelRatio;
    this.canvas.height = height * devicePixelRatio;
    Object.assign(this.plot.style, { left: `${names}px`, top: `${heads}px` });
    const room: [[number, number], [number, number]] = [[0, 0], [width - names, height - heads]];
    this.behaviour.extent(room).translateExtent(room).scaleExtent([1, Math.max(1, LARGEST / this.least)]);
    this.behaviour.scaleBy(select(this.plot), 1);
    this.drawNow();
  }

  // Paper is light and of another size: all is drawn again before the page is put on it.
  private readonly restyle = (): void => {
    this.colours = palette();
    this.fitStage();
  };
}
