import { count, shown } from "../document/words";
import { Destination } from "./destination";
import { add } from "./head";
import { going, nameOf } from "./plan";
import { ROLES } from "./roles";
import type { Bench } from "./state";

/** What to do with the members that are ticked. */
export function Moving({
  bench,
  place,
  chosen,
  previews,
  tables,
  setTables,
  onMove,
  onClear,
}: {
  bench: Bench;
  place: number | null;
  chosen: ReadonlySet<number>;
  previews: ReadonlyMap<number, number>;
  tables: boolean;
  setTables: (on: boolean) => void;
  onMove: (service: number) => void;
  onClear: () => void;
}) {
  const label = (other: number): string => {
    const change = previews.get(other);
    const name = shown(nameOf(bench.plan, other));
    return change === undefined ? name : `${name} (${change > 0 ? "+" : change < 0 ? "−" : "±"}${Math.abs(change)})`;
  };
  return (
    <div class="moving" role="group" aria-label="Ticked members">
      <p>
        <span>
          <b>{count(chosen.size, "member")}</b> ticked
        </span>
        <button type="button" class="more small" onClick={onClear}>
          Untick
        </button>
      </p>
      <label class="tick">
        <input type="checkbox" checked={tables} onChange={(event) => setTables(event.currentTarget.checked)} />
        with the tables they define
      </label>
      <Destination
        bench={bench}
        but={place}
        prompt="Move to …"
        name="Move to"
        verb="Move"
        roles={ROLES.filter((role) => role.list !== "" && going(bench.plan, bench.cast, chosen, role.home).length > 0)}
        label={label}
        onGo={onMove}
      />
      <button
        type="button"
        class="switch alone"
        onClick={() => {
          add(bench, "New service", chosen);
          onClear();
        }}
      >
        Split off into a new service
      </button>
    </div>
  );
}
