/** Finds services, packages, modules, tables and definitions by name, and where on the map they are. */
import type { Book } from "../document/book";
import { packagesOf } from "../document/packages";
import { href } from "../route";
import { dividedId, moduleId, packageId, tableId } from "./box";
import { addressOf, type Place, usualDepth } from "./place";

export interface Match {
  kind: "Service" | "Package" | "Module" | "Table" | "Definition";
  name: string;
  /** The service it is in; null for what no service holds, which is not on the map. */
  service: string | null;
  /** The node to select; "" where there is none. */
  node: string;
}

const KINDS: readonly Match["kind"][] = ["Service", "Package", "Table", "Module", "Definition"];

function services(book: Book): Match[] {
  return book.services.map(({ id, name }) => ({ kind: "Service", name, service: id, node: id }));
}

function packages(book: Book): Match[] {
  return book.services.flatMap((service) => {
    const modules = service.modules.map((name) => book.module(name)).filter((module) => module !== undefined);
    const found = packagesOf(modules).filter((some) => some.modules.length > 1);
    return found.map(({ name }): Match => ({ kind: "Package", name, service: service.id, node: packageId(service.id, name) }));
  });
}

function modules(book: Book): Match[] {
  return book.analysis.modules.map(({ name, service }) => ({
    kind: "Module",
    name,
    service,
    node: service === null ? "" : moduleId(name),
  }));
}

function tables(book: Book): Match[] {
  return book.analysis.tables.map(({ id, service }) => ({
    kind: "Table",
    name: id,
    service,
    node: service === null ? "" : tableId(id),
  }));
}

/** Definitions of divided modules, functions that touch data, and those behind entry points. */
function definitions(book: Book): Match[] {
  const names = new Map<string, Match>();
  for (const { name, module, service } of book.analysis.parts)
    names.set(name, { kind: "Definition", name, service, node: service === null ? "" : dividedId(service, module) });
  for (const { module, function: named } of [...book.analysis.accesses, ...book.analysis.entry_points]) {
    const service = book.module(module)?.service ?? null;
    const name = `${module}.${named}`;
    if (named && !names.has(name))
      names.set(name, { kind: "Definition", name, service, node: service === null ? "" : moduleId(module) });
  }
  return [...names.values()];
}

const indexes = new WeakMap<Book, readonly { match: Match; text: string; last: string }[]>();

/** All that has a name, once for a document. */
function indexed(book: Book): readonly { match: Match; text: string; last: string }[] {
  const found =
    indexes.get(book) ??
    [services, packages, tables, modules, definitions]
      .flatMap((each) => each(book))
      .map((match) => {
        const text = match.name.toLowerCase();
        return { match, text, last: text.slice(text.lastIndexOf(".") + 1) };
      });
  indexes.set(book, found);
  return found;
}

/** How well a name fits: 0 the name itself, 1 its last word, 2 begins with it, 3 holds it. */
function fit(text: string, last: string, asked: string): number {
  if (text === asked) return 0;
  if (last === asked) return 1;
  if (text.startsWith(asked) || last.startsWith(asked)) return 2;
  return text.includes(asked) ? 3 : 4;
}

/** What fits a text, best first: what is on the map before what is not. */
export function find(book: Book, text: string): Match[] {
  const asked = text.trim().toLowerCase();
  if (asked === "") return [];
  return indexed(book)
    .map((each) => ({ ...each, fit: fit(each.text, each.last, asked) }))
    .filter((each) => each.fit < 4)
    .sort(
      (a, b) =>
        Number(a.match.node === "") - Number(b.match.node === "") ||
        a.fit - b.fit ||
        KINDS.indexOf(a.match.kind) - KINDS.indexOf(b.match.kind) ||
        a.text.length - b.text.length ||
        (a.text < b.text ? -1 : 1),
    )
    .map((each) => each.match);
}

/** The module that a definition stands in. */
function page(book: Book, { kind, name }: Match): string {
  if (kind === "Table") return href("data", name);
  return href("module", book.moduleAround(name)?.name ?? name);
}

/** The address of a match: on the map as deep as it takes, else on its own page. */
export function placeOfMatch(book: Book, place: Place, match: Match): string {
  const { node, service } = match;
  if (node === "" || service === null) return page(book, match);
  const seen = match.kind === "Service" || (place.depth > 1 && (place.opened.length === 0 || place.opened.includes(service)));
  if (seen) return addressOf({ ...place, selected: node });
  return addressOf({ ...place, selected: node, opened: [service], depth: usualDepth(book, service), unfolded: [], most: null });
}
