import type { Book } from "../document/book";
import { admitted, type Cast, type Member } from "./members";
import { NOWHERE, ROLES, roleAt } from "./roles";

/** A service of a plan; one that the reader has made has no counterpart in the proposal. */
export interface PlannedService {
  id: string;
  name: string;
}

/**
 * Where every member is: a plan as the workshop changes it.
 *
 * A plan is never changed in place, so that every step can be taken back. A service keeps its number
 * for good; one without members is gone, unless it was just added.
 */
export interface Plan {
  services: readonly PlannedService[];
  /** The place of each member: the number of its service, or of its role. */
  homes: Int32Array;
  /** Members that go where others go; and all that do not, modules first, by name. */
  followers: readonly Member[];
  byName: readonly number[];
  /** Members that are to stay where they are when the rest is proposed anew. */
  pins: ReadonlySet<number>;
}

/** The proposal as a plan. */
export function proposal(book: Book, cast: Cast): Plan {
  return {
    services: book.services.map(({ id, name }) => ({ id, name })),
    homes: Int32Array.from(cast.members, (member) => member.home),
    followers: cast.followers,
    byName: cast.byName,
    pins: new Set(),
  };
}

/** The service with most lines of some members; of two with as many, the one that begins first. */
function mostLines(plan: Plan, parts: readonly Member[]): number {
  const lines = new Map<number, number>();
  for (const part of parts) {
    const home = plan.homes[part.index] ?? NOWHERE;
    // What has a role draws nothing: a module all of whose parts have one is of no service.
    if (home >= 0) lines.set(home, (lines.get(home) ?? 0) + part.lines);
  }
  const most = Math.max(...lines.values());
  const homes = [...lines].filter(([, sum]) => sum === most).map(([home]) => home);
  if (homes.length === 1) return homes[0] ?? NOWHERE;
  return plan.byName.map((member) => plan.homes[member] ?? NOWHERE).find((home) => homes.includes(home)) ?? NOWHERE;
}

/** The plan with divided modules where most of their lines are, as a scan puts them. */
export function settled(plan: Plan): Plan {
  for (const { index, follows } of plan.followers) plan.homes[index] = mostLines(plan, follows);
  return plan;
}

/** The plan with members in another service; they count as pinned there. */
export function moved(plan: Plan, members: Iterable<number>, service: number): Plan {
  const homes = plan.homes.slice();
  const pins = new Set(plan.pins);
  const following = new Set(plan.followers.map((member) => member.index));
  for (const member of members) {
    if (following.has(member)) continue;
    homes[member] = service;
    pins.add(member);
  }
  return settled({ ...plan, homes, pins });
}

/** All members of a service go to another. */
export function merged(plan: Plan, from: number, into: number): Plan {
  return moved(plan, membersOf(plan, from), into);
}

/** The place that an id of an address means, null for none. */
export function placeOf(plan: Plan, id: string): number | null {
  const service = plan.services.findIndex((one) => one.id === id);
  return service >= 0 ? service : (ROLES.find((role) => role.id === id)?.home ?? null);
}

/** What a place is called: a service, or a role. */
export function nameOf(plan: Plan, place: number): string {
  return plan.services[place]?.name ?? roleAt(place)?.name ?? "";
}

/** Those of some members that may go to a place and are not there. */
export function going(plan: Plan, cast: Cast, members: Iterable<number>, to: number): number[] {
  return [...members].filter((index) => {
    const from = plan.homes[index] ?? NOWHERE;
    const member = cast.members[index];
    return from !== to && member !== undefined && admitted(member, from, to);
  });
}

/** A free id, made of a name: letters, digits and dashes. */
export function idFor(plan: Plan, name: string): string {
  const base =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 60) || "service";
  const taken = new Set(plan.services.map((service) => service.id));
  let id = base;
  for (let turn = 2; taken.has(id); turn += 1) id = `${base}-${turn}`;
  return id;
}

/** The plan with one more service, which may take members along at once. */
export function added(plan: Plan, name: string, members: Iterable<number> = []): Plan {
  const service = { id: idFor(plan, name), name };
  return moved({ ...plan, services: [...plan.services, service] }, members, plan.services.length);
}

export function renamed(plan: Plan, service: number, name: string): Plan {
  const services = plan.services.map((one, index) => (index === service ? { ...one, name } : one));
  return { ...plan, services };
}

export function pinned(plan: Plan, members: Iterable<number>, pin: boolean): Plan {
  const pins = new Set(plan.pins);
  for (const member of members) {
    if (pin) pins.add(member);
    else pins.delete(member);
  }
  return { ...plan, pins };
}

export function membersOf(plan: Plan, service: number): number[] {
  const found: number[] = [];
  plan.homes.forEach((home, member) => home === service && found.push(member));
  return found;
}

/** The members of each service, by the service's number. */
export function rosters(plan: Plan): number[][] {
  const found: number[][] = plan.services.map(() => []);
  plan.homes.forEach((home, member) => found[home]?.push(member));
  return found;
}

/** Members with the tables that they define and that lie in the same service. */
export function withTables(plan: Plan, cast: Cast, members: Iterable<number>): Set<number> {
  const chosen = new Set(members);
  const modules = new Set(
    [...chosen].map((index) => cast.members[index]).filter((member) => member?.kind === "module").map((member) => member?.name),
  );
  for (const table of cast.members) {
    if (table.kind !== "table" || table.definer === null || !modules.has(table.definer)) continue;
    const definer = cast.modules.get(table.definer);
    if (definer !== undefined && plan.homes[definer] === plan.homes[table.index]) chosen.add(table.index);
  }
  return chosen;
}

/** Members that the plan has elsewhere than the proposal, by where they came from and went. */
export interface Shift {
  from: number;
  to: number;
  members: Member[];
}

export function shifts(plan: Plan, cast: Cast): Shift[] {
  const found = new Map<string, Shift>();
  for (const member of cast.members) {
    const to = plan.homes[member.index] ?? member.home;
    if (to === member.home) continue;
    const key = `${member.home} ${to}`;
    const shift = found.get(key) ?? { from: member.home, to, members: [] };
    shift.members.push(member);
    found.set(key, shift);
  }
  return [...found.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Whether two plans say the same. */
export function same(one: Plan, other: Plan): boolean {
  return (
    one.homes.every((home, index) => home === other.homes[index]) &&
    one.services.length === other.services.length &&
    one.services.every((service, index) => service.name === other.services[index]?.name) &&
    one.pins.size === other.pins.size &&
    [...one.pins].every((pin) => other.pins.has(pin))
  );
}
