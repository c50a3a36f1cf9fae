import { packagesOf, relative } from "../document/packages";
import type { Module, Service, Table } from "../document/types";
import { count, shown, SHARING_KINDS, title, whole } from "../document/words";
import { useBook } from "./context";
import { Fold, Some } from "./fold";
import { ModuleName, TableName } from "./names";

function ModuleList({ modules, within }: { modules: readonly Module[]; within: string }) {
  return (
    <Some items={modules} step={20} of="modules">
      {(visible) => (
        <ul class="rows">
          {visible.map((module) => (
            <li key={module.name}>
              <ModuleName name={module.name} label={relative(module.name, within)} />
              <span class="number quiet">{whole(module.lines)}</span>
            </li>
          ))}
        </ul>
      )}
    </Some>
  );
}

/** A service's modules by package, the largest package first. */
export function Packages({ service }: { service: Service }) {
  const book = useBook();
  const modules = service.modules.map((name) => book.module(name)).filter((module) => module !== undefined);
  const packages = packagesOf(modules);
  return (
    <Some items={packages} step={12} of="packages">
      {(visible) => (
        <div>
        {visible.map((some) => (
          <Fold
            key={some.name}
            label={
              <>
                <code class="fold-name">
                  <bdi>{shown(some.name)}</bdi>
                </code>
                <span class="fold-note">
                  {count(some.modules.length, "module")} · {count(some.lines, "line")}
                </span>
              </>
            }
          >
            {() => <ModuleList modules={some.modules} within={some.name} />}
          </Fold>
        ))}
        </div>
      )}
    </Some>
  );
}

/** Tables with how they are shared, the contested first. */
export function Tables({ tables }: { tables: readonly Table[] }) {
  const book = useBook();
  const order = Object.keys(SHARING_KINDS);
  const kind = (table: Table): string => book.shared(table.id)?.kind ?? "private";
  const sorted = [...tables].sort((a, b) => order.indexOf(kind(a)) - order.indexOf(kind(b)));
  if (sorted.length === 0) return <p class="quiet">No tables of its own.</p>;
  return (
    <Some items={sorted} step={15} of="tables">
      {(visible) => (
        <ul class="rows">
          {visible.map((table) => (
            <li key={table.id}>
              <TableName id={table.id} />
              <span class="quiet">{SHARING_KINDS[kind(table)]?.label ?? title(kind(table))}</span>
            </li>
          ))}
        </ul>
      )}
    </Some>
  );
}

export function tablesOf(book: ReturnType<typeof useBook>, service: Service): Table[] {
  return service.tables.map((id) => book.table(id)).filter((table) => table !== undefined);
}
