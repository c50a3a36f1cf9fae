/** The code that reads or writes a table. */
import { grouped } from "../document/book";
import type { Access, Table } from "../document/types";
import { count, shown } from "../document/words";
import { useBook } from "../parts/context";
import { Lines } from "../parts/evidence";
import { Fold, Some } from "../parts/fold";
import { Mark } from "../parts/marks";
import { EndName, ModuleName, ServiceName } from "../parts/names";
import { Part } from "./part";

function Accesses({ accesses }: { accesses: readonly Access[] }) {
  return (
    <Some items={accesses} step={20} of="accesses">
      {(visible) => (
        <ul class="uses">
          {visible.map((access, index) => (
            <li key={index}>
              <EndName name={access.function ? `${access.module}.${access.function}` : access.module} />
              {access.for_module && access.for_module !== access.module && (
                <span class="quiet">
                  for <ModuleName name={access.for_module} />
                </span>
              )}
              <span class="quiet">
                {shown(access.how)} · {shown(access.confidence)}
              </span>
              <Lines at={access.evidence} />
            </li>
          ))}
        </ul>
      )}
    </Some>
  );
}

/** Who reads, or who writes, by service: the busiest first. */
export function Users({ table, operation }: { table: Table; operation: "read" | "write" }) {
  const book = useBook();
  const accesses = book.accessesOf(table.id).filter((access) => access.operation === operation);
  const users = [...grouped(accesses, (access) => book.serviceOf(access))].sort((a, b) => b[1].length - a[1].length);
  return (
    <Part name={operation === "read" ? "Who reads it" : "Who writes it"} size={accesses.length}>
      <div>
      {users.map(([service, members]) => (
        <Fold
          key={service}
          open={users.length <= 2}
          label={
            <>
              <Mark operation={operation} /> <ServiceName id={service} plain />{" "}
              <span class="quiet">{count(members.length, "access", "accesses")}</span>
            </>
          }
        >
          {() => <Accesses accesses={members} />}
        </Fold>
      ))}
      </div>
    </Part>
  );
}
