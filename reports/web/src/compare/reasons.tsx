/** What makes each hard, and what speaks for and against it. */
import type { Service } from "../document/types";
import { title } from "../document/words";
import { Butterfly } from "../parts/butterfly";
import { ServiceName } from "../parts/names";
import { Prose } from "../parts/text";
import { Names } from "./names";
import type { Pair } from "./pair";

export function Parts({ pair }: { pair: Pair }) {
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

export function Arguments({ pair }: { pair: Pair }) {
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
