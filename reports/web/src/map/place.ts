/** What the map shows, as it stands in the address. */
import type { Book } from "../document/book";
import { href } from "../route";
import type { Drawn } from "./unfold";

/** How far in the map looks: services; their packages; their modules and tables. */
export type Depth = 1 | 2 | 3;

export interface Place {
  /** The id of what is selected, a node's or a tie's; "" for nothing. */
  selected: string;
  /** Services that are looked into; with a depth of more than 1 and none named, all of them. */
  opened: readonly string[];
  depth: Depth;
  /** Packages, or groups of tables, that are opened whatever the depth. */
  unfolded: readonly string[];
  /** Kinds of tie left out. */
  hidden: ReadonlySet<string>;
  /** How many ties at most, null for as many as are usual. */
  most: number | null;
}

/** A service with no more inside is shown with its modules at once. */
const AT_A_GLANCE = 60;

/** The service in whose inside something stands, undefined for what stands at the top. */
export function insideOf(book: Book, id: string): string | undefined {
  if (book.service(id)) return undefined;
  const [, kind = "", name = ""] = /^(\w+):(.*)$/s.exec(id) ?? [];
  if (kind === "module") return book.module(name)?.service ?? undefined;
  if (kind === "table") return book.table(name)?.service ?? undefined;
  return book.services.find(({ id: service }) => name === service || name.startsWith(`${service}/`))?.id;
}

/** The depth at which a service is opened when nobody says how deep. */
export function usualDepth(book: Book, service: string): Depth {
  const found = book.service(service);
  return found && found.modules.length + found.tables.length <= AT_A_GLANCE ? 3 : 2;
}

function depthOf(text: string | null): Depth | null {
  return text === "1" ? 1 : text === "2" ? 2 : text === "3" ? 3 : null;
}

export function placeOf(id: string, query: URLSearchParams, book: Book): Place {
  const named = query.getAll("in").filter((service) => book.service(service));
  // Who sends a module's address alone still finds it.
  const home = named.length === 0 ? insideOf(book, id) : undefined;
  const opened = home === undefined ? named : [home];
  const said = depthOf(query.get("depth"));
  const depth = said ?? (opened.length > 0 ? usualDepth(book, opened[0] as string) : 1);
  const most = Number.parseInt(query.get("ties") ?? "", 10);
  return {
    selected: id,
    opened: depth === 1 ? [] : opened,
    depth,
    unfolded: query.getAll("open"),
    hidden: new Set((query.get("hide") ?? "").split(",").filter(Boolean)),
    most: Number.isFinite(most) && most > 0 ? most : null,
  };
}

/** A place's address. */
export function addressOf(place: Place): string {
  const query = new URLSearchParams();
  for (const service of place.opened) query.append("in", service);
  if (place.depth > 1) query.set("depth", String(place.depth));
  for (const id of place.unfolded) query.append("open", id);
  if (place.hidden.size > 0) query.set("hide", [...place.hidden].join(","));
  if (place.most !== null) query.set("ties", String(place.most));
  return href("map", place.selected, query);
}

/** A place with something else selected. */
export function selecting(place: Place, selected: string): Place {
  return { ...place, selected };
}

/** The inside of a service, which is selected. */
export function opening(book: Book, place: Place, service: string): Place {
  return { ...place, selected: service, opened: [service], depth: usualDepth(book, service), unfolded: [], most: null };
}

/** Back to all services. */
export function closing(place: Place, selected = ""): Place {
  return { ...place, selected, opened: [], depth: 1, unfolded: [], most: null };
}

/** Whether something drawn can be opened, or folded again: not what the depth opens by itself. */
export function foldable({ box, open }: Drawn, place: Place): boolean {
  return ["package", "tables"].includes(box.kind) && !(open && place.depth === 3);
}

/** A package, or a group of tables, the other way: opened, or folded again. */
export function turned(place: Place, { box, open }: Drawn): Place {
  const others = place.unfolded.filter((id) => id !== box.id);
  return { ...place, selected: box.id, unfolded: open ? others : [...others, box.id] };
}

/** One step back: from what is selected to what it stands in, and at last to all services. */
export function leaving(place: Place): Place {
  const [service] = place.opened;
  if (place.depth === 1) return selecting(place, "");
  if (service !== undefined && place.selected !== service) return selecting(place, service);
  return closing(place, service ?? "");
}
