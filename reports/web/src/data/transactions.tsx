import type { Transaction } from "../document/types";
import { shown } from "../document/words";
import { Lines } from "../parts/evidence";
import { Some } from "../parts/fold";
import { Mark } from "../parts/marks";
import { EndName, TableName } from "../parts/names";
import { Part } from "./part";

/** So many other tables of a transaction are named at once. */
const OTHERS = 8;

/** "create, update": in which ways a table is written. */
function ways(stretch: Transaction, table: string): string {
  const how = stretch.writes.find((write) => write.table === table)?.how ?? [];
  return how.map(shown).join(", ");
}

function Others({ stretch, table }: { stretch: Transaction; table: string }) {
  const others = stretch.tables_written.filter((other) => other !== table);
  if (others.length === 0) return null;
  return (
    <span class="with ways">
      <span class="quiet">also writes</span>
      {others.slice(0, OTHERS).map((other) => (
        <span key={other}>
          <TableName id={other} />
          {ways(stretch, other) && <span class="quiet small"> {ways(stretch, other)}</span>}
        </span>
      ))}
      {others.length > OTHERS && <span class="quiet">and {others.length - OTHERS} more</span>}
    </span>
  );
}

function Row({ stretch, table }: { stretch: Transaction; table: string }) {
  const write = stretch.writes.find((one) => one.table === table);
  const written = stretch.tables_written.includes(table);
  return (
    <li>
      <EndName name={stretch.function ? `${stretch.module}.${stretch.function}` : stretch.module} />
      <span>
        <Mark operation={written ? "write" : "read"} />
        {ways(stretch, table) && <span class="quiet"> {ways(stretch, table)}</span>}
      </span>
      <Others stretch={stretch} table={table} />
      <Lines at={stretch.evidence} />
      {write && (
        <span class="ends written">
          <span class="quiet small">written at</span>
          <Lines at={write.evidence} />
        </span>
      )}
    </li>
  );
}

/** The transactions that touch a table: how they write it, and what else they write. */
export function Transactions({ stretches, table }: { stretches: readonly Transaction[]; table: string }) {
  return (
    <Part name="Transactions" size={stretches.length}>
      <Some items={stretches} step={10} of="transactions">
        {(visible) => (
          <ul class="uses">
            {visible.map((stretch, index) => (
              <Row key={index} stretch={stretch} table={table} />
            ))}
          </ul>
        )}
      </Some>
    </Part>
  );
}
