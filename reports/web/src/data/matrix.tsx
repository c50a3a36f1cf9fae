import { useMemo } from "preact/hooks";
import { grouped } from "../document/book";
import type { TableUse } from "../document/types";
import { count, SHARING_KINDS, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Mark } from "../parts/marks";
import { ServiceName, Swatch } from "../parts/names";
import { Heading } from "../parts/text";
import { href, setFilters, useRoute } from "../route";
import { chosen, choiceOf, type Choice, type Row, rowsOf } from "./rows";
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

interface Column {
  id: string | null;
  name: string;
}

/** The services that own or use a table, the busiest first; then the code of no service. */
function useColumns(rows: readonly Row[]): Column[] {
  const book = useBook();
  return useMemo(() => {
    const ends = rows.flatMap((row) => [...new Set([row.owner, ...row.uses.keys()])]);
    const tables = new Map([...grouped(ends, (end) => end)].map(([end, members]) => [end, members.length]));
    const columns = book.services
      .filter((service) => tables.has(service.id))
      .map((service) => ({ id: service.id, name: shown(service.name) }))
      .sort((a, b) => (tables.get(b.id) ?? 0) - (tables.get(a.id) ?? 0));
    const outside = rows.some((row) => row.uses.has(null));
    return outside ? [...columns, { id: null, name: "no service" }] : columns;
  }, [book, rows]);
}

function Matrix({ rows, columns, choice }: { rows: readonly Row[]; columns: readonly Column[]; choice: Choice }) {
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

function Toolbar({ rows, visible, choice }: { rows: readonly Row[]; visible: number; choice: Choice }) {
  const book = useBook();
  const kinds = Object.keys(SHARING_KINDS).map((kind) => ({ kind, size: rows.filter((row) => row.kind === kind).length }));
  return (
    <div class="toolbar">
      <label class="field">
        <span>Find</span>
        <input
          type="search"
          placeholder="table or class"
          value={choice.text}
          onInput={(event) => setFilters({ q: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>Show</span>
        <select value={choice.kind} onChange={(event) => setFilters({ show: event.currentTarget.value })}>
          <option value="">All tables ({whole(rows.length)})</option>
          {kinds.map(({ kind, size }) => (
            <option key={kind} value={kind}>
              {SHARING_KINDS[kind]?.label} ({whole(size)})
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>Used by</span>
        <select value={choice.service} onChange={(event) => setFilters({ service: event.currentTarget.value })}>
          <option value="">Any service</option>
          {book.services.map((service) => (
            <option key={service.id} value={service.id}>
              {shown(service.name)}
            </option>
          ))}
        </select>
      </label>
      <p class="toolbar-count quiet" role="status">
        {visible === rows.length ? count(rows.length, "table") : `${whole(visible)} of ${count(rows.length, "table")}`}
      </p>
      <ul class="legend" aria-label="Legend">
        <li>
          <Mark operation="read" /> reads
        </li>
        <li>
          <Mark operation="write" /> writes
        </li>
        <li>
          <span class="owner-box" /> owner
        </li>
      </ul>
    </div>
  );
}

export function MatrixView() {
  const book = useBook();
  const { query } = useRoute();
  const choice = choiceOf(query);
  const rows = useMemo(() => rowsOf(book), [book]);
  const columns = useColumns(rows);
  const idle = book.services.length - columns.filter((column) => column.id !== null).length;
  const visible = useMemo(
    () => chosen(rows, choice, (id) => book.service(id)?.name ?? "\uffff"),
    [rows, query.toString()],
  );
  return (
    <div class="page full">
      <Heading title="Data">
        Which service's code reads and writes which table
        {idle > 0 && `; ${count(idle, "service touches", "services touch")} none`}.
      </Heading>
      <Toolbar rows={rows} visible={visible.length} choice={choice} />
      {visible.length > 0 ? (
        <Matrix rows={visible} columns={columns} choice={choice} />
      ) : (
        <p class="empty">{rows.length === 0 ? "No tables were found in this code." : "No table matches."}</p>
      )}
    </div>
  );
}
