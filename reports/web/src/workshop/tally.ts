import type { TieKind } from "../document/types";
import { LIBRARY, NOWHERE } from "./roles";

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

/** A tie that a plan cuts: between which services, and which module would have to change. */
export interface Crossing {
  kind: number;
  from: number;
  to: number;
  changer: number;
}

/** A member that uses a module, by the module's number as a member (-1: it is none) and among all that are used. */
export interface LibraryUse {
  source: number;
  target: number;
  library: number;
}

/** The running sums of a count. */
export class Tally {
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
    libraries: readonly LibraryUse[],
    homes: Int32Array,
  ): void {
    const used = new Map<number, Set<number>>();
    for (const { source, library, target } of libraries) {
      const home = homes[source] ?? NOWHERE;
      if (home < 0 || (target >= 0 && homes[target] !== LIBRARY)) continue;
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
