/** The lines of the code that a tie inside of a service stands on. */
import { type Book, targets, ties } from "../document/book";
import type { Location } from "../document/types";
import type { Need } from "./needs";

/** Kinds of dependency behind a kind of tie, where they are not called the same. */
const DEPENDENCIES: Record<string, readonly string[]> = {
  import: ["import", "lazy_import", "dynamic_import", "type_import"],
};
const OPERATIONS: Record<string, string> = { shared_read: "read", shared_write: "write" };

function ofCode(book: Book, kind: string, source: string, target: string): Location[] {
  const [from, to] = [book.moduleAround(source)?.name, book.moduleAround(target)?.name];
  const kinds = DEPENDENCIES[kind] ?? [kind];
  return book
    .dependenciesFrom(from ?? source)
    .filter((some) => some.target === to && kinds.includes(some.kind))
    .flatMap((some) => some.evidence);
}

function ofAccess(book: Book, operation: string, source: string, table: string): Location[] {
  const all = book.accessesOf(table).filter((access) => access.operation === operation && ties(access));
  const user = book.moduleAround(source)?.name;
  const own = all.filter((access) => access.module === user || access.for_module === user);
  // A layer that no service owns runs the statement on the module's behalf: it stands there.
  const lent = all.filter((access) => book.serviceOf(access) === null);
  return (own.length > 0 ? own : lent).flatMap((access) => access.evidence);
}

function ofKey(book: Book, source: string, target: string): Location[] {
  const keys = book.table(source)?.foreign_keys ?? [];
  return keys.filter((key) => key.to_table === target).flatMap((key) => key.evidence);
}

function ofCommit(book: Book, source: string, tables: readonly string[]): Location[] {
  const stretches = book.transactionsOn(tables[0] ?? "");
  return stretches.filter((some) => `${some.module}.${some.function}` === source).flatMap((some) => some.evidence);
}

function found(book: Book, { kind, source, target }: Need): Location[] {
  if (typeof target !== "string") return ofCommit(book, source, targets({ target }));
  const operation = OPERATIONS[kind];
  if (operation !== undefined) return ofAccess(book, operation, source, target);
  return book.table(source) ? ofKey(book, source, target) : ofCode(book, kind, source, target);
}

/** Each line once, in their order; none where the document does not tell. */
export function linesOf(book: Book, need: Need): Location[] {
  if (need.cut) return need.cut.evidence;
  const lines = new Map(found(book, need).map((at) => [`${at.path}:${at.line}`, at]));
  return [...lines.values()].sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}
