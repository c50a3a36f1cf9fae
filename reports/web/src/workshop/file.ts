import { parse } from "smol-toml";
import type { Book } from "../document/book";
import { shown } from "../document/words";
import type { Cast, Member } from "./members";
import { closer, entries, literal, type Pattern, pattern } from "./patterns";
import { going, membersOf, moved, placeOf, type Plan, pinned, proposal, renamed } from "./plan";
import { NOWHERE, ROLES, roleAt } from "./roles";

/** Moved with what they belong to, so that no plan has to name them. */
const MOVED = new Set(["test", "migration", "generated", "vendored"]);

function quoted(text: string): string {
  const escaped = text.replaceAll(/["\\]|\p{C}|\p{Z}/gu, (mark) => {
    if (mark === " ") return mark;
    if (mark === '"' || mark === "\\") return `\\${mark}`;
    const code = mark.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
    const digits = code.toString(16).toUpperCase();
    return code <= 0xffff ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
  });
  return `"${escaped}"`;
}

/** A name as a plan may have it: what does not print is written out. */
export function printable(name: string): string {
  return shown(name.replaceAll(/\p{Z}/gu, " ").trim()).replaceAll(/\p{C}/gu, "\ufffd") || "service";
}

function key(id: string): string {
  return /^[A-Za-z0-9_-]+$/.test(id) ? id : quoted(id);
}

function list(name: string, items: readonly string[]): string {
  return items.length > 0 ? `${name} = [\n${items.map((item) => `  ${quoted(item)},\n`).join("")}]\n` : "";
}

/** Which part of the plan is written: all of it, or what is pinned, the rest to be proposed anew. */
export type Extent = "all" | "pinned";

/** Where each module is to be: a service's number, a role, or what keeps it out of both. */
function owners(book: Book, cast: Cast, plan: Plan, extent: Extent): Map<string, string> {
  const divided = new Set(book.analysis.parts.map((part) => part.module));
  const found = new Map<string, string>();
  for (const { name, role } of book.analysis.modules) {
    if (!MOVED.has(role) && !divided.has(name)) found.set(name, `${role} `);
  }
  for (const part of book.analysis.parts) found.set(part.name, "library");
  for (const { index, kind, name, follows } of cast.members) {
    if (follows.length > 0 || kind === "table") continue;
    const home = plan.homes[index] ?? NOWHERE;
    const place = roleAt(home)?.list ?? `service ${home}`;
    found.set(name, extent === "all" || plan.pins.has(index) ? place : "free ");
  }
  return found;
}

/** The plan as the file that `seamline scan --plan` takes. */
export function written(book: Book, cast: Cast, plan: Plan, extent: Extent): string {
  const patterns = entries(owners(book, cast, plan, extent));
  const order = plan.services.map((_, index) => index).sort((a, b) => ((plan.services[a]?.id ?? "") < (plan.services[b]?.id ?? "") ? -1 : 1));
  const services = order.flatMap((index) => {
    const service = plan.services[index] as { id: string; name: string };
    const tables = membersOf(plan, index)
      .map((member) => cast.members[member] as Member)
      .filter((member) => member.kind === "table" && (extent === "all" || plan.pins.has(member.index)))
      .map((member) => literal(member.name))
      .sort();
    const modules = patterns.get(`service ${index}`) ?? [];
    if (modules.length + tables.length === 0) return [];
    const name = `name = ${quoted(printable(service.name))}\n`;
    return [`[services.${key(service.id)}]\n${name}${list("modules", modules)}${list("tables", tables)}`];
  });
  const roles = ROLES.filter((role) => role.list !== "").map((role) => list(role.list, patterns.get(role.list) ?? []));
  return [`${head(book, extent)}`, ...services, `[plan]\n${roles.join("")}`].join("\n");
}

function head(book: Book, extent: Extent): string {
  const what = extent === "all" ? "every module and table" : "what is to be kept; the rest is proposed around it";
  return (
    `# Services of ${shown(book.analysis.project.name)}, made in the workshop of its report: ${what}.\n` +
    "# seamline scan PATH --plan THIS_FILE\n" +
    "# A module's name takes its sub-modules along, with .__init__ it stands alone; globs are allowed.\n"
  );
}

interface Claim {
  /** The id of a service, or of a role. */
  place: string;
  pattern: Pattern;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** The claim that names a member most closely. */
function winner(claims: readonly Claim[], names: readonly string[]): Claim | null {
  let best: Claim | null = null;
  for (const claim of claims) {
    const name = names.find((one) => claim.pattern.covers(one));
    if (name === undefined) continue;
    if (!best || closer(claim.pattern.rank(name), best.pattern.rank(name))) best = claim;
  }
  return best;
}

function claimsOf(services: Record<string, unknown>, list_: "modules" | "tables"): Claim[] {
  const kind = list_ === "modules" ? "module" : "table";
  return Object.entries(services).flatMap(([place, entry]) =>
    textsOf(record(entry)[list_]).map((text) => ({ place, pattern: pattern(text, kind) })),
  );
}

function roleClaims(rules: Record<string, unknown>): Claim[] {
  return ROLES.filter((role) => role.list !== "").flatMap(({ id, list: named }) =>
    textsOf(rules[named]).map((text) => ({ place: id, pattern: pattern(text, "module") })),
  );
}

/** What of a plan's file the workshop does not keep, by its name. */
export function leftOut(text: string): string[] {
  const kept = new Set(ROLES.map((role) => role.list));
  return Object.keys(record(record(parse(text))["plan"])).filter((rule) => !kept.has(rule)).sort();
}

/** The services of a file, by their ids, in a plan that has them all under the names that they have there. */
function withServices(plan: Plan, services: Record<string, unknown>): Plan {
  return Object.entries(services).reduce((before, [id, entry]) => {
    const name = record(entry)["name"];
    const called = typeof name === "string" && name.trim() ? name.trim() : null;
    const place = before.services.findIndex((service) => service.id === id);
    if (place >= 0) return called === null ? before : renamed(before, place, called);
    return { ...before, services: [...before.services, { id, name: called ?? id }] };
  }, plan);
}

/** What a file makes of the proposal, and how many members stay, since no count is known of their move. */
export interface Reading {
  plan: Plan;
  stay: number;
}

/**
 * A plan's file on top of the proposal: what it names moves and is pinned, the rest stays.
 *
 * Throws where the file is not TOML, or names no service.
 */
export function read(book: Book, cast: Cast, text: string): Reading {
  const whole = record(parse(text));
  const services = record(whole["services"]);
  if (Object.keys(services).length === 0) throw new Error("it has no [services.NAME]");
  let plan = withServices(proposal(book, cast), services);
  let stay = 0;
  const modules = [...claimsOf(services, "modules"), ...roleClaims(record(whole["plan"]))];
  const bare = new Map(book.analysis.tables.map((table) => [table.id, table.name]));
  for (const [id, members] of claimed(cast, { module: modules, table: claimsOf(services, "tables") }, bare)) {
    const place = placeOf(plan, id) ?? NOWHERE;
    const there = members.filter((member) => plan.homes[member] === place);
    const leaving = going(plan, cast, members, place);
    stay += members.length - there.length - leaving.length;
    plan = pinned(moved(plan, leaving, place), [...there, ...leaving], true);
  }
  return { plan, stay };
}

function claimed(
  cast: Cast,
  claims: Record<Member["kind"], readonly Claim[]>,
  bare: ReadonlyMap<string, string>,
): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { index, kind, name, follows } of cast.members) {
    if (follows.length > 0) continue;
    const names = kind === "table" ? [name, bare.get(name) ?? name] : [name];
    const claim = winner(claims[kind], names);
    if (claim) found.set(claim.place, [...(found.get(claim.place) ?? []), index]);
  }
  return found;
}
