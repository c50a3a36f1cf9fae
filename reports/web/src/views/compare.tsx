import type { ComponentChildren } from "preact";
import { type Book, grouped, weight } from "../document/book";
import type { Cut, Service } from "../document/types";
import { count, cutKind, shown, sortedKinds, title, whole } from "../document/words";
import { Butterfly, type Wing } from "../parts/butterfly";
import { useBook } from "../parts/context";
import { Cuts } from "../parts/cuts";
import { Some } from "../parts/fold";
import { Difficulty, Nature } from "../parts/marks";
import { ServiceName } from "../parts/names";
import { Settled } from "../parts/settled";
import { Heading, Prose } from "../parts/text";
import { href, setFilters, useRoute } from "../route";
import { ordinal } from "./candidates";

/** The address that puts two candidates side by side. */
export function compareHref(first: string, second: string): string {
  return href("compare", "", new URLSearchParams({ a: first, b: second }));
}

function Choose({ name, label, chosen }: { name: "a" | "b"; label: string; chosen: string }) {
  const { services } = useBook();
  return (
    <label class="field">
      <span>{label}</span>
      <select value={chosen} onChange={(event) => setFilters({ [name]: event.currentTarget.value })}>
        {services.map((service) => (
          <option key={service.id} value={service.id}>
            {shown(service.name)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Pair {
  first: Service;
  second: Service;
}

function Fact({ name, pair, of }: { name: string; pair: Pair; of: (service: Service) => ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{of(pair.first)}</td>
      <td>{of(pair.second)}</td>
    </tr>
  );
}

function contested(book: Book, service: Service): number {
  return service.tables.filter((table) => book.shared(table)?.kind === "shared_write").length;
}

function Facts({ pair }: { pair: Pair }) {
  const book = useBook();
  return (
    <table class="plain facing">
      <thead>
        <tr>
          <td />
          {[pair.first, pair.second].map((service) => (
            <th key={service.id} scope="col">
              <ServiceName id={service.id} /> <Nature service={service} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Fact name="Difficulty" pair={pair} of={(service) => <Difficulty service={service} />} />
        <Fact name="Extract" pair={pair} of={(service) => ordinal(service.extraction_rank)} />
        <Fact name="How settled" pair={pair} of={(service) => <Settled service={service} />} />
        <Fact name="Lines" pair={pair} of={(service) => <span class="number">{whole(service.lines)}</span>} />
        <Fact name="Modules" pair={pair} of={(service) => <span class="number">{whole(service.modules.length)}</span>} />
        <Fact
          name="Tables"
          pair={pair}
          of={(service) => (
            <>
              <span class="number">{whole(service.tables.length)}</span>
              {contested(book, service) > 0 && (
                <span class="quiet"> · {whole(contested(book, service))} written by several</span>
              )}
            </>
          )}
        />
        <Fact
          name="Cuts"
          pair={pair}
          of={(service) => {
            const cuts = book.cutsOf(service.id);
            return (
              <>
                <span class="number">{whole(cuts.length)}</span>
                <span class="quiet"> · {count(weight(cuts), "point")}</span>
              </>
            );
          }}
        />
        <Fact
          name="Own words"
          pair={pair}
          of={(service) => (
            <span class="keywords">
              {service.keywords.slice(0, 6).map((word) => (
                <bdi key={word}>{shown(word)}</bdi>
              ))}
            </span>
          )}
        />
      </tbody>
    </table>
  );
}

function Names({ pair, children }: { pair: Pair; children: (left: ComponentChildren, right: ComponentChildren) => ComponentChildren }) {
  return <>{children(<ServiceName id={pair.first.id} plain />, <ServiceName id={pair.second.id} plain />)}</>;
}

/** Cuts counted by kind on two sides, the costliest kind first. */
function wingsOf(left: readonly Cut[], right: readonly Cut[]): Wing[] {
  const sides = { left: grouped(left, (cut) => cut.kind), right: grouped(right, (cut) => cut.kind) };
  return sortedKinds(new Set([...sides.left.keys(), ...sides.right.keys()])).map((kind) => ({
    name: cutKind(kind).many,
    left: sides.left.get(kind)?.length ?? 0,
    right: sides.right.get(kind)?.length ?? 0,
    note: cutKind(kind).meaning,
  }));
}

function Between({ pair, cuts }: { pair: Pair; cuts: readonly Cut[] }) {
  const { first, second } = pair;
  const forth = cuts.filter((cut) => cut.from_service === first.id);
  const back = cuts.filter((cut) => cut.from_service === second.id);
  return (
    <section aria-labelledby="between">
      <h2 id="between">
        Between the two <span class="quiet number">{whole(cuts.length)}</span>
      </h2>
      {cuts.length === 0 ? (
        <p>None: nothing has to be broken between them.</p>
      ) : (
        <>
          <p class="quiet measure">
            {count(weight(cuts), "point")} that would go if the two were one service; each counted where it starts.
          </p>
          <Names pair={pair}>
            {(left, right) => (
              <Butterfly
                label="Kind of cut"
                left={<>{left} needs the other</>}
                right={<>{right} needs the other</>}
                wings={wingsOf(forth, back)}
                total
              />
            )}
          </Names>
          <Cuts cuts={cuts} />
        </>
      )}
    </section>
  );
}

function Others({ pair }: { pair: Pair }) {
  const book = useBook();
  const ids = new Set([pair.first.id, pair.second.id]);
  const others = (service: Service): Cut[] =>
    book.cutsOf(service.id).filter((cut) => !(ids.has(cut.from_service) && ids.has(cut.to_service)));
  const sides = [pair.first, pair.second].map((service) => ({ service, cuts: others(service) }));
  return (
    <section aria-labelledby="others">
      <h2 id="others">Cuts to the others</h2>
      <Names pair={pair}>
        {(left, right) => (
          <Butterfly
            label="Kind of cut"
            left={left}
            right={right}
            wings={wingsOf(sides[0]?.cuts ?? [], sides[1]?.cuts ?? [])}
            total
          />
        )}
      </Names>
      <div class="columns">
        {sides.map(({ service, cuts }) => (
          <div key={service.id}>
            <h3>
              To whom <ServiceName id={service.id} plain /> is tied most
            </h3>
            <Ties service={service} cuts={cuts} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Ties({ service, cuts }: { service: Service; cuts: readonly Cut[] }) {
  const others = [...grouped(cuts, (cut) => (cut.from_service === service.id ? cut.to_service : cut.from_service))];
  others.sort((a, b) => weight(b[1]) - weight(a[1]) || (a[0] < b[0] ? -1 : 1));
  if (others.length === 0) return <p class="quiet">To nobody.</p>;
  return (
    <Some items={others} step={6} of="services">
      {(visible) => (
        <ul class="rows">
          {visible.map(([other, some]) => (
            <li key={other}>
              <a href={compareHref(service.id, other)}>
                <ServiceName id={other} plain />
              </a>
              <span class="quiet number">
                {count(some.length, "cut")} · {count(weight(some), "point")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Some>
  );
}

function Parts({ pair }: { pair: Pair }) {
  const { first, second } = pair;
  const points = (service: Service, name: string): number =>
    service.difficulty.parts.filter((part) => part.name === name).reduce((sum, part) => sum + part.points, 0);
  const names = [...new Set([first, second].flatMap((service) => service.difficulty.parts.map((part) => part.name)))];
  const wings = names
    .map((name) => ({ name: title(name), left: points(first, name), right: points(second, name) }))
    .sort((a, b) => b.left + b.right - a.left - a.right || (a.name < b.name ? -1 : 1));
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">What makes them hard</h2>
      <p class="quiet">Points of each part of the difficulty.</p>
      <Names pair={pair}>
        {(left, right) => <Butterfly label="Part" left={left} right={right} wings={wings} total />}
      </Names>
    </section>
  );
}

function Sentences({ service, name, items }: { service: Service; name: string; items: readonly string[] }) {
  return (
    <div>
      <h3>
        {name} of <ServiceName id={service.id} plain />
      </h3>
      {items.length === 0 && <p class="quiet">None was found.</p>}
      <ul class="sentences">
        {items.map((item) => (
          <li key={item}>
            <Prose text={item} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Arguments({ pair }: { pair: Pair }) {
  const both = [pair.first, pair.second];
  return (
    <section aria-labelledby="arguments">
      <h2 id="arguments">For and against</h2>
      <div class="columns">
        {both.map((service) => (
          <Sentences key={`for ${service.id}`} service={service} name="Benefits" items={service.benefits} />
        ))}
        {both.map((service) => (
          <Sentences key={`against ${service.id}`} service={service} name="Risks" items={service.risks} />
        ))}
      </div>
    </section>
  );
}

/** What is asked for, or else the first two that are not the same. */
function chosen(book: Book, query: URLSearchParams): Pair | null {
  const first = book.service(query.get("a")) ?? book.services[0];
  const second = book.service(query.get("b")) ?? book.services.find((service) => service !== first);
  return first && second ? { first, second } : null;
}

export function CompareView() {
  const book = useBook();
  const { query } = useRoute();
  const pair = chosen(book, query);
  const cuts = pair
    ? book.cutsOf(pair.first.id).filter((cut) => [cut.from_service, cut.to_service].includes(pair.second.id))
    : [];
  return (
    <div class="page">
      <nav class="trail" aria-label="Candidates">
        <a href={href("candidates")}>All candidates</a>
      </nav>
      <Heading title="Two candidates">Side by side: what each is, what stands between them, and what ties each to the rest.</Heading>
      {!pair && <p class="empty">It takes two candidates to compare.</p>}
      {pair && (
        <>
          <div class="toolbar">
            <Choose name="a" label="Left" chosen={pair.first.id} />
            <button type="button" class="switch alone" onClick={() => setFilters({ a: pair.second.id, b: pair.first.id })}>
              Swap
            </button>
            <Choose name="b" label="Right" chosen={pair.second.id} />
          </div>
          {pair.first === pair.second ? (
            <p class="empty">These are one and the same: choose another on one side.</p>
          ) : (
            <>
              <Facts pair={pair} />
              <Between pair={pair} cuts={cuts} />
              <Parts pair={pair} />
              <Others pair={pair} />
              <Arguments pair={pair} />
            </>
          )}
        </>
      )}
    </div>
  );
}
