/** The foreign keys of a table, and those that refer to it. */
import type { Reference } from "../document/book";
import type { ForeignKey, Table } from "../document/types";
import { shown } from "../document/words";
import { useBook } from "../parts/context";
import { Lines } from "../parts/evidence";
import { Some } from "../parts/fold";
import { ServiceName, TableName } from "../parts/names";
import { Part } from "./part";

function keyWords(key: ForeignKey): string {
  const words = [
    key.on_delete && `on delete ${key.on_delete}`,
    key.nullable === true && "nullable",
    !key.constraint && "not enforced by the database",
  ];
  return words.filter(Boolean).join(" · ");
}

function Key({ key_, from, other }: { key_: ForeignKey; from: Table; other: string }) {
  const book = useBook();
  const mine = from.service;
  const theirs = book.table(key_.to_table)?.service ?? null;
  const service = other === from.id ? mine : theirs;
  return (
    <li>
      <TableName id={other} /> <ServiceName id={service} />
      {mine !== theirs && <span class="tag">across</span>}
      <span class="quiet">
        <code>{shown(key_.column)}</code> {keyWords(key_)}
      </span>
      <Lines at={key_.evidence} />
    </li>
  );
}

export function Keys({ references, name, end }: { references: readonly Reference[]; name: string; end: "from" | "to" }) {
  return (
    <Part name={name} size={references.length}>
      <Some items={references} step={20} of="foreign keys">
        {(visible) => (
          <ul class="uses">
            {visible.map(({ from, key }, index) => (
              <Key key={index} key_={key} from={from} other={end === "from" ? from.id : key.to_table} />
            ))}
          </ul>
        )}
      </Some>
    </Part>
  );
}
