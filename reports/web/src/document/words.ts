/** What the document's words mean to a reader. Words that are not known here show as they are. */

export interface KindWords {
  /** For a heading: "Foreign keys". */
  many: string;
  /** For a count of one: "foreign key". */
  one: string;
  /** Why it stands in the way of a cut, in a sentence. */
  meaning: string;
  /** What the tie is made of: shared data, or code that needs code. */
  family: "data" | "code";
}

/** Kinds of hub, for a heading. */
export const HUB_KINDS: Record<string, string> = {
  god_module: "Modules of several services",
  data_access: "Data-access layers",
  identity: "Identity",
  reference_data: "Reference data",
  library: "Libraries",
  glue: "Framework glue",
};

/** What draws a module to a service, in the plural: the criteria of coupling, code and data first. */
export const CRITERIA: Record<string, string> = {
  imports: "Imports",
  calls: "Calls",
  inheritance: "Inheritance",
  tables: "Tables it defines or uses",
  third_parties: "Same rare packages",
  vocabulary: "Same vocabulary",
  path: "Same words in the path",
  containment: "Package and module",
  siblings: "Same package",
};

/** Kinds of cut, the costliest to break first: the order in which every view lists them. */
export const CUT_KINDS: Record<string, KindWords> = {
  transaction: {
    many: "Transactions",
    one: "transaction",
    meaning: "One commit writes tables of both sides; apart, it can half succeed.",
    family: "data",
  },
  shared_write: {
    many: "Shared writes",
    one: "shared write",
    meaning: "Code of one service writes a table that another owns.",
    family: "data",
  },
  foreign_key: {
    many: "Foreign keys",
    one: "foreign key",
    meaning: "A table refers to another service's table; two databases cannot enforce that.",
    family: "data",
  },
  cascade: {
    many: "Cascades",
    one: "cascade",
    meaning: "Deleting a row deletes rows of another service.",
    family: "data",
  },
  join: {
    many: "Joins",
    one: "join",
    meaning: "A query joins tables of both sides; apart, it becomes two queries.",
    family: "data",
  },
  shared_read: {
    many: "Shared reads",
    one: "shared read",
    meaning: "Code of one service reads a table that another owns.",
    family: "data",
  },
  inherit: {
    many: "Inheritance",
    one: "inheritance",
    meaning: "A class extends a class of another service; that cannot cross a network.",
    family: "code",
  },
  call: {
    many: "Calls",
    one: "call",
    meaning: "A function calls into another service; it becomes a network call that can fail.",
    family: "code",
  },
  signal: {
    many: "Signals",
    one: "signal",
    meaning: "A handler runs in-process when another service does something; it becomes an event.",
    family: "code",
  },
  task: {
    many: "Tasks",
    one: "task",
    meaning: "A background task is queued for another service; it becomes a message.",
    family: "code",
  },
  import: {
    many: "Imports",
    one: "import",
    meaning: "A module imports another service's module.",
    family: "code",
  },
};

export const SHARING_KINDS: Record<string, { label: string; meaning: string }> = {
  shared_write: { label: "Written by several", meaning: "More than one service writes it: the hardest to give an owner." },
  shared_read: { label: "Read by others", meaning: "One service writes it, others read it." },
  private: { label: "Private", meaning: "Only its owner touches it." },
  read_only: { label: "Only read", meaning: "Nobody writes it in this code: reference data, or written elsewhere." },
  orphan: { label: "Untouched", meaning: "No access to it was found." },
};

/** The verdict in a sentence; `reports/digest.py` says the same in the other formats. */
export const ADVICE: Record<string, string> = {
  extract: "Worth taking apart, one service at a time",
  modularise: "Make modules first, do not split yet",
  keep: "Keep it in one piece",
};

export const NULLS: Record<string, { label: string; meaning: string }> = {
  one_blob: { label: "One blob", meaning: "everything in one service" },
  random: { label: "Random", meaning: "services of the same sizes, filled at random" },
  packages: { label: "Packages", meaning: "today's packages taken as the services" },
};

const ABBREVIATIONS = /\b(api|bcp|icp|id|ifn|ned|orm|sm|sql)\b/g;

/** "shared_write" as "Shared write", "dynamic-sql" as "Dynamic SQL". */
export function title(word: string): string {
  const spaced = word
    .replaceAll(/[_-]+/g, " ")
    .replaceAll(ABBREVIATIONS, (match) => match.toUpperCase())
    .trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export function cutKind(kind: string): KindWords {
  return CUT_KINDS[kind] ?? { many: title(kind), one: title(kind).toLowerCase(), meaning: "", family: "code" };
}

const CUT_ORDER = Object.keys(CUT_KINDS);

/** Kinds sorted as `CUT_KINDS` has them, unknown ones last by name. */
export function sortedKinds(kinds: Iterable<string>): string[] {
  const place = (kind: string): number => (CUT_ORDER.indexOf(kind) + CUT_ORDER.length + 1) % (CUT_ORDER.length + 1);
  return [...kinds].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

const WHOLE = new Intl.NumberFormat("en");
const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** 12345 as "12,345". */
export function whole(value: number): string {
  return WHOLE.format(value);
}

/** 12345 as "12.3K". */
export function short(value: number): string {
  return SHORT.format(value);
}

/** "1 table", "2 tables". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${WHOLE.format(value)} ${value === 1 ? one : many}`;
}

/** 0.934 as "93 %": rounded down, so that 100 % means all. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}\u00a0%`;
}

/** A metric's value, three digits that matter. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (Number.isInteger(value)) return WHOLE.format(value);
  return Math.abs(value) < 10 ? value.toFixed(3).replace(/0$/, "") : value.toFixed(1);
}

// Controls and marks that turn the direction of text would let a name lie about what it says.
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const LONGEST = 240;

/** A name of the scanned code as it may be shown: nothing invisible, not endless. */
export function shown(text: string): string {
  const visible = text.replaceAll(
    INVISIBLE,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return visible.length <= LONGEST ? visible : `${visible.slice(0, LONGEST - 40)}…${visible.slice(-30)}`;
}

/** Prose of the document (messages, reasons): visible as in `shown`, but longer and with spaces. */
export function prose(text: string): string {
  const visible = text.replaceAll(/\s+/g, " ").replaceAll(
    INVISIBLE,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return visible.length <= 1200 ? visible : `${visible.slice(0, 1200)}…`;
}
