/** What stands between the two, and what ties each to the rest. */
import { grouped, weight } from "../document/book";
import type { Cut, Service } from "../document/types";
import { count, cutKind, sortedKinds, whole } from "../document/words";
import { Butterfly, type Wing } from "../parts/butterfly";
import { useBook } from "../parts/context";
import { Cuts } from "../parts/cuts";
import { Some } from "../parts/fold";
import { ServiceName } from "../parts/names";
import { Names } from "./names";
import { compareHref, type Pair } from "./pair";

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

export function Between({ pair, cuts }: { pair: Pair; cuts: readonly Cut[] }) {
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

export function Others({ pair }: { pair: Pair }) {
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
