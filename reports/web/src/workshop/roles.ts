/** Places of a plan that are no services: the roles that its language knows, and no place at all. */
import { type Book, ties } from "../document/book";
import { count } from "../document/words";

export interface Role {
  /** Its number as a home; services have those from 0 on. */
  home: number;
  /** What stands for it in addresses. */
  id: string;
  /** The role of its modules in the document. */
  role: string;
  /** What the plan's file calls it; "" where the file has no word for it. */
  list: string;
  name: string;
  meaning: string;
}

/** Of no service, and nothing says why: tables that nobody in the program uses. */
export const NOWHERE = -1;
export const LIBRARY = -2;

export const ROLES: readonly Role[] = [
  {
    ...{ home: LIBRARY, id: "role:library", role: "library", list: "library", name: "Shared library" },
    meaning: "Published and versioned: each service that uses a module pays for it once.",
  },
  {
    ...{ home: -3, id: "role:glue", role: "glue", list: "glue", name: "Framework glue" },
    meaning: "Written anew for each service: nothing of it is cut.",
  },
  {
    ...{ home: -4, id: "role:ignored", role: "ignored", list: "ignore", name: "Left out" },
    meaning: "Left out of everything that is divided.",
  },
  {
    ...{ home: NOWHERE, id: "role:none", role: "", list: "", name: "No service" },
    meaning: "Nobody in this program uses them: they cost nothing until a service owns them.",
  },
];

export const LOWEST_HOME = Math.min(...ROLES.map((role) => role.home));

const BY_HOME = new Map(ROLES.map((role) => [role.home, role]));
const BY_ROLE = new Map(ROLES.map((role) => [role.role, role]));

export function roleAt(home: number): Role | undefined {
  return BY_HOME.get(home);
}

/** The home of a module with a role, undefined for a role that no plan gives or takes. */
export function homeOfRole(role: string): number | undefined {
  return role === "" ? undefined : BY_ROLE.get(role)?.home;
}

/** Whether the ties tell of what is in no service: documents of before did not, and what a move costs is not known. */
export function tellsOfRoles({ analysis }: Book): boolean {
  const free = new Set([
    ...analysis.modules.filter((module) => module.service === null && homeOfRole(module.role)).map((module) => module.name),
    ...analysis.tables.filter((table) => table.service === null).map((table) => table.id),
  ]);
  return analysis.ties.some(
    ({ kind, source, target }) => kind !== "library" && (free.has(source) || (typeof target === "string" && free.has(target))),
  );
}

/**
 * Modules that come to data, by their own statements or by what they call.
 *
 * The accesses of a library are those of whoever calls it: whose they become when such a module
 * turns into one, or ceases to be one, is not in the ties.
 */
export function comingToData({ analysis }: Book): Set<string> {
  const data = new Set(analysis.tie_kinds.filter((kind) => kind.target === "table").map((kind) => kind.name));
  return new Set([
    ...analysis.accesses.filter(ties).flatMap((access) => [access.module, access.for_module ?? access.module]),
    ...analysis.reach.map((reach) => reach.module),
    ...analysis.ties.filter((tie) => data.has(tie.kind)).map((tie) => tie.source),
  ]);
}

/** "2 members stay: …", "" where all went. */
export function stayed(members: number): string {
  if (members === 0) return "";
  return `${count(members, "member")} ${members === 1 ? "stays" : "stay"}: tables have no role, and whose the data of a library is, a scan alone can tell.`;
}
