/** What ties the members of a system: the cuts between services, and the ties inside of each. */
import { type Book, grouped, lazy, targets } from "../document/book";
import type { Cut, Tie, TieKind } from "../document/types";
import { dividedId, moduleId, tableId } from "./box";

/** A module or table, by its box's id, and the service that it is of. */
export interface End {
  id: string;
  service: string;
}

/** One member needs another. */
export interface Need {
  /** The kind of cut that it is, or would be. */
  kind: string;
  /** What it costs to cut, in the document's points. */
  weight: number;
  source: string;
  target: string | string[];
  /** Between whom it runs: a transaction between several tables. */
  pairs: readonly { from: End; to: End }[];
  /** The cut, where it crosses a line between services. */
  cut: Cut | null;
}

/** The member that a name of the document means; within `service`, if it is a definition of a divided module. */
function endOf(book: Book, name: string, service: string | null): End | null {
  const table = book.table(name);
  if (table) return table.service === null ? null : { id: tableId(name), service: table.service };
  const part = book.partsByName().get(name);
  if (part) return part.service === null ? null : { id: dividedId(part.service, part.module), service: part.service };
  const module = book.moduleAround(name);
  if (!module) return null;
  if (module.service !== null) return { id: moduleId(module.name), service: module.service };
  return service === null ? null : { id: dividedId(service, module.name), service };
}

/** The end of a cut that lies in a service: the service itself where no member of it is named. */
function endIn(book: Book, name: string, service: string): End {
  const end = endOf(book, name, service);
  return end?.service === service ? end : { id: service, service };
}

function endsIn(book: Book, names: readonly string[], service: string): End[] {
  const mine = names.map((name) => endOf(book, name, null)).filter((end) => end?.service === service);
  return mine.length > 0 ? (mine as End[]) : [{ id: service, service }];
}

function pairsOf(book: Book, cut: Cut): Need["pairs"] {
  const { from_service: origin, to_service: home } = cut;
  if (typeof cut.target === "string")
    return [{ from: endIn(book, cut.source, origin), to: endIn(book, cut.target, home) }];
  const [mine, theirs] = [endsIn(book, cut.target, origin), endsIn(book, cut.target, home)];
  return mine.flatMap((from) => theirs.map((to) => ({ from, to })));
}

function betweenServices(book: Book): Need[] {
  return book.analysis.cuts.map((cut) => ({ ...cut, pairs: pairsOf(book, cut), cut }));
}

/**
 * A tie inside of one service. A transaction that writes several of its tables is drawn from the
 * module that commits to each of them: so it reads as one, and not as ties of each table to each.
 */
function inner(book: Book, tie: Tie, kind: string, weight: number): Need | null {
  const from = endOf(book, tie.source, null);
  if (!from) return null;
  const pairs = targets(tie)
    .map((target) => endOf(book, target, null))
    .filter((to) => to?.service === from.service && to.id !== from.id)
    .map((to) => ({ from, to: to as End }));
  const enough = typeof tie.target === "string" ? 1 : 2;
  return pairs.length >= enough ? { kind, weight, source: tie.source, target: tie.target, pairs, cut: null } : null;
}

/** The ties that start in each service: there are many, and only who looks inside of one needs its own. */
function bySource(book: Book): Map<string | null, Tie[]> {
  const home = (name: string): string | null =>
    (book.module(name) ?? book.table(name) ?? book.partsByName().get(name) ?? book.moduleAround(name))?.service ?? null;
  return grouped(book.analysis.ties, (tie) => home(tie.source));
}

/** All needs of a document, and those that touch each service. */
export class Needs {
  readonly between: readonly Need[];
  private readonly touching = new Map<string, Need[]>();
  private readonly strengths = new Map<string, number>();
  private readonly kinds: ReadonlyMap<string, TieKind>;
  private readonly ties: () => Map<string | null, Tie[]>;
  private readonly read = new Set<string>();

  constructor(private readonly book: Book) {
    this.kinds = new Map(book.analysis.tie_kinds.map((kind) => [kind.name, kind]));
    this.ties = lazy(() => bySource(book));
    this.between = betweenServices(book);
    for (const need of this.between) this.add(need);
  }

  private add(need: Need): void {
    const ends = need.pairs.flatMap(({ from, to }) => [from, to]);
    for (const service of new Set(ends.map((end) => end.service))) {
      const mine = this.touching.get(service);
      if (mine) mine.push(need);
      else this.touching.set(service, [need]);
    }
    for (const id of new Set(ends.map((end) => end.id)))
      this.strengths.set(id, (this.strengths.get(id) ?? 0) + need.weight);
  }

  private readInside(service: string): void {
    if (this.read.has(service)) return;
    this.read.add(service);
    for (const tie of this.ties().get(service) ?? []) {
      const kind = this.kinds.get(tie.kind);
      const need = kind?.cut ? inner(this.book, tie, kind.cut, kind.unit_cost) : null;
      if (need) this.add(need);
    }
  }

  /** The needs that touch services, those inside of each among them. */
  of(services: readonly string[]): readonly Need[] {
    for (const service of services) this.readInside(service);
    const [only, ...others] = services;
    if (only !== undefined && others.length === 0) return this.touching.get(only) ?? [];
    return [...new Set(services.flatMap((service) => this.touching.get(service) ?? []))];
  }

  /** The points of all needs that touch a module or a table of a service that was asked for. */
  strength(id: string): number {
    return this.strengths.get(id) ?? 0;
  }
}

const known = new WeakMap<Book, Needs>();

export function needsOf(book: Book): Needs {
  const found = known.get(book) ?? new Needs(book);
  known.set(book, found);
  return found;
}
