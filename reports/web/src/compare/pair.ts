/** The two candidates that stand side by side. */
import type { Book } from "../document/book";
import type { Service } from "../document/types";
import { href } from "../route";

export interface Pair {
  first: Service;
  second: Service;
}

/** The address that puts two candidates side by side. */
export function compareHref(first: string, second: string): string {
  return href("compare", "", new URLSearchParams({ a: first, b: second }));
}

/** What is asked for, or else the first two that are not the same. */
export function chosen(book: Book, query: URLSearchParams): Pair | null {
  const first = book.service(query.get("a")) ?? book.services[0];
  const second = book.service(query.get("b")) ?? book.services.find((service) => service !== first);
  return first && second ? { first, second } : null;
}
