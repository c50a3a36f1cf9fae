import type { Column, SharedTable, Table } from "../document/types";
import { SHARING_KINDS, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Cuts } from "../parts/cuts";
import { tableId } from "../map/box";
import { Line } from "../parts/evidence";
import { Some } from "../parts/fold";
import { ModuleName, ServiceName } from "../parts/names";
import { Prose } from "../parts/text";
import { href, useRoute } from "../route";
import { Missing } from "../views/missing";
import { Keys } from "./keys";
import { Part } from "./part";
import { Transactions } from "./transactions";
import { Users } from "./users";
import { Uses } from "./uses";

function Owner({ table, shared }: { table: Table; shared: SharedTable | undefined }) {
  const owner = shared ? shared.owner : table.service;
  return (
    <section aria-labelledby="owner">
      <h2 id="owner">Owner</h2>
      <p class="owner-line">{owner === null ? "No service owns it." : <ServiceName id={owner} />}</p>
      {shared && shared.reasons.length > 0 && (
        <ul class="sentences">
          {shared.reasons.map((reason) => (
            <li key={reason}>
              <Prose text={reason} />
            </li>
          ))}
        </ul>
      )}
      {shared?.runner_up && (
        <p class="quiet">
          Next in line: <ServiceName id={shared.runner_up} />
        </p>
      )}
    </section>
  );
}

function Columns({ columns }: { columns: readonly Column[] }) {
  return (
    <Part name="Columns" size={columns.length}>
      <Some items={columns} step={16} of="columns">
        {(visible) => (
          <ul class="rows">
            {visible.map((column) => (
              <li key={column.name}>
                <code>{shown(column.name)}</code>
                <span class="quiet">
                  {[column.type && shown(column.type), column.primary_key && "key", column.nullable === true && "nullable"]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Some>
    </Part>
  );
}

function Origin({ table }: { table: Table }) {
  const kind = table.kind === "association" ? "many-to-many" : table.kind;
  return (
    <p>
      <span class="quiet">
        {title(kind)}
        {table.class && (
          <>
            {" "}
            <code>{shown(table.class)}</code>
          </>
        )}
        {table.module && (
          <>
            {" "}
            in <ModuleName name={table.module} />
          </>
        )}
        {table.origin !== "orm" && <> · from {title(table.origin).toLowerCase()}</>}
      </span>{" "}
      {table.evidence[0] && <Line at={table.evidence[0]} />}
    </p>
  );
}

export function TableView({ id }: { id: string }) {
  const book = useBook();
  const { query } = useRoute();
  const table = book.table(id);
  if (!table) return <Missing what="table" id={id} />;
  const shared = book.shared(id);
  const cuts = book.cutsByTable().get(id) ?? [];
  const kind = shared?.kind ?? "";
  return (
    <div class="page">
      <nav class="trail" aria-label="Data">
        <a href={href("data", "", query)}>All tables</a>
      </nav>
      <header class="title">
        <p class="eyebrow">{SHARING_KINDS[kind]?.label ?? "Table"}</p>
        <h1 tabIndex={-1} class="code">
          <bdi>{shown(table.id)}</bdi>
        </h1>
        {kind && <p class="lead">{SHARING_KINDS[kind]?.meaning}</p>}
        <Origin table={table} />
        {table.service !== null && (
          <p>
            <a href={href("map", tableId(table.id))}>Show on the map</a>
          </p>
        )}
      </header>
      <div class="columns">
        <div class="stack">
          <Owner table={table} shared={shared} />
          {shared && shared.uses.length > 0 && <Uses shared={shared} />}
        </div>
        <section>
          <h2>
            Cuts <span class="quiet number">{whole(cuts.length)}</span>
          </h2>
          {cuts.length === 0 ? <p class="quiet">None goes through it.</p> : <Cuts cuts={cuts} />}
        </section>
      </div>
      <div class="columns">
        <Users table={table} operation="write" />
        <Users table={table} operation="read" />
      </div>
      <div class="columns">
        <Keys
          name="Refers to"
          references={table.foreign_keys.map((key) => ({ from: table, key }))}
          end="to"
        />
        <Keys name="Referred to by" references={book.referencesTo().get(id) ?? []} end="from" />
      </div>
      <div class="columns">
        <Transactions stretches={book.transactionsOn(id)} table={id} />
        <Columns columns={table.columns} />
      </div>
    </div>
  );
}
