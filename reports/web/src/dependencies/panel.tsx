import { grouped } from "../document/book";
import type { Dependency, Module } from "../document/types";
import { count, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Lines } from "../parts/evidence";
import { Fold, Some } from "../parts/fold";
import { ModuleName, ServiceName } from "../parts/names";
import { choose } from "./choice";
import { allCycles, type Grid, KINDS, type Mutual, mutuals } from "./grid";
import { type Group, leftOut, running } from "./groups";

export function GroupName({ group }: { group: Group }) {
  if (group.service !== null) return <ServiceName id={group.service} plain />;
  return (
    <span class="service-name">
      <bdi>{shown(group.name)}</bdi>
    </span>
  );
}

function Pair({ pair }: { pair: Mutual }) {
  return (
    <li>
      <button type="button" class="pair" onClick={() => choose(`g:${pair.lower.id}`, `g:${pair.upper.id}`)}>
        <span class="ends">
          <GroupName group={pair.lower} /> <span aria-label="back up to">↥</span> <GroupName group={pair.upper} />
        </span>
      </button>
      <span class="quiet number">
        {whole(pair.up)} back, {whole(pair.down)} down
      </span>
    </li>
  );
}

function Mutuals({ grid }: { grid: Grid }) {
  const pairs = mutuals(grid);
  return (
    <>
      <h2>
        Both ways <span class="quiet number">{whole(pairs.length)}</span>
      </h2>
      <p class="quiet">
        {pairs.length > 0
          ? "Groups that need each other. The fewest places that point back up come first: they are the first to break."
          : "No two groups need each other."}
      </p>
      <Some items={pairs} step={12} of="pairs">
        {(visible) => (
          <ul class="rows">
            {visible.map((pair) => (
              <Pair key={`${pair.lower.id} ${pair.upper.id}`} pair={pair} />
            ))}
          </ul>
        )}
      </Some>
    </>
  );
}

function Cycles({ ties }: { ties: readonly Dependency[] }) {
  const book = useBook();
  const cycles = allCycles(running(book), ties);
  const services = (cycle: readonly Module[]): number => new Set(cycle.map((module) => module.service)).size;
  return (
    <>
      <h2>
        Cycles of modules <span class="quiet number">{whole(cycles.length)}</span>
      </h2>
      <p class="quiet">
        {cycles.length > 0
          ? "In a cycle each module needs every other, if only by way of more."
          : "No module needs itself by way of others."}
      </p>
      <Some items={cycles} step={8} of="cycles">
        {(visible) => (
          <div>
            {visible.map((cycle) => (
              <Fold
                key={cycle[0]?.name}
                label={
                  <>
                    <span class="fold-name">{count(cycle.length, "module")}</span>
                    <span class="fold-note">{count(services(cycle), "service")}</span>
                  </>
                }
              >
                {() => <Names modules={cycle} />}
              </Fold>
            ))}
          </div>
        )}
      </Some>
    </>
  );
}

function Names({ modules }: { modules: readonly Module[] }) {
  return (
    <Some items={modules} step={20} of="modules">
      {(visible) => (
        <ul class="rows">
          {visible.map((module) => (
            <li key={module.name}>
              <ModuleName name={module.name} />
              <span class="quiet">
                <ServiceName id={module.service} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Some>
  );
}

/** What the panel holds while nothing is selected. */
export function Overview({ grid, ties }: { grid: Grid; ties: readonly Dependency[] }) {
  const out = leftOut(useBook());
  return (
    <>
      <h2>How to read it</h2>
      <p class="quiet">
        A row needs the columns that it has marks in. What needs stands above what is needed, so that a tidy program has
        marks above the diagonal alone. A mark below it points back up.
        {out && ` ${out}.`}
      </p>
      <Mutuals grid={grid} />
      <Cycles ties={ties} />
    </>
  );
}

function Ties({ ties }: { ties: readonly Dependency[] }) {
  const pairs = [...grouped(ties, (tie) => JSON.stringify([tie.source, tie.target])).values()];
  const size = (pair: readonly Dependency[]): number => pair.reduce((sum, tie) => sum + tie.evidence.length, 0);
  pairs.sort((a, b) => size(b) - size(a));
  return (
    <Some items={pairs} step={10} of="pairs of modules">
      {(visible) => (
        <ul class="uses">
          {visible.map((pair) => (
            <li key={`${pair[0]?.source} ${pair[0]?.target}`}>
              <ModuleName name={pair[0]?.source ?? ""} /> <span aria-label="needs">→</span>
              <ModuleName name={pair[0]?.target ?? ""} />
              {pair.map((tie) => (
                <span key={tie.kind} class="tie-kind">
                  <span class="quiet">{KINDS[tie.kind] ?? title(tie.kind)}</span> <Lines at={tie.evidence} />
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Some>
  );
}

/** The end of a selection: a module, or a group with all that is in it. */
export interface End {
  key: string;
  group: Group;
  module: Module | null;
}

function EndTitle({ end }: { end: End }) {
  if (end.module) return <ModuleName name={end.module.name} />;
  return <GroupName group={end.group} />;
}

export function Selection({ row, col, ties }: { row: End; col: End; ties: readonly Dependency[] }) {
  const within = (end: End): ReadonlySet<string> =>
    new Set(end.module ? [end.module.name] : end.group.modules.map((module) => module.name));
  const [sources, targets] = [within(row), within(col)];
  const forth = ties.filter((tie) => sources.has(tie.source) && targets.has(tie.target));
  const own = row.key === col.key;
  const back = own ? [] : ties.filter((tie) => targets.has(tie.source) && sources.has(tie.target));
  return (
    <>
      <header class="panel-head">
        <h2 class="ends">
          <EndTitle end={row} />
          {!own && (
            <>
              <span aria-label="needs">→</span> <EndTitle end={col} />
            </>
          )}
        </h2>
        <button type="button" class="close" aria-label="Close" title="Close" onClick={() => choose("", "")}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3.5 3.5l9 9m0-9l-9 9" />
          </svg>
        </button>
      </header>
      {forth.length === 0 ? <p class="quiet">{own ? "Nothing inside needs anything inside." : "It does not need it."}</p> : <Ties ties={forth} />}
      {back.length > 0 && (
        <>
          <h3 class="ends">
            And back: <EndTitle end={col} /> <span aria-label="needs">→</span> <EndTitle end={row} />
          </h3>
          <Ties ties={back} />
        </>
      )}
    </>
  );
}
