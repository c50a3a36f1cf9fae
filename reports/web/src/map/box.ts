/** What there is to draw: services, and inside of them packages, modules and tables. */
import type { Book } from "../document/book";
import { type Package, packagesOf, relative } from "../document/packages";
import type { Module, Service } from "../document/types";

export type Kind = "service" | "package" | "module" | "tables" | "table" | "rest";

export interface Box {
  id: string;
  kind: Kind;
  /** The full name: what a reader looks up. */
  name: string;
  /** The name as it reads inside of what it stands in. */
  short: string;
  service: string;
  lines: number;
  modules: readonly string[];
  tables: readonly string[];
  /** How many definitions, for what a service has of a divided module. */
  definitions: number;
  /** What is inside; nothing for a module or a table. */
  parts: () => readonly Box[];
}

export const moduleId = (name: string): string => `module:${name}`;
export const tableId = (id: string): string => `table:${id}`;
/** What a service has of a module whose definitions belong to several. */
export const dividedId = (service: string, module: string): string => `divided:${service}/${module}`;
export const packageId = (service: string, name: string): string => `package:${service}/${name}`;
export const tablesId = (service: string): string => `tables:${service}`;

const NOTHING = (): readonly Box[] => [];

/** A box; what is inside is found once, when somebody looks. */
function box(known: Pick<Box, "id" | "kind" | "name" | "service"> & Partial<Box>): Box {
  const { parts: find = NOTHING } = known;
  let found: readonly Box[] | null = null;
  const parts = (): readonly Box[] => (found ??= find());
  return { short: known.name, lines: 0, modules: [], tables: [], definitions: 0, ...known, parts };
}

/** The dotted beginning that all names share, "" for none. */
function beginning(names: readonly string[]): string {
  const [first = "", ...others] = names.map((name) => name.split("."));
  const shared = [...first];
  while (shared.length > 0 && !others.every((other) => shared.every((part, place) => other[place] === part)))
    shared.pop();
  return shared.join(".");
}

/** A name after the beginning that its neighbours share; the last word of one that is no more. */
function shortened(name: string, prefix: string): string {
  return name === prefix ? name.slice(name.lastIndexOf(".") + 1) : relative(name, prefix);
}

function moduleBox({ name, lines }: Module, service: string, short: string): Box {
  return box({ id: moduleId(name), kind: "module", name, short, service, lines, modules: [name] });
}

function packageBox(some: Package, service: string, short: string): Box {
  const { name, lines, modules } = some;
  return box({
    ...{ id: packageId(service, name), kind: "package", name, short, service, lines },
    modules: modules.map((module) => module.name),
    parts: () => modules.map((module) => moduleBox(module, service, relative(module.name, name))),
  });
}

/** A package's box, or its module's where it holds but one. */
function packageOrModule(some: Package, service: string, prefix: string): Box {
  const [only, ...others] = some.modules;
  return only && others.length === 0
    ? moduleBox(only, service, shortened(only.name, prefix))
    : packageBox(some, service, shortened(some.name, prefix));
}

function code(book: Book, service: Service): Box[] {
  const modules = service.modules.map((name) => book.module(name)).filter((module) => module !== undefined);
  const packages = packagesOf(modules);
  const divided = [...(book.partsByService().get(service.id) ?? [])];
  const prefix = beginning([...packages.map((some) => some.name), ...divided.map(([module]) => module)]);
  return [
    ...packages.map((some) => packageOrModule(some, service.id, prefix)),
    ...divided.map(([name, parts]) =>
      box({
        ...{ id: dividedId(service.id, name), kind: "module", name, short: shortened(name, prefix), service: service.id },
        lines: parts.reduce((sum, part) => sum + part.lines, 0),
        definitions: parts.length,
      }),
    ),
  ];
}

function inside(book: Book, service: Service): readonly Box[] {
  const found = code(book, service);
  const [only, ...others] = found;
  const modules = only?.kind === "package" && others.length === 0 ? only.parts() : found;
  const tables = service.tables.map((id) => box({ id: tableId(id), kind: "table", name: id, service: service.id, tables: [id] }));
  if (tables.length < 2) return [...modules, ...tables];
  const parts = (): Box[] => tables;
  const all = { id: tablesId(service.id), kind: "tables", name: "Tables", service: service.id } as const;
  return [...modules, box({ ...all, tables: service.tables, parts })];
}

const boxes = new WeakMap<Service, Box>();

/** A service's box, the same each time. */
export function serviceBox(book: Book, service: Service): Box {
  const { id, name, lines, modules, tables } = service;
  const found =
    boxes.get(service) ??
    box({ id, kind: "service", name, service: id, lines, modules, tables, parts: () => inside(book, service) });
  boxes.set(service, found);
  return found;
}

/** What is left of a box's parts where not all of them can be drawn. */
export function restBox(of: Box, left: readonly Box[]): Box {
  return box({
    ...{ id: `rest:${of.id}`, kind: "rest", name: of.name, short: of.short, service: of.service },
    lines: left.reduce((sum, part) => sum + part.lines, 0),
    modules: left.flatMap((part) => part.modules),
    tables: left.flatMap((part) => part.tables),
    definitions: left.reduce((sum, part) => sum + part.definitions, 0),
    parts: () => left,
  });
}

/** The ids of all modules and tables in a box. */
export function leaves(of: Box): string[] {
  const parts = of.parts();
  return parts.length > 0 ? parts.flatMap(leaves) : [of.id];
}
