import type { ComponentChildren } from "preact";
import type { Service } from "../document/types";
import { count, shown } from "../document/words";
import { useBook } from "../parts/context";
import { Settled } from "../parts/settled";
import { CutCounts } from "../parts/cuts";
import { Difficulty, Nature } from "../parts/marks";
import { ServiceName, Swatch } from "../parts/names";
import { Heading, Prose } from "../parts/text";
import { go, href, setFilters, useRoute } from "../route";
import { compareHref } from "../compare/pair";
import { Granularity } from "./granularity";
import { Hubs } from "./hubs";

export function Keywords({ service }: { service: Service }) {
  if (service.keywords.length === 0) return null;
  return (
    <p class="keywords">
      {service.keywords.slice(0, 8).map((word) => (
        <span key={word}>
          <bdi>{shown(word)}</bdi>
        </span>
      ))}
    </p>
  );
}

/** A box to tick for the comparison; the first two that are ticked open it. */
function Ticked({ service, ticked, onTick }: { service: Service; ticked: boolean; onTick: () => void }) {
  return (
    <label class="tick quiet">
      <input type="checkbox" checked={ticked} onChange={onTick} />
      Compare<span class="vh"> {shown(service.name)}</span>
    </label>
  );
}

function Card({ service, children }: { service: Service; children: ComponentChildren }) {
  const book = useBook();
  const cuts = book.cutsOf(service.id);
  const definitions = book.definitionsByService().get(service.id)?.length ?? 0;
  return (
    <li class="card">
      <div class="card-head">
        <p class="eyebrow">Extract {ordinal(service.extraction_rank)}</p>
        {children}
      </div>
      <h2>
        <Swatch id={service.id} />{" "}
        <a href={href("service", service.id)}>
          <bdi>{shown(service.name)}</bdi>
        </a>{" "}
        <Nature service={service} />
      </h2>
      <Keywords service={service} />
      <Difficulty service={service} />
      <p>
        <Settled service={service} />
      </p>
      <p class="card-size">
        {count(service.modules.length, "module")} · {count(service.tables.length, "table")} ·{" "}
        {definitions > 0 && <>{count(definitions, "definition")} · </>}
        {count(service.lines, "line")}
      </p>
      {cuts.length > 0 ? <CutCounts cuts={cuts} most={4} /> : <p class="quiet">No cuts.</p>}
      {service.benefits[0] && (
        <p class="card-note">
          <Prose text={service.benefits[0]} />
        </p>
      )}
    </li>
  );
}

const ORDINALS = new Intl.PluralRules("en", { type: "ordinal" });
const ENDINGS: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };

/** 1 as "1st". */
export function ordinal(rank: number): string {
  return `${rank}${ENDINGS[ORDINALS.select(rank)] ?? "th"}`;
}

/** The candidate that waits for a second one, from the address. */
function useTicked(): { waiting: string; tick: (id: string) => void } {
  const waiting = useRoute().query.get("with") ?? "";
  const tick = (id: string): void => {
    if (waiting && waiting !== id) go(compareHref(waiting, id));
    else setFilters({ with: waiting ? "" : id });
  };
  return { waiting, tick };
}

export function CandidatesView() {
  const book = useBook();
  const { waiting, tick } = useTicked();
  const first = book.service(waiting);
  return (
    <div class="page">
      <Heading title="Candidates">
        {count(book.services.length, "service")} that this system could become, in the order of extraction.
      </Heading>
      {first && (
        <p class="waiting" role="status">
          Tick a second candidate to put it beside <ServiceName id={first.id} plain />.
        </p>
      )}
      <ul class="cards">
        {book.services.map((service) => (
          <Card key={service.id} service={service}>
            {book.services.length > 1 && (
              <Ticked service={service} ticked={service.id === waiting} onTick={() => tick(service.id)} />
            )}
          </Card>
        ))}
      </ul>
      <Granularity />
      <Hubs />
    </div>
  );
}
