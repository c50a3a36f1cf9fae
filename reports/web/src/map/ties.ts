import { type Book, type Tie, weight } from "../document/book";
import type { Cut } from "../document/types";
import { sortedKinds } from "../document/words";

/** What the map shows, read from the address: kinds left out, and how many ties at most. */
export interface Choice {
  hidden: ReadonlySet<string>;
  most: number;
}

/** A tie as the map draws it: only cuts of the kinds that are shown. */
export interface DrawnTie extends Tie {
  id: string;
  weight: number;
}

export function choiceOf(query: URLSearchParams, book: Book): Choice {
  const most = Number.parseInt(query.get("ties") ?? "", 10);
  return {
    hidden: new Set((query.get("hide") ?? "").split(",").filter(Boolean)),
    most: Number.isFinite(most) && most > 0 ? most : usual(book),
  };
}

/** So many ties are still read as lines; more are a hairball, and the reader is asked. */
function usual(book: Book): number {
  return Math.max(24, Math.round(book.services.length * 1.5));
}

export function tieId(tie: Tie): string {
  return `${tie.first}/${tie.second}`;
}

export function kindsOf(book: Book): string[] {
  return sortedKinds(new Set(book.analysis.cuts.map((cut) => cut.kind)));
}

function shownCuts(cuts: readonly Cut[], hidden: ReadonlySet<string>): Cut[] {
  return cuts.filter((cut) => !hidden.has(cut.kind));
}

/** Ties with cuts of the kinds shown, heaviest first. */
export function drawable(book: Book, hidden: ReadonlySet<string>): DrawnTie[] {
  return book
    .ties()
    .map((tie) => ({ ...tie, id: tieId(tie), cuts: shownCuts(tie.cuts, hidden) }))
    .filter((tie) => tie.cuts.length > 0)
    .map((tie) => ({ ...tie, weight: weight(tie.cuts) }))
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
}
