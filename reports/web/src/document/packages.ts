import { grouped } from "./book";
import type { Module } from "./types";

/** Modules that stand directly in a package. */
export interface Package {
  name: string;
  modules: Module[];
  lines: number;
}

export function packageOf(module: Module): string {
  return module.path.endsWith("/__init__.py") || !module.name.includes(".")
    ? module.name
    : module.name.slice(0, module.name.lastIndexOf("."));
}

export function linesOf(modules: readonly Module[]): number {
  return modules.reduce((sum, module) => sum + module.lines, 0);
}

/** Modules by package, the largest package first. */
export function packagesOf(modules: readonly Module[]): Package[] {
  return [...grouped(modules, packageOf)]
    .map(([name, members]) => ({ name, modules: members.sort((a, b) => b.lines - a.lines), lines: linesOf(members) }))
    .sort((a, b) => b.lines - a.lines);
}

/** A module's name inside a package: "__init__" for the package's own. */
export function relative(name: string, parent: string): string {
  if (name === parent) return "__init__";
  return name.startsWith(`${parent}.`) ? name.slice(parent.length + 1) : name;
}
