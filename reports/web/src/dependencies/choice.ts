import { setFilters } from "../route";
import type { Grouping } from "./groups";

/** What the matrix shows: everything of it stands in the address. */
export interface Choice {
  grouping: Grouping;
  hidden: ReadonlySet<string>;
  /** Which groups are folded: those named, or with `*` all but those. */
  folds: string;
  row: string;
  col: string;
}

const ALL = "*";
const NONE = "-";
/** Beyond so many modules the groups start folded. */
const UNFOLDED = 3000;

export function choiceOf(query: URLSearchParams, modules: number): Choice {
  return {
    grouping: query.get("by") === "package" ? "package" : "service",
    hidden: new Set((query.get("hide") ?? "").split(",").filter(Boolean)),
    folds: query.get("fold") ?? (modules > UNFOLDED ? ALL : NONE),
    row: query.get("row") ?? "",
    col: query.get("col") ?? "",
  };
}

function named(folds: string): Set<string> {
  return new Set(folds.split(",").filter(Boolean).map(decodeURIComponent));
}

export function foldedIn(folds: string): (id: string) => boolean {
  const names = named(folds);
  return names.has(ALL) ? (id) => !names.has(id) : (id) => names.has(id);
}

export function foldAll(fold: boolean): void {
  setFilters({ fold: fold ? ALL : NONE, row: "", col: "" });
}

/** The folds with one group's turned. */
export function toggleFold(folds: string, id: string): void {
  const names = named(folds);
  if (!names.delete(id)) names.add(id);
  setFilters({ fold: [...names].map(encodeURIComponent).join(",") });
}

export function choose(row: string, col: string): void {
  setFilters({ row, col });
}
