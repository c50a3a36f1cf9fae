import { grouped } from "../document/book";
import type { Hub } from "../document/types";
import { count, HUB_KINDS, prose, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Fold, Some } from "../parts/fold";
import { ModuleName, ServiceName, TableName } from "../parts/names";
import { Prose } from "../parts/text";

function HubName({ name }: { name: string }) {
  return useBook().table(name) ? <TableName id={name} /> : <ModuleName name={name} />;
}

/** Which definition goes where: a service in each row, its definitions with their lines. */
function Parts({ hub }: { hub: Hub }) {
  const services = [...grouped(hub.parts, (part) => part.service)].sort((a, b) => b[1].length - a[1].length);
  return (
    <ul class="findings">
      {services.map(([service, members]) => (
        <li key={service}>
          <span>
            {service === null ? <span class="quiet">shared by several</span> : <ServiceName id={service} />}{" "}
            <span class="quiet number">{whole(members.length)}</span>
          </span>
          <Some items={members} step={30} of="definitions">
            {(visible) => (
              <span class="definitions">
                {visible.map((part) => (
                  <code key={part.definition}>
                    <bdi>{shown(part.definition)}</bdi>
                    <span class="line-number">:{part.line}</span>
                  </code>
                ))}
              </span>
            )}
          </Some>
        </li>
      ))}
    </ul>
  );
}

function Divided({ hub }: { hub: Hub }) {
  const services = new Set(hub.parts.map((part) => part.service).filter((service) => service !== null));
  return (
    <Fold
      label={
        <>
          <code class="fold-name">
            <bdi>{shown(hub.name)}</bdi>
          </code>{" "}
          <span class="quiet">
            {count(hub.parts.length, "definition")} of {count(services.size, "service")}
          </span>
        </>
      }
    >
      {() => <Parts hub={hub} />}
    </Fold>
  );
}

function Kind({ kind, hubs }: { kind: string; hubs: readonly Hub[] }) {
  const undivided = hubs.filter((hub) => hub.parts.length === 0);
  return (
    <div class="hubs">
      <h3>
        {HUB_KINDS[kind] ?? title(prose(kind))} <span class="quiet number">{whole(hubs.length)}</span>
      </h3>
      {hubs[0] && (
        <p class="quiet measure">
          <Prose text={hubs[0].advice} />
        </p>
      )}
      {hubs
        .filter((hub) => hub.parts.length > 0)
        .map((hub) => (
          <Divided key={hub.name} hub={hub} />
        ))}
      {undivided.length > 0 && (
        <Some items={undivided} step={12} of="more">
          {(visible) => (
            <ul class="findings">
              {visible.map((hub) => (
                <li key={hub.name}>
                  <HubName name={hub.name} />
                  <Prose text={hub.reasons.join("; ")} />
                </li>
              ))}
            </ul>
          )}
        </Some>
      )}
    </div>
  );
}

/** What belongs to no service, or to several, by kind and with what to do about it. */
export function Hubs() {
  const { hubs } = useBook().analysis;
  if (hubs.length === 0) return null;
  return (
    <section aria-labelledby="hubs">
      <h2 id="hubs">Told apart</h2>
      <p class="quiet measure">
        {count(hubs.length, "module or table", "modules and tables")} that everybody leans on, or that hold something of
        everything. They did not draw the rest together.
      </p>
      {[...grouped(hubs, (hub) => hub.kind)].map(([kind, members]) => (
        <Kind key={kind} kind={kind} hubs={members} />
      ))}
    </section>
  );
}
