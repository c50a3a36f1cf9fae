/** What is drawn of a place, and what ties it. */
import type { Book } from "../document/book";
import { cutKind } from "../document/words";
import { type Box, leaves, serviceBox } from "./box";
import { type End, type Need, needsOf } from "./needs";
import type { Place } from "./place";
import { type Drawn, MOST_DRAWN, Unfolding } from "./unfold";

/** All that ties two of the things drawn, both ways; `first` is drawn before `second`. */
export interface Link {
  id: string;
  first: string;
  second: string;
  needs: readonly Need[];
  weight: number;
  /** Whether `first` needs `second`, and the other way round. */
  forth: boolean;
  back: boolean;
  /** Whether shared data is among it, and not code alone. */
  data: boolean;
}

export interface Scene {
  /** What tells it apart from the other scenes of the document. */
  key: string;
  drawn: readonly Drawn[];
  /** The services that are looked into. */
  opened: ReadonlySet<string>;
  needs: readonly Need[];
  /** What stands for a member, "" for nothing. */
  spot: (end: End) => string;
  /** Services that nothing ties to the opened ones: they are left out. */
  untied: number;
  /** Services for which there is no room. */
  beyond: number;
}

/** The id of a tie between two services, where all are drawn: `first` comes first in `book.services`. */
function linkId(first: string, second: string): string {
  return `${first}/${second}`;
}

function openedOf(book: Book, place: Place): readonly string[] {
  if (place.depth === 1) return [];
  return place.opened.length > 0 ? place.opened : book.services.map((service) => service.id);
}

/** The services that are drawn: all, or the opened ones with those that they are tied to. */
function topsOf(book: Book, opened: ReadonlySet<string>, needs: readonly Need[]): Box[] {
  const tied = new Set(needs.flatMap((need) => need.pairs.flatMap(({ from, to }) => [from.service, to.service])));
  const near = book.services.filter(({ id }) => opened.size === 0 || opened.has(id) || tied.has(id));
  return near.map((service) => serviceBox(book, service));
}

/** As many services as there is room for: the opened ones, then those with the most lines. */
function roomFor(tops: readonly Box[], opened: ReadonlySet<string>): Box[] {
  const order = [...tops].sort(
    (a, b) => Number(opened.has(b.id)) - Number(opened.has(a.id)) || b.lines - a.lines || (a.id < b.id ? -1 : 1),
  );
  const kept = new Set(order.slice(0, MOST_DRAWN));
  return tops.filter((top) => kept.has(top));
}

function unfolded(book: Book, place: Place, opened: readonly string[], tops: readonly Box[]): Unfolding {
  const needs = needsOf(book);
  const wanted = new Set([...place.unfolded, place.selected].filter((id) => !book.service(id)));
  const unfolding = new Unfolding(tops, (leaf) => needs.strength(leaf), wanted);
  const share = Math.max(3, Math.floor((MOST_DRAWN - tops.length) / Math.max(1, opened.length)));
  for (const service of opened) unfolding.open(service, opened.length > 1 ? share : MOST_DRAWN);
  if (opened.length > 0) unfolding.openWanted();
  for (const id of place.unfolded) unfolding.open(id);
  if (place.depth === 3) unfolding.openInside();
  return unfolding;
}

/** Which of the things drawn stands for each module and table inside of an opened service. */
function spotsOf(drawn: readonly Drawn[]): Map<string, string> {
  const closed = drawn.filter(({ open, parent }) => !open && parent !== null);
  return new Map(closed.flatMap(({ box }) => leaves(box).map((leaf) => [leaf, box.id] as const)));
}

export function sceneOf(book: Book, place: Place): Scene {
  const opened = new Set(openedOf(book, place));
  const needs = opened.size > 0 ? needsOf(book).of([...opened]) : needsOf(book).between;
  const near = topsOf(book, opened, needs);
  const tops = roomFor(near, opened);
  const { all: drawn } = unfolded(book, place, [...opened], tops);
  const spots = spotsOf(drawn);
  const services = new Set(tops.map((top) => top.service));
  return {
    key: JSON.stringify(drawn.map(({ box, open }) => [box.id, open])),
    drawn,
    opened,
    needs,
    spot: (end) => spots.get(end.id) ?? (services.has(end.service) ? end.service : ""),
    untied: book.services.length - near.length,
    beyond: near.length - tops.length,
  };
}

interface Bundle {
  first: string;
  second: string;
  needs: Set<Need>;
  forth: boolean;
  back: boolean;
}

function bundled(scene: Scene, hidden: ReadonlySet<string>): Bundle[] {
  const place = new Map(scene.drawn.map(({ box }, index) => [box.id, index]));
  const bundles = new Map<string, Bundle>();
  const add = (need: Need, from: string, to: string): void => {
    const [a, b] = [place.get(from), place.get(to)];
    if (a === undefined || b === undefined || a === b) return;
    const [first, second] = a < b ? [from, to] : [to, from];
    const id = linkId(first, second);
    const bundle = bundles.get(id) ?? { first, second, needs: new Set(), forth: false, back: false };
    bundle.needs.add(need);
    if (a < b) bundle.forth = true;
    else bundle.back = true;
    bundles.set(id, bundle);
  };
  for (const need of scene.needs)
    if (!hidden.has(need.kind)) for (const { from, to } of need.pairs) add(need, scene.spot(from), scene.spot(to));
  return [...bundles.values()];
}

/** The ties between what is drawn, of the kinds that are not hidden, heaviest first. */
export function linksOf(scene: Scene, hidden: ReadonlySet<string>): Link[] {
  return bundled(scene, hidden)
    .map(({ needs, ...ends }) => ({
      ...ends,
      id: linkId(ends.first, ends.second),
      needs: [...needs],
      weight: [...needs].reduce((sum, need) => sum + need.weight, 0),
      data: [...needs].some((need) => cutKind(need.kind).family === "data"),
    }))
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
}
