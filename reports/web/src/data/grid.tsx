/** Tables as rows, services as columns: who reads and who writes. */
import type { TableUse } from "../document/types";
import { count, SHARING_KINDS, shown, title, whole } from "../document/words";
import { Mark } from "../parts/marks";
import { ServiceName, Swatch } from "../parts/names";
import { href, setFilters, useRoute } from "../route";
import type { Choice, Row } from "./rows";
import { usePrinting, useVisibleRows } from "./virtual";

const ROW_HEIGHT = 38;

/** Up to so many services the cells have room for counts. */
const ROOMY = 12;

function SortHead({
  name,
  label,
  choice,
  class: extra = "",
  children,
}: {
  name: string;
  label: string;
  choice: Choice;
  class?: string;
  children?: preact.ComponentChildren;
}) {
  const active = choice.sort === name;
  const sorted = active ? (choice.descending ? "descending" : "ascending") : undefined;
  return (
    <th scope="col" class={extra} aria-sort={sorted}>
      <button
        type="button"
        class={active ? "sort active" : "sort"}
        onClick={() => setFilters({ sort: active && !choice.descending ? `-${name}` : name })}
        title={`Sort by ${label}`}
      >
        {children ?? label}
        <span class="sort-mark" aria-hidden="true">
          {active ? (choice.descending ? "▲" : "▼") : ""}
        </span>
      </button>
    </th>
  );
}

/** A mark with its count; nothing takes the same room, so that marks stand below each other. */
function Times({ operation, times, roomy }: { operation: string; times: number; roomy: boolean }) {
  if (times === 0) return <span />;
  return (
    <span>
      <Mark operation={operation} />
      {roomy && <span class="times">{whole(times)}</span>}
    </span>
  );
}

function Cell({ use, owner, roomy, service }: { use: TableUse | undefined; owner: boolean; roomy: boolean; service: string }) {
  const reads = use?.reads ?? 0;
  const writes = use?.writes ?? 0;
  const said = [writes && `writes in ${count(writes, "place")}`, reads && `reads in ${count(reads, "place")}`];
  return (
    <td class={owner ? "use owner" : "use"} title={`${service}: ${said.filter(Boolean).join(", ") || "no access"}${owner ? "; owner" : ""}`}>
      {owner && <span class="vh">owner </span>}
      {use && (
        <span class="use-marks">
          <Times operation="read" times={reads} roomy={roomy} />
          <Times operation="write" times={writes} roomy={roomy} />
        </span>
      )}
    </td>
  );
}

export interface Column {
  id: string | null;
  name: string;
}

function MatrixRow({ row, index, columns, roomy }: { row: Row; index: number; columns: readonly Column[]; roomy: boolean }) {
  return (
    <tr aria-rowindex={index + 2} style={{ height: `${ROW_HEIGHT}px` }}>
      <th scope="row">
        <a href={href("data", row.table.id, useRoute().query)}>
          <bdi>{shown(row.table.id)}</bdi>
        </a>
      </th>
      <td class="owner-name">{row.owner ? <ServiceName id={row.owner} plain /> : <span class="quiet">none</span>}</td>
      <td class="kind">{SHARING_KINDS[row.kind]?.label ?? title(row.kind)}</td>
      {columns.map((column) => (
        <Cell
          key={column.id}
          use={row.uses.get(column.id)}
          owner={column.id !== null && column.id === row.owner}
          roomy={roomy}
          service={column.name}
        />
      ))}
    </tr>
  );
}

export function Matrix({ rows, columns, choice }: { rows: readonly Row[]; columns: readonly Column[]; choice: Choice }) {
  const printing = usePrinting();
  const { scroller, items, above, below } = useVisibleRows(rows.length, ROW_HEIGHT);
  const roomy = columns.length <= ROOMY;
  const visible = printing ? rows.map((_, index) => index) : items.map((item) => item.index);
  return (
    <div class="matrix-scroller" ref={scroller} tabIndex={0} role="region" aria-label="Tables and the services that use them">
      <table class={roomy ? "matrix roomy" : "matrix"} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <SortHead name="table" label="Table" choice={choice} />
            <SortHead name="owner" label="Owner" choice={choice} />
            <SortHead name="shared" label="Shared" choice={choice} />
            {columns.map((column) => (
              <SortHead key={column.id} name={`by:${column.id ?? ""}`} label={column.name} choice={choice} class="service-head">
                <span class="slanted">
                  {column.id !== null && <Swatch id={column.id} />} <bdi>{column.name}</bdi>
                </span>
              </SortHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {!printing && above > 0 && <tr aria-hidden="true" style={{ height: `${above}px` }} />}
          {visible.map((index) => {
            const row = rows[index];
            return row && <MatrixRow key={row.table.id} row={row} index={index} columns={columns} roomy={roomy} />;
          })}
          {!printing && below > 0 && <tr aria-hidden="true" style={{ height: `${below}px` }} />}
        </tbody>
      </table>
    </div>
  );
}
