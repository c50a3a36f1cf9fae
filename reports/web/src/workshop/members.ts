import { type Book, grouped } from "../document/book";
import { comingToData, homeOfRole, LIBRARY, NOWHERE, tellsOfRoles } from "./roles";

/** What a plan distributes, by a number: a module, a part of a divided module, or a table. */
export interface Member {
  index: number;
  kind: "module" | "table";
  name: string;
  /** The module whose part it is, else its own name. */
  whole: string;
  lines: number;
  /** Its place in the proposal: a service's number, or a role's. */
  home: number;
  /** Whether the ties tell what becomes of it as a library, or as one no longer. */
  dataless: boolean;
  /** The module that defines a table. */
  definer: string | null;
  /** The parts that a divided module goes with, wherever most of their lines are; else none. */
  follows: readonly Member[];
}

export interface Cast {
  members: readonly Member[];
  /** Members that no plan moves: they go where others go. */
  followers: readonly Member[];
  /** All others, modules before tables, by name. */
  byName: readonly number[];
  modules: ReadonlyMap<string, number>;
  tables: ReadonlyMap<string, number>;
  /** Changes with what there is to distribute: a plan of another document is told by it. */
  print: string;
}

/** A short print of a text (FNV-1a, 32 bits). */
function printOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** A member before it is numbered; one whose `home` is undefined is none. */
type Raw = Omit<Member, "index" | "home" | "follows"> & { home: number | undefined };

function rawMembers(book: Book): Raw[] {
  const { analysis } = book;
  const told = tellsOfRoles(book);
  const places = new Map(book.services.map((service, index) => [service.id, index]));
  const data = comingToData(book);
  const divided = new Set(analysis.parts.map((part) => part.module));
  const homeOf = (service: string | null): number | undefined => (service === null ? undefined : places.get(service));
  const modules = analysis.modules.map(({ name, lines, role, service }): Raw => ({
    ...{ kind: "module", name, whole: name, lines, definer: null, dataless: !data.has(name) },
    home: homeOf(service) ?? (told && service === null && !divided.has(name) ? homeOfRole(role) : undefined),
  }));
  const parts = analysis.parts.map(({ name, module, lines, service }): Raw => ({
    ...{ kind: "module", name, whole: module, lines, definer: null, home: homeOf(service) },
    dataless: !data.has(name) && !data.has(module),
  }));
  const tables = analysis.tables.map(({ id, module, service }): Raw => ({
    ...{ kind: "table", name: id, whole: id, lines: 0, definer: module, dataless: false },
    home: homeOf(service) ?? (told ? NOWHERE : undefined),
  }));
  return [...modules, ...parts, ...tables];
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isPart(member: Member): boolean {
  return member.whole !== member.name;
}

/** Everything that a plan can put somewhere, numbered in the document's order. */
export function castOf(book: Book): Cast {
  const members = rawMembers(book)
    .filter((raw) => raw.home !== undefined)
    .map(({ home, ...raw }, index): Member => ({ ...raw, index, home: home ?? NOWHERE, follows: [] }));
  for (const [whole, parts] of grouped(members.filter(isPart), (member) => member.whole)) {
    const follower = members.find((member) => member.kind === "module" && member.name === whole);
    if (follower) follower.follows = parts;
  }
  const byName = (kind: string): Map<string, number> =>
    new Map(members.filter((member) => member.kind === kind).map((member) => [member.name, member.index]));
  return {
    members,
    followers: members.filter((member) => member.follows.length > 0),
    byName: members
      .filter((member) => member.follows.length === 0)
      .sort((a, b) => (a.kind === b.kind ? byText(a.name, b.name) : byText(a.kind, b.kind)))
      .map((member) => member.index),
    modules: byName("module"),
    tables: byName("table"),
    print: printOf(members.map((member) => `${member.kind} ${member.name} ${member.home}`).join("\n")),
  };
}

/** Whether a plan may put a member into a place, and the ties then tell what it costs. */
export function admitted(member: Member, from: number, to: number): boolean {
  if (to >= 0 || to === from) return from !== LIBRARY || member.dataless || to === from;
  if (member.kind === "table") return to === NOWHERE && member.home === NOWHERE;
  return to !== NOWHERE && (member.dataless || (to !== LIBRARY && from !== LIBRARY));
}
