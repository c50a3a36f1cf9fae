import type { Interface, Saga, Step } from "./leaving";
import type {
  Access,
  Analysis,
  Cut,
  Dependency,
  EntryPoint,
  ForeignKey,
  Location,
  Membership,
  Module,
  Service,
  SharedTable,
  Table,
  Transaction,
} from "./types";

/** A foreign key together with the table that it stands in. */
export interface Reference {
  from: Table;
  key: ForeignKey;
}

/** Everything between two services, both ways: `first` < `second` by extraction order. */
export interface Tie {
  first: string;
  second: string;
  cuts: Cut[];
}

/** Roles of modules that are no part of the running system. */
const ASLEEP = new Set(["test", "migration"]);

/** Computes once, on first use: an index nobody opens costs nothing. */
export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function keyed<T>(items: readonly T[], key: (item: T) => string): Map<string, T> {
  return new Map(items.map((item) => [key(item), item]));
}

/** Items by key, in the document's order. */
export function grouped<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

function groupedByMany<T>(items: readonly T[], keys: (item: T) => readonly string[]): Map<string, T[]> {
  const pairs = items.flatMap((item) => [...new Set(keys(item))].map((key) => ({ key, item })));
  const groups = grouped(pairs, (pair) => pair.key);
  return new Map([...groups].map(([key, group]) => [key, group.map((pair) => pair.item)]));
}

/** The document with the indexes that the views read it by. */
export class Book {
  /** Candidates in the order of extraction, the first to take out first. */
  readonly services: readonly Service[];

  /** `sourceLink` is an address with {path} and {line} in it, which the command line gave. */
  constructor(
    readonly analysis: Analysis,
    private readonly sourceLink: string | null = null,
  ) {
    this.services = [...analysis.services].sort(
      (a, b) => a.extraction_rank - b.extraction_rank || (a.id < b.id ? -1 : 1),
    );
  }

  readonly servicesById = lazy(() => keyed(this.services, (service) => service.id));
  readonly modules = lazy(() => keyed(this.analysis.modules, (module) => module.name));
  readonly tables = lazy(() => keyed(this.analysis.tables, (table) => table.id));
  readonly sharing = lazy(() => keyed(this.analysis.sharing, (shared) => shared.table));

  readonly accessesByTable = lazy(() => grouped(this.analysis.accesses, (access) => access.table));
  readonly accessesByModule = lazy(() =>
    groupedByMany(this.analysis.accesses, (access) => [access.module, access.for_module ?? access.module]),
  );
  readonly dependenciesBySource = lazy(() => grouped(this.analysis.dependencies, (tie) => tie.source));
  readonly dependenciesByTarget = lazy(() => grouped(this.analysis.dependencies, (tie) => tie.target));
  readonly entryPointsByModule = lazy(() => grouped(this.analysis.entry_points, (point) => point.module));
  readonly transactionsByTable = lazy(() =>
    groupedByMany(this.analysis.transactions, (stretch) => [...stretch.tables_written, ...stretch.tables_read]),
  );
  /** Entry points of the running code: those of tests and migrations are of no service. */
  readonly entryPoints = lazy(() =>
    this.analysis.entry_points.filter((point) => !ASLEEP.has(this.module(point.module)?.role ?? "")),
  );
  readonly entryPointsByTable = lazy(() => groupedByMany(this.entryPoints(), (point) => point.tables));
  readonly interfaces = lazy(() => keyed(this.analysis.interfaces, (offer) => offer.service));
  readonly steps = lazy(() => keyed(this.analysis.roadmap.steps, (step) => step.service));
  readonly sagasByService = lazy(() =>
    groupedByMany(this.analysis.sagas, (saga) => [
      ...(saga.service === null ? [] : [saga.service]),
      ...saga.steps.map((step) => step.service),
    ]),
  );
  readonly servicesByPath = lazy(() => new Map(this.analysis.modules.map((module) => [module.path, module.service])));
  readonly referencesTo = lazy(() => {
    const references = this.analysis.tables.flatMap((from) => from.foreign_keys.map((key) => ({ from, key })));
    return grouped<Reference, string>(references, (reference) => reference.key.to_table);
  });
  readonly cutsByTable = lazy(() =>
    groupedByMany(this.analysis.cuts, (cut) => [cut.source, ...targets(cut)].filter((end) => this.tables().has(end))),
  );
  /** How many definitions of divided modules go to each service. */
  readonly definitionsByService = lazy(() =>
    grouped(
      this.analysis.hubs.flatMap((hub) => hub.parts),
      (part) => part.service,
    ),
  );
  readonly partsByName = lazy(() => keyed(this.analysis.parts, (part) => part.name));
  /** What each service has of modules whose definitions belong to several, by the module. */
  readonly partsByService = lazy(() => {
    const mine = grouped(this.analysis.parts, (part) => part.service);
    return new Map([...mine].map(([service, parts]) => [service, grouped(parts, (part) => part.module)]));
  });
  readonly memberships = lazy(() => keyed(this.analysis.memberships, (membership) => membership.module));
  /** Modules of each service that did not always stay with it, those that stayed least first. */
  readonly waveringByService = lazy(() => {
    const left = this.analysis.memberships.filter((membership) => membership.home.share < 1);
    left.sort((a, b) => a.home.share - b.home.share || (a.module < b.module ? -1 : 1));
    return grouped(left, (membership) => membership.home.service);
  });
  readonly cutsByService = lazy(() => groupedByMany(this.analysis.cuts, (cut) => [cut.from_service, cut.to_service]));

  /** Cuts brought together by pair of services, heaviest first. */
  readonly ties = lazy((): Tie[] => {
    const order = new Map(this.services.map((service, index) => [service.id, index]));
    const place = (id: string): number => order.get(id) ?? order.size;
    const pairs = new Map<string, Tie>();
    for (const cut of this.analysis.cuts) {
      const swap = place(cut.from_service) > place(cut.to_service);
      const first = swap ? cut.to_service : cut.from_service;
      const second = swap ? cut.from_service : cut.to_service;
      const key = JSON.stringify([first, second]);
      const tie = pairs.get(key) ?? { first, second, cuts: [] };
      tie.cuts.push(cut);
      pairs.set(key, tie);
    }
    return [...pairs.values()].sort((a, b) => weight(b.cuts) - weight(a.cuts));
  });

  /** Where a line of the code can be looked at, if that was said. */
  href(at: Location): string | undefined {
    const path = (): string => encodeURIComponent(at.path).replaceAll("%2F", "/");
    return this.sourceLink?.replaceAll("{path}", path).replaceAll("{line}", () => String(Math.max(1, at.line)));
  }

  /** What a line of the code says, if the document quotes it. */
  excerpt(at: Location): string | undefined {
    return this.analysis.excerpts[at.path]?.[String(at.line)];
  }

  service(id: string | null): Service | undefined {
    return id === null ? undefined : this.servicesById().get(id);
  }

  module(name: string): Module | undefined {
    return this.modules().get(name);
  }

  /** The module of a name, or the one that a function or a class of that name stands in. */
  moduleAround(name: string): Module | undefined {
    let found = this.module(name);
    for (let end = name.lastIndexOf("."); !found && end > 0; end = name.lastIndexOf(".", end - 1))
      found = this.module(name.slice(0, end));
    return found;
  }

  table(id: string): Table | undefined {
    return this.tables().get(id);
  }

  shared(id: string): SharedTable | undefined {
    return this.sharing().get(id);
  }

  accessesOf(table: string): Access[] {
    return this.accessesByTable().get(table) ?? [];
  }

  accessesBy(module: string): Access[] {
    return this.accessesByModule().get(module) ?? [];
  }

  dependenciesFrom(module: string): Dependency[] {
    return this.dependenciesBySource().get(module) ?? [];
  }

  dependenciesTo(module: string): Dependency[] {
    return this.dependenciesByTarget().get(module) ?? [];
  }

  entryPointsOf(module: string): EntryPoint[] {
    return this.entryPointsByModule().get(module) ?? [];
  }

  transactionsOn(table: string): Transaction[] {
    return this.transactionsByTable().get(table) ?? [];
  }

  entryPointsTo(table: string): EntryPoint[] {
    return this.entryPointsByTable().get(table) ?? [];
  }

  interfaceOf(service: string): Interface | undefined {
    return this.interfaces().get(service);
  }

  sagasOf(service: string): Saga[] {
    return this.sagasByService().get(service) ?? [];
  }

  step(service: string): Step | undefined {
    return this.steps().get(service);
  }

  cutsOf(service: string): Cut[] {
    return this.cutsByService().get(service) ?? [];
  }

  membership(module: string): Membership | undefined {
    return this.memberships().get(module);
  }

  waveringOf(service: string): Membership[] {
    return this.waveringByService().get(service) ?? [];
  }

  /** The service that an access counts for: the one that chose the table. */
  serviceOf(access: Access): string | null {
    return this.module(access.for_module ?? access.module)?.service ?? null;
  }
}

/** The targets of a cut or a tie: several tables for a transaction, else one. */
export function targets({ target }: Pick<Cut, "target">): string[] {
  return typeof target === "string" ? [target] : target;
}

/** Whether an access ties its module to the table: not where it only sends what others have changed. */
export function ties({ how }: Pick<Access, "how">): boolean {
  return how !== "commit" && how !== "send";
}

/** Summed weight of cuts, in the document's points. */
export function weight(cuts: readonly Cut[]): number {
  return cuts.reduce((sum, cut) => sum + cut.weight, 0);
}
