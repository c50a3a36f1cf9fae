import type { Book } from "../document/book";
import type { Table, TableUse } from "../document/types";
import { SHARING_KINDS } from "../document/words";

/** A row of the matrix: a table, its owner, and who uses it. */
export interface Row {
  table: Table;
  kind: string;
  owner: string | null;
  uses: ReadonlyMap<string | null, TableUse>;
  readers: number;
  writers: number;
}

/** What the matrix shows and how: everything of it stands in the address. */
export interface Choice {
  text: string;
  kind: string;
  service: string;
  sort: string;
  descending: boolean;
}

export function choiceOf(query: URLSearchParams): Choice {
  const sort = query.get("sort") ?? "shared";
  return {
    text: query.get("q") ?? "",
    kind: query.get("show") ?? "",
    service: query.get("service") ?? "",
    sort: sort.replace(/^-/, ""),
    descending: sort.startsWith("-"),
  };
}

export function rowsOf(book: Book): Row[] {
  return book.analysis.tables.map((table) => {
    const shared = book.shared(table.id);
    const uses = shared?.uses ?? [];
    const services = uses.filter((use) => use.service !== null);
    return {
      table,
      kind: shared?.kind ?? "orphan",
      owner: shared ? shared.owner : table.service,
      uses: new Map(uses.map((use) => [use.service, use])),
      readers: services.filter((use) => use.reads > 0).length,
      writers: services.filter((use) => use.writes > 0).length,
    };
  });
}

const KIND_ORDER = Object.keys(SHARING_KINDS);

function places(row: Row, service: string | null): number {
  const use = row.uses.get(service);
  return use ? use.writes * 1000 + use.reads : 0;
}

/** How rows stand to each other: the natural direction of each order first. */
function compare(choice: Choice, nameOf: (service: string | null) => string): (a: Row, b: Row) => number {
  const { sort } = choice;
  if (sort === "table") return () => 0;
  if (sort === "owner") return (a, b) => nameOf(a.owner).localeCompare(nameOf(b.owner), "en");
  if (sort === "readers") return (a, b) => b.readers - a.readers;
  if (sort === "writers") return (a, b) => b.writers - a.writers;
  if (sort.startsWith("by:")) return (a, b) => places(b, sort.slice(3) || null) - places(a, sort.slice(3) || null);
  return (a, b) =>
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    b.writers - a.writers ||
    b.uses.size - a.uses.size;
}

export function chosen(rows: readonly Row[], choice: Choice, nameOf: (service: string | null) => string): Row[] {
  const words = choice.text.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = rows.filter((row) => {
    const text = `${row.table.id} ${row.table.class ?? ""}`.toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (!choice.kind || row.kind === choice.kind) &&
      (!choice.service || row.owner === choice.service || row.uses.has(choice.service))
    );
  });
  const order = compare(choice, nameOf);
  const direction = choice.descending ? -1 : 1;
  return kept.sort(
    (a, b) => direction * (order(a, b) || (a.table.id < b.table.id ? -1 : 1)),
  );
}
