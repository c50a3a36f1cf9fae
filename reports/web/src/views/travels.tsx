import { scaleBand, scaleLinear } from "d3-scale";
import { grouped } from "../document/book";
import type { Chain } from "../document/leaving";
import { count, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Fold, Some } from "../parts/fold";
import { ModuleName, ServiceName } from "../parts/names";

const WIDE = 900;
const HIGH = 230;
const TOP = 28;
const BASE = HIGH - 50;

/** How many requests come to so many services. */
interface Distance {
  services: number;
  requests: number;
}

/** From those that stay at home to the farthest, without a gap. */
function distances(chains: readonly Chain[], all: number): Distance[] {
  const counts = new Map<number, number>([[1, Math.max(0, all - chains.length)]]);
  for (const { reached } of chains) counts.set(reached.length, (counts.get(reached.length) ?? 0) + 1);
  const most = Math.max(...counts.keys());
  return Array.from({ length: most }, (_, index) => ({ services: index + 1, requests: counts.get(index + 1) ?? 0 }));
}

/** Requests as columns by the number of services that they come to. */
function Distribution({ found }: { found: readonly Distance[] }) {
  const x = scaleBand<number>()
    .domain(found.map(({ services }) => services))
    .range([0, WIDE])
    .paddingInner(0.3)
    .paddingOuter(0.15);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...found.map(({ requests }) => requests))])
    .range([BASE, TOP]);
  const width = Math.min(x.bandwidth(), 90);
  const middle = (services: number): number => (x(services) ?? 0) + x.bandwidth() / 2;
  return (
    <svg class="ladder" viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true">
      {found.map(({ services, requests }) => (
        <g key={services} class="ladder-rung">
          <rect x={middle(services) - width / 2} y={y(requests)} width={width} height={BASE - y(requests)} rx="2" />
          {requests > 0 && (
            <text class="ladder-count" x={middle(services)} y={y(requests) - 6}>
              {whole(requests)}
            </text>
          )}
          <text x={middle(services)} y={BASE + 20}>
            {services}
          </text>
        </g>
      ))}
      <path class="ladder-axis" d={`M0 ${BASE}H${WIDE}`} />
    </svg>
  );
}

/** What the picture shows, in sentences. */
function told(found: readonly Distance[], all: number): string {
  const home = found[0]?.requests ?? 0;
  const farthest = found.at(-1);
  let seen = 0;
  const median = found.find(({ requests }) => (seen += requests) * 2 >= all)?.services ?? 1;
  const stay = home === 0 ? "None" : whole(home);
  return (
    `${stay} of ${count(all, "entry point")} ${home === 1 ? "stays" : "stay"} within one service. ` +
    `Half of them come to ${count(median, "service")} at most; the farthest ` +
    `${farthest?.requests === 1 ? "comes" : "come"} to ${whole(farthest?.services ?? 1)}.`
  );
}

/** The services on a way, in their order. */
function Way({ services }: { services: readonly string[] }) {
  return (
    <span class="ends">
      {services.map((service, index) => [
        index > 0 && (
          <span key={`${index} to`} class="arrow" aria-label="to">
            →
          </span>
        ),
        <ServiceName key={index} id={service} plain />,
      ])}
    </span>
  );
}

function Requests({ chains }: { chains: readonly Chain[] }) {
  return (
    <Some items={chains} step={12} of="requests">
      {(visible) => (
        <ul class="uses">
          {visible.map((chain, index) => (
            <li key={index}>
              <span>
                <span class="quiet">{title(shown(chain.kind))}</span>{" "}
                <code>
                  <bdi>{shown(chain.name || "/")}</bdi>
                </code>
              </span>
              <ModuleName name={chain.module} label={[chain.module, chain.function].filter(Boolean).join(".")} />
              <span class="quiet small">
                comes to {count(chain.reached.length, "service")}, crossing a line in {count(chain.crossings, "place")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Some>
  );
}

/** The longest ways, and the requests that take them. */
function Longest({ chains }: { chains: readonly Chain[] }) {
  const ways = [...grouped(chains, (chain) => JSON.stringify(chain.services)).values()];
  return (
    <Some items={ways} step={8} of="ways">
      {(visible) => (
        <div>
          {visible.map((members) => (
            <Fold
              key={JSON.stringify(members[0]?.services)}
              label={
                <>
                  <Way services={members[0]?.services ?? []} />
                  <span class="fold-note">{count(members.length, "request")}</span>
                </>
              }
            >
              {() => <Requests chains={members} />}
            </Fold>
          ))}
        </div>
      )}
    </Some>
  );
}

/** How many services a request comes to, and the longest ways that requests take. */
export function Travels() {
  const book = useBook();
  const { chains } = book.analysis;
  if (chains.length === 0) return null;
  const all = Math.max(book.entryPoints().length, chains.length);
  const found = distances(chains, all);
  return (
    <section aria-labelledby="travels">
      <h2 id="travels">
        How far requests travel <span class="quiet number">{whole(all)}</span>
      </h2>
      <p class="measure">{told(found, all)}</p>
      <figure class="measured wide">
        <Distribution found={found} />
        <figcaption class="quiet">
          Entry points (routes, tasks, commands and the like) by how many services they come to, their own counted.
        </figcaption>
      </figure>
      <ul class="vh">
        {found
          .filter(({ requests }) => requests > 0)
          .map(({ services, requests }) => (
            <li key={services}>
              {count(requests, "entry point")} to {count(services, "service")}
            </li>
          ))}
      </ul>
      <h3>The longest ways</h3>
      <p class="quiet measure">
        Each arrow is a call over the network, or a table behind one: here timeouts, retries and a trace are needed. A
        way is the one with the fewest hops to the service at its end.
      </p>
      <Longest chains={chains} />
    </section>
  );
}
