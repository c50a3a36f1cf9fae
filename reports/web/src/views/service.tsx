import type { ComponentChildren } from "preact";
import type { Service } from "../document/types";
import { count, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Packages, Tables, tablesOf } from "../parts/contents";
import { Cuts } from "../parts/cuts";
import { Difficulty, PersonDays } from "../parts/marks";
import { HowSettled, Settled } from "../parts/settled";
import { Swatch } from "../parts/names";
import { Prose } from "../parts/text";
import { href } from "../route";
import { Keywords, ordinal } from "./candidates";
import { Missing } from "./missing";
import { CallsBack, FailsWith } from "./needed";
import { Offer } from "./offer";
import { Sagas } from "./sagas";

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ service }: { service: Service }) {
  return (
    <dl class="facts">
      <Fact name="Modules">{whole(service.modules.length)}</Fact>
      <Fact name="Lines">{whole(service.lines)}</Fact>
      <Fact name="Tables">{whole(service.tables.length)}</Fact>
      <Fact name="Extraction">
        {ordinal(service.extraction_rank)} of {whole(useBook().services.length)}
      </Fact>
      <Fact name="How settled">
        <Settled service={service} />
      </Fact>
    </dl>
  );
}

function Parts({ service }: { service: Service }) {
  const { difficulty } = service;
  return (
    <section aria-labelledby="difficulty">
      <h2 id="difficulty">Difficulty</h2>
      <Difficulty service={service} />
      {difficulty.person_days && (
        <p>
          {count(difficulty.points, "point")}
          <PersonDays service={service} /> <span class="quiet">by the project's own ranges</span>
        </p>
      )}
      <table class="plain sums">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" class="right">
              Count
            </th>
            <th scope="col" class="right">
              <span class="vh">times </span>Unit cost
            </th>
            <th scope="col" class="right">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
          {difficulty.parts.map((part) => (
            <tr key={part.name}>
              <th scope="row">{title(part.name)}</th>
              <td class="right number">{whole(part.count)}</td>
              <td class="right number quiet">× {whole(part.unit_cost)}</td>
              <td class="right number">{whole(part.points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            <td />
            <td />
            <td class="right number">{whole(difficulty.points)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Sentences({ name, items }: { name: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{name}</h2>
      <ul class="sentences">
        {items.map((item) => (
          <li key={item}>
            <Prose text={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Neighbours({ service }: { service: Service }) {
  const { services } = useBook();
  const place = services.indexOf(service);
  const before = services[place - 1];
  const after = services[place + 1];
  return (
    <nav class="trail" aria-label="Candidates">
      <a href={href("candidates")}>All candidates</a>
      <span>
        {before && (
          <a href={href("service", before.id)} rel="prev">
            ← <bdi>{shown(before.name)}</bdi>
          </a>
        )}
        {after && (
          <a href={href("service", after.id)} rel="next">
            <bdi>{shown(after.name)}</bdi> →
          </a>
        )}
      </span>
    </nav>
  );
}

export function ServiceView({ id }: { id: string }) {
  const book = useBook();
  const service = book.service(id);
  if (!service) return <Missing what="service" id={id} />;
  const cuts = book.cutsOf(id);
  return (
    <div class="page">
      <Neighbours service={service} />
      <header class="title">
        <h1 tabIndex={-1}>
          <Swatch id={id} /> <bdi>{shown(service.name)}</bdi>
        </h1>
        <Keywords service={service} />
        <Facts service={service} />
        <p class="actions">
          <a href={href("map", id)}>Show on the map</a>{" "}
          <a href={href("map", id, new URLSearchParams({ in: id }))}>Look inside</a>
        </p>
      </header>
      <div class="columns">
        <Sentences name="Benefits" items={service.benefits} />
        <Sentences name="Risks" items={service.risks} />
      </div>
      <div class="columns wide-left">
        <section aria-labelledby="cuts">
          <h2 id="cuts">
            Cuts <span class="quiet number">{whole(cuts.length)}</span>
          </h2>
          <p class="quiet">What ties it to the other candidates, costliest kind first, and what to do about it.</p>
          {cuts.length === 0 ? <p>None: it stands alone.</p> : <Cuts cuts={cuts} open={12} />}
        </section>
        <Parts service={service} />
      </div>
      <Offer service={id} />
      <div class="columns">
        <CallsBack service={id} />
        <FailsWith service={id} />
      </div>
      <Sagas service={id} />
      <HowSettled service={service} />
      <div class="columns">
        <section aria-labelledby="modules">
          <h2 id="modules">
            Modules <span class="quiet number">{whole(service.modules.length)}</span>
          </h2>
          <Packages service={service} />
        </section>
        <section aria-labelledby="tables">
          <h2 id="tables">
            Tables <span class="quiet number">{whole(service.tables.length)}</span>
          </h2>
          <Tables tables={tablesOf(book, service)} />
          {service.tables.length > 0 && (
            <p>
              <a href={`${href("data")}?service=${encodeURIComponent(id)}`}>
                {count(service.tables.length, "table")} and who uses them, in the matrix
              </a>
            </p>
          )}
        </section>
      </div>
    </div>
  );
}
