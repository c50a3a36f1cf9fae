import { type Book, grouped } from "../document/book";
import type { Dependency, Module } from "../document/types";
import type { Group } from "./groups";
import { components, downwards, type Edge } from "./order";

/** A row and column of the matrix: a module, or a whole group that is folded. */
export interface Line {
  key: string;
  group: number;
  module: Module | null;
}

/** Where a group stands: its lines from `start` up to `end`. */
export interface Span {
  group: Group;
  start: number;
  end: number;
  folded: boolean;
}

/** All that the row needs of the column. */
export interface Mark {
  row: number;
  col: number;
  places: number;
  /** Whether it is more than imports. */
  strong: boolean;
  ties: Dependency[];
}

/** Modules that all need each other, as lines that stand together. */
export interface Cycle {
  start: number;
  end: number;
}

export interface Grid {
  lines: Line[];
  spans: Span[];
  marks: Mark[];
  /** By row and column: `row * lines.length + col`. */
  at: Map<number, Mark>;
  cycles: Cycle[];
  place: Map<string, number>;
}

/** The kinds of dependency, from the loosest to the tightest. */
export const KINDS: Record<string, string> = {
  import: "Imports",
  lazy_import: "Lazy imports",
  dynamic_import: "Dynamic imports",
  type_import: "Type imports",
  call: "Calls",
  inherit: "Inheritance",
  signal: "Signals",
  task: "Tasks",
};

export function kindsOf(book: Book): string[] {
  const used = new Set(book.analysis.dependencies.map((tie) => tie.kind));
  const known = Object.keys(KINDS).filter((kind) => used.has(kind));
  return [...known, ...[...used].filter((kind) => !(kind in KINDS)).sort()];
}

function places(tie: Dependency): number {
  return Math.max(1, tie.evidence.length);
}

/** What only type checkers follow closes no cycle. */
function closes(tie: Dependency): boolean {
  return tie.kind !== "type_import";
}

function edgesOf(ties: readonly Dependency[], place: (module: string) => number | undefined): Edge[] {
  return ties.filter(closes).flatMap((tie) => {
    const [from, to] = [place(tie.source), place(tie.target)];
    return from === undefined || to === undefined || from === to ? [] : [{ from, to, weight: places(tie) }];
  });
}

/** Groups, and modules in each, so that what needs stands above what is needed. */
function ordered(groups: readonly Group[], ties: readonly Dependency[]): Group[] {
  const home = new Map(groups.flatMap((group, index) => group.modules.map((module) => [module.name, index])));
  const inside = grouped(
    ties.filter((tie) => home.has(tie.source) && home.get(tie.source) === home.get(tie.target)),
    (tie) => home.get(tie.source),
  );
  const order = downwards(groups.length, edgesOf(ties, (module) => home.get(module)));
  return order.map((index) => {
    const group = groups[index] as Group;
    const place = new Map(group.modules.map((module, at) => [module.name, at]));
    const edges = edgesOf(inside.get(index) ?? [], (module) => place.get(module));
    return { ...group, modules: downwards(group.modules.length, edges).map((at) => group.modules[at] as Module) };
  });
}

function linesOf(groups: readonly Group[], folded: (id: string) => boolean): { lines: Line[]; spans: Span[] } {
  const lines: Line[] = [];
  const spans = groups.map((group, index) => {
    const start = lines.length;
    if (folded(group.id)) lines.push({ key: `g:${group.id}`, group: index, module: null });
    else for (const module of group.modules) lines.push({ key: `m:${module.name}`, group: index, module });
    return { group, start, end: lines.length, folded: folded(group.id) };
  });
  return { lines, spans };
}

function marksOf(ties: readonly Dependency[], size: number, line: ReadonlyMap<string, number>): Map<number, Mark> {
  const at = new Map<number, Mark>();
  for (const tie of ties) {
    const [row, col] = [line.get(tie.source), line.get(tie.target)];
    if (row === undefined || col === undefined || row === col) continue;
    const mark = at.get(row * size + col) ?? { row, col, places: 0, strong: false, ties: [] };
    mark.places += places(tie);
    mark.strong ||= !tie.kind.endsWith("import");
    mark.ties.push(tie);
    at.set(row * size + col, mark);
  }
  return at;
}

/** The cycles inside each group: its order keeps their lines together. */
function cyclesOf(spans: readonly Span[], marks: readonly Mark[]): Cycle[] {
  const closing = marks.filter((mark) => mark.ties.some(closes));
  return spans.flatMap(({ start, end, folded }) => {
    const inside = closing.filter(({ row, col }) => row >= start && row < end && col >= start && col < end);
    if (folded || inside.length === 0) return [];
    const edges = inside.map(({ row, col }) => ({ from: row - start, to: col - start, weight: 1 }));
    return components(end - start, edges)
      .filter((nodes) => nodes.length > 1)
      .map((nodes) => ({ start: start + Math.min(...nodes), end: start + Math.max(...nodes) + 1 }));
  });
}

/** The matrix of the dependencies of the kinds shown. */
export function gridOf(
  groups: readonly Group[],
  ties: readonly Dependency[],
  folded: (id: string) => boolean,
): Grid {
  const { lines, spans } = linesOf(ordered(groups, ties), folded);
  const line = new Map(
    spans.flatMap(({ group, start, folded: one }) =>
      group.modules.map((module, index) => [module.name, one ? start : start + index] as const),
    ),
  );
  const at = marksOf(ties, lines.length, line);
  const marks = [...at.values()].sort((a, b) => a.row - b.row || a.col - b.col);
  const place = new Map(lines.map(({ key }, index) => [key, index]));
  return { lines, spans, marks, at, cycles: cyclesOf(spans, marks), place };
}

/** Modules that all need each other, across groups too: the largest cycles first. */
export function allCycles(modules: readonly Module[], ties: readonly Dependency[]): Module[][] {
  const place = new Map(modules.map((module, index) => [module.name, index]));
  return components(modules.length, edgesOf(ties, (module) => place.get(module)))
    .filter((nodes) => nodes.length > 1)
    .map((nodes) => nodes.map((node) => modules[node] as Module))
    .sort((a, b) => b.length - a.length || ((a[0]?.name ?? "") < (b[0]?.name ?? "") ? -1 : 1));
}

/** Two groups that need each other: `down` from the upper one, `up` back from the lower one. */
export interface Mutual {
  upper: Group;
  lower: Group;
  down: number;
  up: number;
}

/** The pairs of groups that need each other, those that least keeps from being one-way first. */
export function mutuals(grid: Grid): Mutual[] {
  const sums = new Map<number, number>();
  const size = grid.spans.length;
  for (const { row, col, places: here } of grid.marks) {
    const [from, to] = [grid.lines[row]?.group ?? 0, grid.lines[col]?.group ?? 0];
    if (from !== to) sums.set(from * size + to, (sums.get(from * size + to) ?? 0) + here);
  }
  const found: Mutual[] = [];
  for (const [key, down] of sums) {
    const [from, to] = [Math.floor(key / size), key % size];
    const up = sums.get(to * size + from);
    const [upper, lower] = [grid.spans[from]?.group, grid.spans[to]?.group];
    if (from < to && up !== undefined && upper && lower) found.push({ upper, lower, down, up });
  }
  return found.sort((a, b) => a.up - b.up || b.down - a.down || (a.upper.name < b.upper.name ? -1 : 1));
}
