import { grouped } from "../document/book";
import type { Dependency } from "../document/types";
import { count, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Lines } from "../parts/evidence";
import { Some } from "../parts/fold";
import { Mark } from "../parts/marks";
import { Belonging } from "../parts/settled";
import { ModuleName, ServiceName, TableName } from "../parts/names";
import { moduleId } from "../map/box";
import { href } from "../route";
import { Missing } from "./missing";

function Ties({ name, ties, end }: { name: string; ties: readonly Dependency[]; end: "source" | "target" }) {
  const book = useBook();
  const modules = [...grouped(ties, (tie) => tie[end])].sort((a, b) => b[1].length - a[1].length);
  return (
    <section>
      <h2>
        {name} <span class="quiet number">{whole(modules.length)}</span>
      </h2>
      {modules.length === 0 && <p class="quiet">None.</p>}
      <Some items={modules} step={20} of="modules">
        {(visible) => (
          <ul class="uses">
            {visible.map(([other, members]) => (
              <li key={other}>
                <ModuleName name={other} /> <ServiceName id={book.module(other)?.service ?? null} />
                <span class="quiet">{[...new Set(members.map((tie) => title(tie.kind).toLowerCase()))].join(", ")}</span>
                <Lines at={members.flatMap((tie) => tie.evidence)} first={1} />
              </li>
            ))}
          </ul>
        )}
      </Some>
    </section>
  );
}

export function ModuleView({ id }: { id: string }) {
  const book = useBook();
  const module = book.module(id);
  if (!module) return <Missing what="module" id={id} />;
  const accesses = book.accessesBy(id);
  const points = book.entryPointsOf(id);
  return (
    <div class="page">
      <header class="title">
        <p class="eyebrow">Module</p>
        <h1 tabIndex={-1} class="code">
          <bdi>{shown(module.name)}</bdi>
        </h1>
        <p>
          <ServiceName id={module.service} />
          <span class="quiet">
            {" "}
            · {title(module.role).toLowerCase()} · {count(module.lines, "line")} · <code>{shown(module.path)}</code>
          </span>
        </p>
        {module.service !== null && (
          <p>
            <a href={href("map", moduleId(module.name))}>Show on the map</a>
          </p>
        )}
      </header>
      <Belonging module={module} />
      <section>
        <h2>
          Data <span class="quiet number">{whole(accesses.length)}</span>
        </h2>
        {accesses.length === 0 && <p class="quiet">It touches no table.</p>}
        <Some items={accesses} step={20} of="accesses">
          {(visible) => (
            <ul class="uses">
              {visible.map((access, index) => (
                <li key={index}>
                  <Mark operation={access.operation} /> <TableName id={access.table} />
                  <span class="quiet">
                    {access.function && <code>{shown(access.function)}</code>} {shown(access.how)} ·{" "}
                    {shown(access.confidence)}
                  </span>
                  <Lines at={access.evidence} />
                </li>
              ))}
            </ul>
          )}
        </Some>
      </section>
      <div class="columns">
        <Ties name="Needs" ties={book.dependenciesFrom(id)} end="target" />
        <Ties name="Needed by" ties={book.dependenciesTo(id)} end="source" />
      </div>
      {points.length > 0 && (
        <section>
          <h2>
            Entry points <span class="quiet number">{whole(points.length)}</span>
          </h2>
          <Some items={points} step={20} of="entry points">
            {(visible) => (
              <ul class="uses">
                {visible.map((point, index) => (
                  <li key={index}>
                    <span>{title(point.kind)}</span> <code>{shown(point.name)}</code>
                    <span class="quiet">
                      <code>{shown(point.function)}</code> · {count(point.tables.length, "table")}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Some>
        </section>
      )}
    </div>
  );
}
