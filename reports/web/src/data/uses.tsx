import type { EntryPoint, SharedTable, TableUse } from "../document/types";
import { grouped } from "../document/book";
import { count, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Fold, Some } from "../parts/fold";
import { ModuleName, ServiceName } from "../parts/names";

function Row({ use }: { use: TableUse }) {
  return (
    <tr>
      <th scope="row">
        <ServiceName id={use.service} />
      </th>
      <td class="right number">{whole(use.writes)}</td>
      <td class="right number">{whole(use.reads)}</td>
      <td class="right number">{whole(use.entry_points)}</td>
    </tr>
  );
}

function Points({ points }: { points: readonly EntryPoint[] }) {
  return (
    <Some items={points} step={20} of="entry points">
      {(visible) => (
        <ul class="uses">
          {visible.map((point, index) => (
            <li key={index}>
              <span>
                <span class="quiet">{title(shown(point.kind))}</span>{" "}
                <code>
                  <bdi>{shown(point.name || "/")}</bdi>
                </code>
              </span>
              <ModuleName name={point.module} label={[point.module, point.function].filter(Boolean).join(".")} />
            </li>
          ))}
        </ul>
      )}
    </Some>
  );
}

/** How much each service uses a table, from how many entry points, and which they are. */
export function Uses({ shared }: { shared: SharedTable }) {
  const book = useBook();
  const points = grouped(book.entryPointsTo(shared.table), (point) => book.module(point.module)?.service ?? null);
  const uses = [...shared.uses].sort((a, b) => b.writes - a.writes || b.reads - a.reads);
  return (
    <section aria-labelledby="uses">
      <h2 id="uses">How it is used</h2>
      <table class="plain sums">
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col" class="right">
              Places that write
            </th>
            <th scope="col" class="right">
              Places that read
            </th>
            <th scope="col" class="right">
              Entry points
            </th>
          </tr>
        </thead>
        <tbody>
          {uses.map((use) => (
            <Row key={use.service} use={use} />
          ))}
        </tbody>
      </table>
      {points.size > 0 && (
        <Fold
          label={
            <>
              <span class="fold-name">Entry points that come to it</span>
              <span class="fold-note">{count(book.entryPointsTo(shared.table).length, "entry point")}</span>
            </>
          }
        >
          {() =>
            [...points].map(([service, members]) => (
              <Fold
                key={service}
                open={points.size === 1}
                label={
                  <>
                    <ServiceName id={service} plain />
                    <span class="fold-note">{count(members.length, "entry point")}</span>
                  </>
                }
              >
                {() => <Points points={members} />}
              </Fold>
            ))
          }
        </Fold>
      )}
    </section>
  );
}
