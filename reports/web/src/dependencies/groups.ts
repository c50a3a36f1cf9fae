import type { Book } from "../document/book";
import { grouped } from "../document/book";
import type { Module } from "../document/types";
import { count } from "../document/words";

/** Modules that stand together in the matrix. */
export interface Group {
  id: string;
  name: string;
  /** A service's id, where the group is one. */
  service: string | null;
  modules: Module[];
}

export type Grouping = "service" | "package";

const OUTSIDE: Record<string, string> = {
  library: "Shared libraries",
  glue: "Framework glue",
  data_access: "Data-access layers",
};

/** What runs in production: tests, migrations and the like need everything and say nothing. */
export function running(book: Book): Module[] {
  return book.analysis.modules.filter((module) => module.service !== null || module.role in OUTSIDE);
}

/** What is left out of the matrix, in words, "" for nothing. */
export function leftOut(book: Book): string {
  const out = book.analysis.modules.length - running(book).length;
  return out > 0 ? `${count(out, "module")} of tests, migrations and the like left out` : "";
}

function byService(book: Book): Group[] {
  const members = grouped(running(book), (module) => module.service ?? `role:${module.role}`);
  const services = book.services.flatMap((service): Group[] => {
    const modules = members.get(service.id);
    return modules ? [{ id: service.id, name: service.name, service: service.id, modules }] : [];
  });
  const outside = Object.entries(OUTSIDE).flatMap(([role, name]): Group[] => {
    const modules = members.get(`role:${role}`);
    return modules ? [{ id: `role:${role}`, name, service: null, modules }] : [];
  });
  return [...services, ...outside];
}

/** At most so many packages, and none is divided that holds less than this share of all modules. */
const MOST_PACKAGES = 48;
const SMALLEST_SHARE = 1 / 25;

/** The parts of a package one step further down; the modules right in it stay under its own name. */
function divided(name: string, modules: readonly Module[]): Map<string, Module[]> {
  const depth = name.split(".").length;
  return grouped(modules, (module) => {
    const parts = module.name.split(".");
    return parts.length > depth + 1 ? parts.slice(0, depth + 1).join(".") : name;
  });
}

/** Packages, the largest divided again until they are of a size to be compared. */
function byPackage(book: Book): Group[] {
  const all = running(book);
  const least = Math.max(8, all.length * SMALLEST_SHARE);
  const packages = new Map(grouped(all, (module) => module.name.split(".")[0] as string));
  const whole = new Set<string>();
  while (packages.size < MOST_PACKAGES) {
    const largest = [...packages]
      .filter(([name, modules]) => !whole.has(name) && modules.length > least)
      .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0];
    if (!largest) break;
    const [name, modules] = largest;
    packages.delete(name);
    for (const [part, members] of divided(name, modules)) packages.set(part, members);
    whole.add(name);
  }
  return [...packages].map(([name, modules]) => ({ id: name, name, service: null, modules }));
}

export function groupsOf(book: Book, grouping: Grouping): Group[] {
  return grouping === "service" ? byService(book) : byPackage(book);
}
