import { parse } from "smol-toml";
import type { Book } from "../document/book";
import { shown } from "../document/words";
import type { Cast, Member } from "./members";
import { closer, entries, literal, type Pattern, pattern } from "./patterns";
import { membersOf, moved, type Plan, pinned, proposal, renamed } from "./plan";

/** Roles of modules that no service owns, as the plan calls them; as in `reports/plan.py`. */
const ROLES: Record<string, string> = { library: "library", glue: "glue", ignored: "ignore" };
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
    if (!MOVED.has(role) && !divided.has(name)) found.set(name, ROLES[role] ?? `${role} `);
  }
  for (const part of book.analysis.parts) found.set(part.name, "library");
  for (const { index, kind, name, follows } of cast.members) {
    if (follows.length > 0) continue;
    const held = extent === "all" || plan.pins.has(index);
    if (kind === "module") found.set(name, held ? `service ${plan.homes[index]}` : "free ");
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
  const roles = extent === "all" ? Object.values(ROLES).map((role) => list(role, patterns.get(role) ?? [])) : [];
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
  service: string;
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
  return Object.entries(services).flatMap(([service, entry]) =>
    textsOf(record(entry)[list_]).map((text) => ({ service, pattern: pattern(text, kind) })),
  );
}

/** What of a plan's file the workshop does not keep, by its name. */
export function leftOut(text: string): string[] {
  return Object.keys(record(record(parse(text))["plan"])).sort();
}

/**
 * A plan's file on top of the proposal: what it names moves and is pinned, the rest stays.
 *
 * Throws where the file is not TOML, or names no service.
 */
export function read(book: Book, cast: Cast, text: string): Plan {
  const services = record(record(parse(text))["services"]);
  if (Object.keys(services).length === 0) throw new Error("it has no [services.NAME]");
  let plan = proposal(book, cast);
  const places = new Map(plan.services.map((service, index) => [service.id, index]));
  for (const [id, entry] of Object.entries(services)) {
    const name = record(entry)["name"];
    const called = typeof name === "string" && name.trim() ? name.trim() : null;
    const place = places.get(id);
    if (place !== undefined) plan = called === null ? plan : renamed(plan, place, called);
    else {
      places.set(id, plan.services.length);
      plan = { ...plan, services: [...plan.services, { id, name: called ?? id }] };
    }
  }
  const claims = { module: claimsOf(services, "modules"), table: claimsOf(services, "tables") };
  const bare = new Map(book.analysis.tables.map((table) => [table.id, table.name]));
  for (const [service, members] of claimed(cast, claims, bare)) {
    plan = pinned(moved(plan, members, places.get(service) ?? 0), members, true);
  }
  return plan;
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
    if (claim) found.set(claim.service, [...(found.get(claim.service) ?? []), index]);
  }
  return found;
}
