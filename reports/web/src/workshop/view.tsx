import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { count, shown } from "../document/words";
import { useBook } from "../parts/context";
import { Cards } from "./cards";
import { grab } from "./dragging";
import { Effect } from "./effect";
import { Head } from "./head";
import { Moving } from "./moving";
import { going, moved, nameOf, placeOf, withTables } from "./plan";
import { stayed } from "./roles";
import type { Ticks } from "./bundles";
import { Roster } from "./roster";
import { type Bench, useBench, usePreviews } from "./state";

/** Ctrl or Cmd with Z takes back, with Shift or Y does again; text fields keep theirs. */
function useKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const follow = (event: KeyboardEvent): void => {
      const field = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
      if (field || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) undo();
      else if (key === "y" || key === "z") redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", follow);
    return () => window.removeEventListener("keydown", follow);
  });
}

function useTicks(bench: Bench, onDrop: { current: (place: number) => void }) {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [tables, setTables] = useState(true);
  const [over, setOver] = useState("");
  const chosen = useMemo(
    (): ReadonlySet<number> => (tables ? withTables(bench.plan, bench.cast, ticked) : ticked),
    [ticked, tables, bench.plan],
  );
  const ticks: Ticks = {
    chosen,
    tick: (members, on) => {
      const next = new Set(ticked);
      for (const member of members) {
        if (on) next.add(member);
        else next.delete(member);
      }
      setTicked(next);
    },
    press: (event, members) => {
      const alone = !members.every((member) => chosen.has(member));
      grab(event, {
        label: () => count(alone ? members.length : chosen.size, "member"),
        begin: () => alone && setTicked(new Set(members)),
        over: setOver,
        drop: (place) => onDrop.current(Number(place)),
      });
    },
  };
  return { ticks, tables, setTables, over, clear: () => setTicked(new Set<number>()) };
}

/** Those of the ticked that are elsewhere; tables that came along with modules do not come into a role. */
function leaving({ plan, cast }: Bench, chosen: ReadonlySet<number>, to: number): number[] {
  const away = [...chosen].filter((member) => plan.homes[member] !== to);
  const modules = away.filter((member) => cast.members[member]?.kind === "module");
  return to < 0 && modules.length > 0 ? modules : away;
}

export function WorkshopView({ id }: { id: string }) {
  const book = useBook();
  const { bench, trouble } = useBench(book);
  const [said, say] = useState("");
  const onDrop = useRef<(place: number) => void>(() => undefined);
  const { ticks, tables, setTables, over, clear } = useTicks(bench, onDrop);
  const previews = usePreviews(bench, ticks.chosen);
  useKeys(bench.undo, bench.redo);
  const place = placeOf(bench.plan, id);
  const move = (to: number): void => {
    const away = leaving(bench, ticks.chosen, to);
    const members = going(bench.plan, bench.cast, away, to);
    const name = nameOf(bench.plan, to);
    const moves = members.length > 0 ? `${count(members.length, "member")} moved to ${shown(name)}.` : "";
    say([moves, stayed(away.length - members.length)].filter(Boolean).join(" "));
    if (members.length === 0) return;
    bench.act(`Move ${count(members.length, "member")} to ${name}`, moved(bench.plan, members, to));
    clear();
  };
  onDrop.current = move;
  if (book.analysis.tie_kinds.length === 0) return <Silent />;
  return (
    <div class="workshop">
      <Head bench={bench} say={say} />
      <p class="workshop-said" role="status">
        {trouble || said}
      </p>
      <div class="workshop-columns">
        <div class="workshop-roster">
          <Roster bench={bench} place={place} ticks={ticks} />
          {ticks.chosen.size > 0 && (
            <Moving
              bench={bench}
              place={place}
              chosen={ticks.chosen}
              previews={previews}
              tables={tables}
              setTables={setTables}
              onMove={move}
              onClear={clear}
            />
          )}
        </div>
        <Cards bench={bench} selected={place} previews={previews} over={over} />
        <Effect bench={bench} />
      </div>
    </div>
  );
}

/** A document of before there were ties in it cannot be counted again. */
function Silent() {
  return (
    <div class="page">
      <h1 tabIndex={-1}>Workshop</h1>
      <p class="lead">
        This report was made of a document that does not say what its cuts are counted from. Scan the project again to try
        other plans.
      </p>
    </div>
  );
}
