/**
 * What a plan costs: the cuts by kind and the points of every service, counted from the document's
 * ties and integer unit costs. It is the same count as in `analyzer/assessment/difficulty.py`; a
 * test holds the two equal on plans that are made here and scanned there.
 */
import type { Analysis, Tie, TieKind } from "../document/types";
import type { Cast } from "./members";

/** A part of a service's difficulty. */
export interface Part {
  count: number;
  points: number;
}

export interface Score {
  /** How many cuts of each kind there are. */
  cuts: Map<string, number>;
  /** For each service, by its number: its points by part. */
  parts: Map<string, Part>[];
  points: number[];
  /** For each service: how many cuts touch it. */
  touched: number[];
  total: number;
}

/** A tie between numbered members. Ties that can fold into one cut share a `fold`, else it is -1. */
interface Bond {
  kind: number;
  source: number;
  /** One member, or the tables of a transaction, each two services of which it ties. */
  targets: Int32Array;
  mutual: boolean;
  fold: number;
  /** The module that the source is of, by a number of its own: what would have to change. */
  changer: number;
}

interface Crossing {
  kind: number;
  from: number;
  to: number;
  changer: number;
}

/** Numbers texts as they come. */
class Numbers {
  private readonly known = new Map<string, number>();
  of(text: string): number {
    const found = this.known.get(text) ?? this.known.size;
    this.known.set(text, found);
    return found;
  }
}

/** A document's ties, made ready so that a plan of thousands of members is counted in no time. */
export class Evaluator {
  private readonly kinds: readonly TieKind[];
  private readonly bonds: Bond[] = [];
  private readonly libraries: { source: number; library: number }[] = [];

  constructor(
    private readonly analysis: Analysis,
    private readonly cast: Cast,
  ) {
    this.kinds = analysis.tie_kinds;
    const places = new Map(this.kinds.map((kind, index) => [kind.name, index]));
    const wholes = new Map(cast.members.map((member) => [member.name, member.whole]));
    const numbers = { changer: new Numbers(), library: new Numbers(), fold: new Numbers() };
    const folds = foldKeys(analysis.ties, this.kinds, places, wholes);
    for (const [index, tie] of analysis.ties.entries()) {
      const kind = places.get(tie.kind);
      if (kind === undefined) continue;
      const source = this.member(this.kinds[kind]?.source, tie.source);
      if (this.kinds[kind]?.cut === "") {
        this.libraries.push({ source, library: numbers.library.of(String(tie.target)) });
        continue;
      }
      const key = folds[index];
      this.bonds.push({
        kind,
        source,
        targets: this.targets(this.kinds[kind]?.target, tie),
        mutual: typeof tie.target !== "string",
        fold: key === undefined ? -1 : numbers.fold.of(key),
        changer: numbers.changer.of(wholes.get(tie.source) ?? tie.source),
      });
    }
  }

  private member(kind: string | undefined, name: string): number {
    return (kind === "table" ? this.cast.tables : this.cast.modules).get(name) ?? -1;
  }

  private targets(kind: string | undefined, tie: Tie): Int32Array {
    const names = typeof tie.target === "string" ? [tie.target] : tie.target;
    return Int32Array.from(names, (name) => this.member(kind, name)).filter((member) => member >= 0);
  }

  /** Counts a plan: where each member is, and how many services there are. */
  count(homes: Int32Array, services: number): Score {
    const tally = new Tally(this.kinds, services);
    const folded = new Map<string, Crossing>();
    for (const bond of this.bonds) this.cross(bond, homes, tally, folded);
    for (const crossing of folded.values()) tally.add(crossing);
    tally.addRest(this.analysis.unit_costs, this.libraries, homes);
    return tally.score();
  }

  private cross(bond: Bond, homes: Int32Array, tally: Tally, folded: Map<string, Crossing>): void {
    if (bond.mutual) {
      const owners = [...new Set(Array.from(bond.targets, (target) => homes[target] ?? -1))].filter((owner) => owner >= 0);
      owners.sort((a, b) => a - b);
      owners.forEach((from, place) => {
        for (const to of owners.slice(place + 1)) this.keep(bond, from, to, tally, folded);
      });
      return;
    }
    const [from, to] = [homes[bond.source] ?? -1, homes[bond.targets[0] ?? -1] ?? -1];
    if (from >= 0 && to >= 0 && from !== to) this.keep(bond, from, to, tally, folded);
  }

  /** Ties that fold into one cut count once, at the price of the dearest. */
  private keep(bond: Bond, from: number, to: number, tally: Tally, folded: Map<string, Crossing>): void {
    const crossing = { kind: bond.kind, from, to, changer: bond.changer };
    if (bond.fold < 0) {
      tally.add(crossing);
      return;
    }
    const key = `${bond.fold} ${from} ${to}`;
    const known = folded.get(key);
    if (known && this.cost(known.kind) >= this.cost(bond.kind)) return;
    folded.set(key, crossing);
  }

  private cost(kind: number): number {
    return this.kinds[kind]?.unit_cost ?? 0;
  }
}

/** For each tie that shares its cut with another, what they share. */
function foldKeys(
  ties: readonly Tie[],
  kinds: readonly TieKind[],
  places: ReadonlyMap<string, number>,
  wholes: ReadonlyMap<string, string>,
): (string | undefined)[] {
  const whole = (name: string): string => wholes.get(name) ?? name;
  const keys = ties.map(({ kind, source, target }) => {
    const cut = kinds[places.get(kind) ?? -1]?.cut ?? "";
    const end = typeof target === "string" ? whole(target) : JSON.stringify(target);
    return `${cut}\n${whole(source)}\n${end}`;
  });
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return keys.map((key) => ((times.get(key) ?? 0) > 1 ? key : undefined));
}

/** The running sums of a count. */
class Tally {
  private readonly cuts: Int32Array;
  private readonly touched: Int32Array;
  /** Cuts of each kind that leave and that reach each service. */
  private readonly out: Int32Array;
  private readonly into: Int32Array;
  private readonly ways: Uint8Array;
  private readonly changers = new Map<number, Set<number>>();
  private readonly parts: Map<string, Part>[];

  constructor(
    private readonly kinds: readonly TieKind[],
    private readonly services: number,
  ) {
    this.cuts = new Int32Array(kinds.length);
    this.touched = new Int32Array(services);
    this.out = new Int32Array(kinds.length * services);
    this.into = new Int32Array(kinds.length * services);
    this.ways = new Uint8Array(services * services);
    this.parts = Array.from({ length: services }, () => new Map<string, Part>());
  }

  add({ kind, from, to, changer }: Crossing): void {
    const { cut, unit_cost: cost, source } = this.kinds[kind] as TieKind;
    this.cuts[kind]! += 1;
    this.touched[from]! += 1;
    this.touched[to]! += 1;
    this.out[kind * this.services + from]! += 1;
    this.into[kind * this.services + to]! += 1;
    if (cost === 0) return;
    if (cut !== "transaction") this.ways[from * this.services + to] = 1;
    if (source !== "module") return;
    const known = this.changers.get(to) ?? new Set();
    known.add(changer);
    this.changers.set(to, known);
  }

  addRest(
    costs: Readonly<Record<string, number>>,
    libraries: readonly { source: number; library: number }[],
    homes: Int32Array,
  ): void {
    const used = new Map<number, Set<number>>();
    for (const { source, library } of libraries) {
      const home = homes[source] ?? -1;
      if (home < 0) continue;
      const known = used.get(home) ?? new Set();
      known.add(library);
      used.set(home, known);
    }
    for (let service = 0; service < this.services; service += 1) {
      this.pay(service, "cycles", this.cycles(service), costs["cycle"] ?? 0);
      this.pay(service, "shared libraries", used.get(service)?.size ?? 0, costs["library"] ?? 0);
      this.pay(service, "modules elsewhere to change", this.changers.get(service)?.size ?? 0, costs["module"] ?? 0);
    }
  }

  /** With how many others a service has cuts both ways. */
  private cycles(service: number): number {
    let count = 0;
    for (let other = 0; other < this.services; other += 1) {
      count += (this.ways[service * this.services + other] ?? 0) & (this.ways[other * this.services + service] ?? 0);
    }
    return count;
  }

  private pay(service: number, name: string, count: number, cost: number): void {
    if (count === 0) return;
    const part = this.parts[service]?.get(name) ?? { count: 0, points: 0 };
    this.parts[service]?.set(name, { count: part.count + count, points: part.points + count * cost });
  }

  score(): Score {
    const cuts = new Map<string, number>();
    for (const [index, kind] of this.kinds.entries()) {
      const number = this.cuts[index] ?? 0;
      if (number > 0) cuts.set(kind.cut, (cuts.get(kind.cut) ?? 0) + number);
      for (let service = 0; service < this.services; service += 1) this.payKind(index, kind, service);
    }
    const points = this.parts.map((parts) => [...parts.values()].reduce((sum, part) => sum + part.points, 0));
    return {
      cuts,
      parts: this.parts,
      points,
      touched: [...this.touched],
      total: points.reduce((sum, one) => sum + one, 0),
    };
  }

  private payKind(index: number, { part, directed, unit_cost: cost }: TieKind, service: number): void {
    const out = this.out[index * this.services + service] ?? 0;
    const into = this.into[index * this.services + service] ?? 0;
    if (directed) {
      this.pay(service, `${part} out`, out, cost);
      this.pay(service, `${part} in`, into, cost);
    } else this.pay(service, part, out + into, cost);
  }
}

const BASE_POINTS = 5;
const WORDS = [
  [25, "easy"],
  [50, "moderate"],
  [75, "hard"],
  [101, "very hard"],
] as const;

/** The points on the scale of 0-100 of `analyzer/assessment/difficulty.py`. */
export function scale(points: number): number {
  const exact = (100 / 3) * Math.log10(1 + points / BASE_POINTS);
  return Math.min(100, Math.floor(Math.round(exact * 1e6) / 1e6));
}

/** The word for a score: easy, moderate, hard or very hard. */
export function wordFor(score: number): string {
  return WORDS.find(([bound]) => score < bound)?.[1] ?? "very hard";
}
