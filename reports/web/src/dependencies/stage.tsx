import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Board } from "./board";
import { type Choice, choose, toggleFold } from "./choice";
import { type Grid, KINDS } from "./grid";
import { step } from "./keys";
import type { Cell } from "./frame";
import type { End } from "./panel";
import { Zoom } from "./toolbar";

/** The module or group of a key, null where the matrix has none. */
export function endOf(grid: Grid, key: string): End | null {
  if (key.startsWith("g:")) {
    const group = grid.spans.find((span) => span.group.id === key.slice(2))?.group;
    return group ? { key, group, module: null } : null;
  }
  for (const { group } of grid.spans) {
    const module = group.modules.find((some) => `m:${some.name}` === key);
    if (module) return { key, group, module };
  }
  return null;
}

/** The lines that an end stands on: its own, or those of its group. */
function linesOf(grid: Grid, end: End): [number, number] {
  const place = grid.place.get(end.key);
  if (place !== undefined) return [place, place + 1];
  const span = grid.spans.find((some) => some.group.id === end.group.id);
  return [span?.start ?? 0, span?.end ?? 1];
}

function nameOf(grid: Grid, line: number): string {
  const { module, group } = grid.lines[line] ?? { module: null, group: 0 };
  return shown(module?.name ?? grid.spans[group]?.group.name ?? "");
}

/** A cell in words: who needs whom, by what, and the first place of it. */
function told(grid: Grid, { row, col }: Cell): string[] {
  if (row === col) return [nameOf(grid, row)];
  const mark = grid.at.get(row * grid.lines.length + col);
  const ends = `${nameOf(grid, row)} → ${nameOf(grid, col)}`;
  if (!mark) return [ends, "no tie"];
  const kinds = new Map<string, number>();
  for (const tie of mark.ties) kinds.set(tie.kind, (kinds.get(tie.kind) ?? 0) + Math.max(1, tie.evidence.length));
  const words = [...kinds].map(([kind, places]) => `${(KINDS[kind] ?? title(kind)).toLowerCase()} ${whole(places)}`);
  const first = mark.ties[0]?.evidence[0];
  return [ends, words.join(" · "), first ? shown(`${first.path}:${first.line}`) : ""].filter(Boolean);
}

interface Pointed {
  cell: Cell;
  x: number;
  y: number;
}

function useBoard(grid: Grid, cursor: Cell | null, hover: Cell | null) {
  const book = useBook();
  const canvas = useRef<HTMLCanvasElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const [board, setBoard] = useState<Board | null>(null);
  const hues = useMemo(() => new Map(book.services.map((service, index) => [service.id, index])), [book]);
  useEffect(() => {
    if (!canvas.current || !plot.current) return undefined;
    const made = new Board(canvas.current, plot.current);
    setBoard(made);
    return () => made.destroy();
  }, []);
  useEffect(() => board?.show({ grid, hues, cursor, hover }), [board, grid, cursor, hover]);
  return { canvas, plot, board };
}

const HELP =
  "Arrows move from cell to cell, with Shift to the next mark; Enter opens the cell, Space folds the row's group, " +
  "plus, minus and 0 zoom, Escape closes.";

/** The matrix as it is walked by mouse and keys. */
export function Stage({ grid, choice }: { grid: Grid; choice: Choice }) {
  const [cursor, setCursor] = useState<Cell | null>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const ends = { row: endOf(grid, choice.row), col: endOf(grid, choice.col) };
  const { canvas, plot, board } = useBoard(grid, cursor, pointed?.cell ?? null);
  useEffect(() => {
    if (!board || !ends.row || !ends.col) return;
    const [rows, cols] = [linesOf(grid, ends.row), linesOf(grid, ends.col)];
    board.reveal(rows, cols);
    setCursor({ row: rows[0], col: cols[0] });
  }, [board, choice.row, choice.col, grid]);

  const open = ({ row, col }: Cell): void => choose(grid.lines[row]?.key ?? "", grid.lines[col]?.key ?? "");
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = cursor ?? { row: 0, col: 0 };
    const next = step(grid, at, event.key, event.shiftKey);
    const group = grid.spans[grid.lines[at.row]?.group ?? 0]?.group;
    if (next) {
      setCursor(next);
      board?.follow(next);
    } else if (event.key === "Enter") open(at);
    else if (event.key === " " && group) toggleFold(choice.folds, group.id);
    else if (event.key === "Escape") choose("", "");
    else if (event.key === "+" || event.key === "=") board?.zoomBy(1.5);
    else if (event.key === "-") board?.zoomBy(1 / 1.5);
    else if (event.key === "0") board?.fit();
    else return;
    event.preventDefault();
  };
  const place = (event: MouseEvent): { x: number; y: number } => {
    const box = canvas.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  return (
    <div
      class="map-stage dsm"
      tabIndex={0}
      role="application"
      aria-label="Matrix of dependencies"
      aria-describedby="dsm-help"
      onKeyDown={onKeyDown}
    >
      <canvas
        class="dsm-canvas"
        ref={canvas}
        aria-hidden="true"
        onClick={(event) => {
          const { x, y } = place(event);
          const span = board?.nameAt(x, y);
          if (span) toggleFold(choice.folds, span.group.id);
        }}
      />
      <div
        class="dsm-plot"
        ref={plot}
        onPointerMove={(event) => {
          const { x, y } = place(event);
          const cell = board?.cellAt(x, y);
          setPointed(cell ? { cell, x, y } : null);
        }}
        onPointerLeave={() => setPointed(null)}
        onClick={(event) => {
          const { x, y } = place(event);
          const cell = board?.cellAt(x, y);
          if (cell) open(cell);
        }}
      />
      {pointed && <Tip grid={grid} pointed={pointed} width={board?.stage.width ?? 0} />}
      <Zoom board={board} />
      <p id="dsm-help" class="vh">
        {HELP}
      </p>
      <p class="dsm-said" role="status">
        {cursor && !pointed ? told(grid, cursor).join(" · ") : ""}
      </p>
    </div>
  );
}

function Tip({ grid, pointed: { cell, x, y }, width }: { grid: Grid; pointed: Pointed; width: number }) {
  const side = x > width / 2 ? { right: `${width - x + 14}px` } : { left: `${x + 14}px` };
  return (
    <div class="dsm-tip" aria-hidden="true" style={{ top: `${y + 14}px`, ...side }}>
      {told(grid, cell).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
