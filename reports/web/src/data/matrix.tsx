import { useMemo } from "preact/hooks";
import { grouped } from "../document/book";
import { count, shown } from "../document/words";
import { useBook } from "../parts/context";
import { Heading } from "../parts/text";
import { useRoute } from "../route";
import { type Column, Matrix } from "./grid";
import { chosen, choiceOf, type Row, rowsOf } from "./rows";
import { Toolbar } from "./toolbar";

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
