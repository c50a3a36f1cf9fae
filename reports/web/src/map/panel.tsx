import type { Service } from "../document/types";
import { count, shown, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Packages, Tables, tablesOf } from "../parts/contents";
import { Cuts } from "../parts/cuts";
import { Fold, Some } from "../parts/fold";
import { Difficulty } from "../parts/marks";
import { ServiceName, Swatch } from "../parts/names";
import { go, href, useRoute } from "../route";
import type { DrawnTie } from "./ties";

function Close() {
  const { query } = useRoute();
  return (
    <button type="button" class="close" aria-label="Close" title="Close" onClick={() => go(href("map", "", query))}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M3.5 3.5l9 9m0-9l-9 9" />
      </svg>
    </button>
  );
}

function Ends({ tie }: { tie: DrawnTie }) {
  return (
    <span class="ends">
      <ServiceName id={tie.first} plain /> <span aria-label="and">–</span> <ServiceName id={tie.second} plain />
    </span>
  );
}

/** What the panel holds while nothing is selected: every service and tie, for the keyboard too. */
export function Overview({ ties }: { ties: readonly DrawnTie[] }) {
  const book = useBook();
  const { query } = useRoute();
  return (
    <>
      <h2>Services</h2>
      <p class="quiet">Choose one here or on the map.</p>
      <ul class="rows">
        {book.services.map((service) => (
          <li key={service.id}>
            <a href={href("map", service.id, query)}>
              <ServiceName id={service.id} plain />
            </a>
            <span class="quiet number">{count(service.tables.length, "table")}</span>
          </li>
        ))}
      </ul>
      <h2>Strongest ties</h2>
      <Some items={ties} step={8} of="ties">
        {(visible) => (
          <ul class="rows">
            {visible.map((tie) => (
              <li key={tie.id}>
                <a href={href("map", tie.id, query)}>
                  <Ends tie={tie} />
                </a>
                <span class="quiet number">{count(tie.cuts.length, "cut")}</span>
              </li>
            ))}
          </ul>
        )}
      </Some>
    </>
  );
}

export function ServicePanel({ service, ties }: { service: Service; ties: readonly DrawnTie[] }) {
  const book = useBook();
  const mine = ties.filter((tie) => tie.first === service.id || tie.second === service.id);
  return (
    <>
      <header class="panel-head">
        <h2>
          <Swatch id={service.id} /> <bdi>{shown(service.name)}</bdi>
        </h2>
        <Close />
      </header>
      <p class="quiet">
        {count(service.modules.length, "module")} · {count(service.tables.length, "table")} ·{" "}
        {count(service.lines, "line")}
      </p>
      <Difficulty service={service} />
      <p>
        <a href={href("service", service.id)}>Open its card</a>
      </p>
      <h3>
        Ties <span class="quiet number">{whole(mine.length)}</span>
      </h3>
      {mine.length === 0 && <p class="quiet">None of the kinds shown.</p>}
      <div>
      {mine.map((tie) => (
        <Fold
          key={tie.id}
          label={
            <>
              <ServiceName id={tie.first === service.id ? tie.second : tie.first} plain />
              <span class="fold-note">
                {count(tie.cuts.length, "cut")} · {count(tie.weight, "point")}
              </span>
            </>
          }
        >
          {() => <Cuts cuts={tie.cuts} />}
        </Fold>
      ))}
      </div>
      <h3>
        Modules <span class="quiet number">{whole(service.modules.length)}</span>
      </h3>
      <Packages service={service} />
      <h3>
        Tables <span class="quiet number">{whole(service.tables.length)}</span>
      </h3>
      <Tables tables={tablesOf(book, service)} />
    </>
  );
}

export function TiePanel({ tie }: { tie: DrawnTie }) {
  const forth = tie.cuts.filter((cut) => cut.from_service === tie.first);
  const back = tie.cuts.filter((cut) => cut.from_service !== tie.first);
  return (
    <>
      <header class="panel-head">
        <h2>
          <Ends tie={tie} />
        </h2>
        <Close />
      </header>
      <p class="quiet">
        {count(tie.cuts.length, "cut")} · {count(tie.weight, "point")}
      </p>
      {[
        { cuts: forth, from: tie.first, to: tie.second },
        { cuts: back, from: tie.second, to: tie.first },
      ].map(
        ({ cuts, from, to }) =>
          cuts.length > 0 && (
            <section key={from}>
              <h3>
                <ServiceName id={from} /> <span aria-label="needs">→</span> <ServiceName id={to} />
              </h3>
              <Cuts cuts={cuts} pair open={8} />
            </section>
          ),
      )}
    </>
  );
}
