/** What the words of interfaces and sagas mean to a reader, in the order in which they are told. */

export interface StyleWords {
  /** For a heading: "Synchronous calls". */
  many: string;
  /** For one operation: "synchronous call". */
  one: string;
  /** What it would take to offer an operation so, in a sentence. */
  meaning: string;
}

export const STYLES: Record<string, StyleWords> = {
  call: {
    many: "Synchronous calls",
    one: "synchronous call",
    meaning: "The caller waits for the answer: an endpoint of REST or gRPC, with a timeout and a plan for when it fails.",
  },
  event: {
    many: "Events",
    one: "event",
    meaning: "Nobody waits for the result: a message through a broker, which arrives even when this service is down.",
  },
  replica: {
    many: "Reads of a copy",
    one: "read of a copy",
    meaning: "Read often and never written from outside: callers keep a copy of the data, or a view that events refresh.",
  },
  library: {
    many: "Libraries",
    one: "library",
    meaning: "No table was seen behind it: publish it as a package that both sides install, or copy it.",
  },
};

export const STEP_KINDS: Record<string, { label: string; meaning: string }> = {
  compensatable: { label: "Can be undone", meaning: "Taken back when a later step fails." },
  pivot: { label: "Pivot", meaning: "The step that decides: before it all can be undone, after it the saga runs to its end." },
  retriable: { label: "Repeated", meaning: "Comes after the pivot, and is repeated until it succeeds." },
};
