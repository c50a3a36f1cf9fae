import type { Book } from "../document/book";
import type { Cast } from "./members";
import { type Plan, proposal, settled } from "./plan";
import { LOWEST_HOME } from "./roles";

/** What of a plan differs from the proposal: short enough for an address. */
interface Difference {
  print: string;
  /** Names of all services in their order; those past the proposal's with their ids. */
  names: (string | [string, string])[];
  /** Service and members, each member as the distance from the one before. */
  moves: [number, number[]][];
  pins: number[];
}

/** Ascending numbers as distances, which compress well; and back. */
function distances(numbers: readonly number[]): number[] {
  return numbers.map((number, place) => number - (numbers[place - 1] ?? 0));
}

function sums(steps: readonly number[]): number[] {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

export function difference(book: Book, cast: Cast, plan: Plan): Difference {
  const moves = new Map<number, number[]>();
  for (const { index, home } of cast.members) {
    const to = plan.homes[index] ?? home;
    if (to !== home) moves.set(to, [...(moves.get(to) ?? []), index]);
  }
  return {
    print: cast.print,
    names: plan.services.map((service, index) => {
      const before = book.services[index];
      if (!before) return [service.id, service.name];
      return before.name === service.name ? "" : service.name;
    }),
    moves: [...moves].map(([to, members]) => [to, distances(members)]),
    pins: distances([...plan.pins].sort((a, b) => a - b)),
  };
}

/** The plan that a difference makes of the proposal, null where it is of another document. */
export function applied(book: Book, cast: Cast, { print, names, moves, pins }: Difference): Plan | null {
  if (print !== cast.print) return null;
  const plan = proposal(book, cast);
  const homes = plan.homes.slice();
  for (const [to, steps] of moves) for (const member of sums(steps)) homes[member] = to;
  const services = names.map((name, index) => {
    if (typeof name !== "string") return { id: name[0], name: name[1] };
    const before = plan.services[index] ?? { id: `service-${index}`, name };
    return name === "" ? before : { ...before, name };
  });
  const whole = homes.every((home) => home >= LOWEST_HOME && home < services.length) && homes.length === plan.homes.length;
  return whole ? settled({ ...plan, services, homes, pins: new Set(sums(pins)) }) : null;
}

async function through(bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A text as the letters, digits, `-` and `_` of an address. */
export async function packed(text: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The text of an address, null where it is not whole. */
export async function unpacked(letters: string): Promise<string | null> {
  try {
    const bytes = Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (mark) => mark.charCodeAt(0));
    return new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw")));
  } catch {
    return null;
  }
}

/** The plan of an address, null where it is not whole or of another document. */
export async function planOf(book: Book, cast: Cast, letters: string): Promise<Plan | null> {
  const text = await unpacked(letters);
  if (text === null) return null;
  try {
    return applied(book, cast, JSON.parse(text) as Difference);
  } catch {
    return null;
  }
}

function storageKey(book: Book, cast: Cast): string {
  return `seamline:plan:${book.analysis.project.name}:${cast.print}`;
}

export function stored(book: Book, cast: Cast): Plan | null {
  try {
    const text = localStorage.getItem(storageKey(book, cast));
    return text === null ? null : applied(book, cast, JSON.parse(text) as Difference);
  } catch {
    return null; // Some browsers give pages from disk no storage, and old entries may be of any form.
  }
}

export function store(book: Book, cast: Cast, plan: Plan | null): void {
  try {
    if (plan === null) localStorage.removeItem(storageKey(book, cast));
    else localStorage.setItem(storageKey(book, cast), JSON.stringify(difference(book, cast, plan)));
  } catch {
    // Not kept, then: the address holds it too.
  }
}
