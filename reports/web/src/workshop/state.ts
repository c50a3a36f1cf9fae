import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { Book } from "../document/book";
import { parseRoute, setFilters, useRoute } from "../route";
import { Evaluator } from "./evaluate";
import { type Cast, castOf } from "./members";
import { going, moved, type Plan, proposal, same } from "./plan";
import { ROLES } from "./roles";
import { difference, packed, planOf, store, stored } from "./share";
import type { Score } from "./tally";

interface Step {
  plan: Plan;
  /** What was done, for who wants to take it back: "Move 3 to Billing". */
  what: string;
}

interface History {
  past: readonly Step[];
  present: Step;
  future: readonly Step[];
}

type Action = { do: Step } | { open: Plan } | "undo" | "redo";

const MOST_STEPS = 500;

function turned(history: History, action: Action): History {
  const { past, present, future } = history;
  if (action === "undo") {
    const before = past.at(-1);
    return before ? { past: past.slice(0, -1), present: before, future: [present, ...future] } : history;
  }
  if (action === "redo") {
    const [after, ...rest] = future;
    return after ? { past: [...past, present], present: after, future: rest } : history;
  }
  if ("open" in action) return { past: [], present: { plan: action.open, what: "" }, future: [] };
  return { past: [...past, present].slice(-MOST_STEPS), present: action.do, future: [] };
}

/** Everything that the workshop's parts work with. */
export interface Bench {
  cast: Cast;
  evaluator: Evaluator;
  plan: Plan;
  score: Score;
  /** The proposal and what it costs. */
  first: { plan: Plan; score: Score };
  undoes: string;
  redoes: string;
  act: (what: string, plan: Plan) => void;
  undo: () => void;
  redo: () => void;
}

/** Keeps the plan in the browser's storage and in the address, once the reader pauses. */
function useKeeping(book: Book, cast: Cast, plan: Plan, first: Plan, written: { current: string }): void {
  const begun = useRef(false);
  useEffect(() => {
    if (!begun.current) {
      begun.current = true;
      return undefined;
    }
    const unchanged = same(plan, first);
    store(book, cast, unchanged ? null : plan);
    let stale = false;
    const before = addressed();
    const timer = setTimeout(async () => {
      const letters = unchanged ? "" : await packed(JSON.stringify(difference(book, cast, plan)));
      // An address that was opened meanwhile brings a plan of its own.
      if (stale || addressed() !== before) return;
      written.current = letters;
      setFilters({ plan: letters });
    }, 150);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [plan]);
}

export function useBench(book: Book): { bench: Bench; trouble: string } {
  const cast = useMemo(() => castOf(book), [book]);
  const evaluator = useMemo(() => new Evaluator(book.analysis, cast), [book, cast]);
  const first = useMemo(() => {
    const plan = proposal(book, cast);
    return { plan, score: evaluator.count(plan.homes, plan.services.length) };
  }, [book, cast, evaluator]);
  const [history, dispatch] = useReducer(turned, null, (): History => {
    const kept = addressed() ? null : stored(book, cast);
    return { past: [], present: { plan: kept ?? first.plan, what: "" }, future: [] };
  });
  const { plan } = history.present;
  const [trouble, setTrouble] = useState("");
  const written = useRef("");
  const letters = useRoute().query.get("plan") ?? "";
  useEffect(() => {
    if (!letters || letters === written.current) return;
    written.current = letters;
    void planOf(book, cast, letters).then((found) => {
      if (found) dispatch({ open: found });
      setTrouble(found ? "" : "The plan in this address belongs to another report, or is not whole.");
    });
  }, [letters]);
  useKeeping(book, cast, plan, first.plan, written);
  const score = useMemo(() => evaluator.count(plan.homes, plan.services.length), [evaluator, plan]);
  const act = useCallback((what: string, next: Plan) => dispatch({ do: { plan: next, what } }), []);
  return {
    bench: {
      cast,
      evaluator,
      plan,
      score,
      first,
      undoes: history.past.length > 0 ? history.present.what : "",
      redoes: history.future[0]?.what ?? "",
      act,
      undo: () => dispatch("undo"),
      redo: () => dispatch("redo"),
    },
    trouble,
  };
}

/** The letters of the plan that the address holds now. */
function addressed(): string {
  return parseRoute(location.hash).query.get("plan") ?? "";
}

/** For each service and role the change of all points if the chosen members went there; computed in slices. */
export function usePreviews(bench: Bench, chosen: ReadonlySet<number>): ReadonlyMap<number, number> {
  const [previews, setPreviews] = useState<ReadonlyMap<number, number>>(new Map());
  useEffect(() => {
    setPreviews(new Map());
    if (chosen.size === 0) return undefined;
    const found = new Map<number, number>();
    const { plan, score, evaluator } = bench;
    const waiting = [...plan.services.keys(), ...ROLES.filter((role) => role.list !== "").map((role) => role.home)];
    let timer = 0;
    const slice = (): void => {
      const until = performance.now() + 20;
      while (waiting.length > 0 && performance.now() < until) {
        const place = waiting.shift() as number;
        const members = going(plan, bench.cast, chosen, place);
        if (place < 0 && members.length === 0) continue;
        const { homes } = moved(plan, members, place);
        found.set(place, evaluator.count(homes, plan.services.length).total - score.total);
      }
      if (waiting.length > 0) timer = window.setTimeout(slice);
      else setPreviews(found);
    };
    timer = window.setTimeout(slice);
    return () => clearTimeout(timer);
  }, [bench.plan, chosen]);
  return previews;
}
