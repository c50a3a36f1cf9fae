/**
 * What a plan costs: the cuts by kind and the points of every service, counted from the document's
 * ties and integer unit costs. It is the same count as in `analyzer/assessment/difficulty.py`; a
 * test holds the two equal on plans that are made here and scanned there.
 */
import type { Analysis, Tie, TieKind } from "../document/types";
import type { Cast } from "./members";
import { type Crossing, type LibraryUse, type Score, Tally } from "./tally";

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
  /** Who uses which module, in case it is a library. */
  private readonly libraries: LibraryUse[] = [];

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
      if (this.kinds[kind]?.target === "module") {
        const target = this.cast.modules.get(String(tie.target)) ?? -1;
        const always = this.kinds[kind]?.cut === "";
        if (target >= 0 || always) this.libraries.push({ source, library: numbers.library.of(String(tie.target)), target });
        if (always) continue;
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
