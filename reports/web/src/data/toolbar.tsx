/** What of the matrix is shown. */
import { count, SHARING_KINDS, shown, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Mark } from "../parts/marks";
import { setFilters } from "../route";
import type { Choice, Row } from "./rows";

export function Toolbar({ rows, visible, choice }: { rows: readonly Row[]; visible: number; choice: Choice }) {
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
