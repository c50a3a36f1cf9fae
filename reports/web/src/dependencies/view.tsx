import { useMemo } from "preact/hooks";
import type { Dependency } from "../document/types";
import { useBook } from "../parts/context";
import { useRoute } from "../route";
import { choiceOf, foldedIn } from "./choice";
import { gridOf, kindsOf } from "./grid";
import { groupsOf } from "./groups";
import { Overview, Selection } from "./panel";
import { endOf, Stage } from "./stage";
import { Key, Toolbar } from "./toolbar";

export function DependenciesView() {
  const book = useBook();
  const { query } = useRoute();
  const choice = choiceOf(query, book.analysis.modules.length);
  const kinds = useMemo(() => kindsOf(book), [book]);
  const groups = useMemo(() => groupsOf(book, choice.grouping), [book, choice.grouping]);
  const hidden = query.get("hide") ?? "";
  const ties = useMemo(
    (): readonly Dependency[] => book.analysis.dependencies.filter((tie) => !choice.hidden.has(tie.kind)),
    [book, hidden],
  );
  const grid = useMemo(() => gridOf(groups, ties, foldedIn(choice.folds)), [groups, ties, choice.folds]);
  const [row, col] = [endOf(grid, choice.row), endOf(grid, choice.col)];
  return (
    <div class="map">
      <div class="map-main">
        <Toolbar choice={choice} lines={grid.lines.length} kinds={kinds} />
        {grid.lines.length > 0 ? <Stage grid={grid} choice={choice} /> : <p class="empty">There is no module.</p>}
        <Key />
      </div>
      <aside class="panel" aria-label="Selection" tabIndex={0}>
        {row && col ? <Selection row={row} col={col} ties={ties} /> : <Overview grid={grid} ties={ties} />}
      </aside>
    </div>
  );
}
