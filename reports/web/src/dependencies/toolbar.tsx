import { count, title } from "../document/words";
import { setFilters } from "../route";
import type { Board } from "./board";
import { type Choice, foldAll } from "./choice";
import { KINDS } from "./grid";

export function Toolbar({ choice, lines, kinds }: { choice: Choice; lines: number; kinds: readonly string[] }) {
  const toggle = (kind: string): void => {
    const next = new Set(choice.hidden);
    if (!next.delete(kind)) next.add(kind);
    setFilters({ hide: [...next].join(",") });
  };
  const by = (grouping: string) => ({
    type: "button" as const,
    class: "switch",
    "aria-pressed": choice.grouping === grouping,
    onClick: () => setFilters({ by: grouping === "service" ? "" : grouping, fold: "", row: "", col: "" }),
  });
  return (
    <div class="map-head">
      <h1 tabIndex={-1}>Dependencies</h1>
      <p class="quiet">{count(lines, "row")}</p>
      <div class="switches" role="group" aria-label="Order by">
        <button {...by("service")}>By service</button>
        <button {...by("package")}>By package</button>
      </div>
      <div class="switches" role="group" aria-label="Groups">
        <button type="button" class="switch" onClick={() => foldAll(true)}>
          Fold all
        </button>
        <button type="button" class="switch" onClick={() => foldAll(false)}>
          Unfold all
        </button>
      </div>
      <div class="kinds" role="group" aria-label="Kinds of dependency shown">
        {kinds.map((kind) => (
          <button key={kind} type="button" class="toggle" aria-pressed={!choice.hidden.has(kind)} onClick={() => toggle(kind)}>
            {KINDS[kind] ?? title(kind)}
          </button>
        ))}
      </div>
    </div>
  );
}

export function Key() {
  return (
    <ul class="map-key quiet" aria-label="Key">
      <li>
        <span class="mark-key down" /> needs what stands below it
      </li>
      <li>
        <span class="mark-key back" /> below the diagonal: points back up
      </li>
      <li>
        <span class="mark-key small" /> imports alone
      </li>
      <li>
        <span class="mark-key cycle" /> a cycle
      </li>
      <li>Stronger: more places</li>
    </ul>
  );
}

export function Zoom({ board }: { board: Board | null }) {
  return (
    <div class="zoom" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" onClick={() => board?.zoomBy(1.5)}>
        +
      </button>
      <button type="button" aria-label="Zoom out" onClick={() => board?.zoomBy(1 / 1.5)}>
        −
      </button>
      <button type="button" onClick={() => board?.fit()}>
        Fit
      </button>
    </div>
  );
}
