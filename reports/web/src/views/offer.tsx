import type { ComponentChildren } from "preact";
import { grouped } from "../document/book";
import type { Operation } from "../document/leaving";
import { STYLES } from "../document/offering";
import type { Location } from "../document/types";
import { count, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Lines } from "../parts/evidence";
import { Fold, Some } from "../parts/fold";
import { ModuleName, ServiceName, TableName } from "../parts/names";
import { Prose } from "../parts/text";

/** As many operations are open at once as a reader takes in. */
const OPEN = 12;
const LIBRARY = "library";

/** Styles as `STYLES` has them, unknown ones behind; libraries, the many, come last. */
function sortedStyles(styles: Iterable<string>): string[] {
  const known = Object.keys(STYLES);
  const place = (style: string): number =>
    style === LIBRARY ? known.length + 1 : (known.indexOf(style) + known.length + 1) % (known.length + 1);
  return [...styles].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

function places(operations: readonly Operation[]): number {
  return operations.reduce((sum, operation) => sum + operation.evidence.length, 0);
}

function Signature({ operation }: { operation: Operation }) {
  return (
    <code class="signature">
      <bdi class="strong">{shown(operation.function)}</bdi>
      <span class="quiet">
        (<bdi>{operation.parameters.map(shown).join(", ")}</bdi>)
      </span>
    </code>
  );
}

function Ends({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <p class="ends">
      <span class="quiet small">{name}</span>
      {children}
    </p>
  );
}

/** An operation; a reason that all of its list share is said once above. */
function Row({ operation, reason }: { operation: Operation; reason: string }) {
  const { evidence, looped } = operation;
  return (
    <li class="operation">
      <p class="operation-count">
        <span class="number">{whole(evidence.length)}</span>{" "}
        <span class="quiet small">{evidence.length === 1 ? "place" : "places"}</span>
      </p>
      <div>
        <p>
          <Signature operation={operation} />{" "}
          <span class="quiet small">
            in <ModuleName name={operation.module} />
          </span>
        </p>
        {operation.reason && operation.reason !== reason && (
          <p class="measure">
            <Prose text={operation.reason} />
          </p>
        )}
        <Lines at={evidence} />
      </div>
      <div>
        <Ends name="Called by">
          {operation.callers.map((caller) => (
            <ServiceName key={caller} id={caller} />
          ))}
        </Ends>
        {operation.tables.length > 0 && (
          <Ends name="Works on">
            {operation.tables.map((table) => (
              <TableName key={table} id={table} />
            ))}
          </Ends>
        )}
        {looped > 0 && <span class="tag">in {count(looped, "loop")}</span>}
      </div>
    </li>
  );
}

function Operations({ operations }: { operations: readonly Operation[] }) {
  const first = operations[0]?.reason ?? "";
  const shared = operations.length > 1 && operations.every((operation) => operation.reason === first) ? first : "";
  return (
    <Some items={operations} step={8} of="operations">
      {(visible) => (
        <ul>
          {visible.map((operation, index) => (
            <Row key={index} operation={operation} reason={operation.style === LIBRARY ? first : shared} />
          ))}
        </ul>
      )}
    </Some>
  );
}

/** What a service would have to offer, by style; libraries last and folded. */
export function Offer({ service }: { service: string }) {
  const operations = useBook().interfaceOf(service)?.operations ?? [];
  const styles = grouped(operations, (operation) => operation.style);
  const offered = operations.length - (styles.get(LIBRARY)?.length ?? 0);
  let seen = 0;
  return (
    <section aria-labelledby="offer">
      <h2 id="offer">
        What it would offer <span class="quiet number">{whole(offered)}</span>
      </h2>
      <p class="quiet">
        {operations.length === 0
          ? "Nothing: no code of other candidates calls it."
          : "Functions that the code of other candidates calls today, and how each would be offered, the most called first."}
      </p>
      {operations.length > 0 && (
        <div>
          {sortedStyles(styles.keys()).map((style) => {
            const members = styles.get(style) ?? [];
            seen += members.length;
            return (
              <Fold
                key={style}
                open={style !== LIBRARY && (seen <= OPEN || seen === members.length)}
                label={
                  <>
                    <span class="fold-name">{STYLES[style]?.many ?? title(shown(style))}</span>
                    <span class="fold-note">
                      {count(members.length, "operation")} · {count(places(members), "place")}
                    </span>
                  </>
                }
              >
                {() => (
                  <>
                    <p class="quiet meaning">{STYLES[style]?.meaning}</p>
                    <Operations operations={members} />
                  </>
                )}
              </Fold>
            );
          })}
        </div>
      )}
    </section>
  );
}

/** The calls of a service: those in its own files, and in files of no service. */
function own(evidence: readonly Location[], service: string, homes: ReadonlyMap<string, string | null>): Location[] {
  return evidence.filter((place) => (homes.get(place.path) ?? service) === service);
}

function Called({ operations, service }: { operations: readonly Operation[]; service: string }) {
  const homes = useBook().servicesByPath();
  return (
    <Some items={operations} step={10} of="operations">
      {(visible) => (
        <ul class="uses">
          {visible.map((operation, index) => (
            <li key={index}>
              <Signature operation={operation} />
              <span class="quiet small">{STYLES[operation.style]?.one ?? shown(operation.style)}</span>
              <Lines at={own(operation.evidence, service, homes)} />
            </li>
          ))}
        </ul>
      )}
    </Some>
  );
}

/** The operations of others that a service calls itself, by whose they are: the most used first. */
export function CallsBack({ service }: { service: string }) {
  const book = useBook();
  const wanted = book.analysis.interfaces
    .map((offer) => ({
      service: offer.service,
      operations: offer.operations.filter((operation) => operation.callers.includes(service)),
    }))
    .filter((offer) => offer.operations.length > 0)
    .sort((a, b) => b.operations.length - a.operations.length || (a.service < b.service ? -1 : 1));
  return (
    <section aria-labelledby="calls-back">
      <h2 id="calls-back">
        What it calls back <span class="quiet number">{whole(book.interfaceOf(service)?.calls_back ?? 0)}</span>
      </h2>
      <p class="quiet">
        {wanted.length === 0
          ? "Nothing: it needs no other candidate's code."
          : "Operations of the other candidates that its own code needs: once outside, it calls back for each."}
      </p>
      <div>
        {wanted.map((offer) => (
          <Fold
            key={offer.service}
            label={
              <>
                <ServiceName id={offer.service} plain />
                <span class="fold-note">{count(offer.operations.length, "operation")}</span>
              </>
            }
          >
            {() => <Called operations={offer.operations} service={service} />}
          </Fold>
        ))}
      </div>
    </section>
  );
}

/** Whose entry points wait for a service, and stop when it does. */
export function FailsWith({ service }: { service: string }) {
  const failing = useBook().interfaceOf(service)?.fails_with ?? [];
  const most = Math.max(...failing.map((other) => other.entry_points));
  return (
    <section aria-labelledby="fails-with">
      <h2 id="fails-with">
        What fails with it <span class="quiet number">{whole(failing.length)}</span>
      </h2>
      <p class="quiet">
        {failing.length === 0
          ? "Nothing: no entry point of another candidate comes to it."
          : "Entry points of other candidates that come to its code or tables: they wait for it when it is slow."}
      </p>
      {failing.length > 0 && (
        <div>
          {failing.map((other) => (
            <Fold
              key={other.service}
              label={
                <span class="failing">
                  <ServiceName id={other.service} plain />
                  <span class="quiet">{count(other.entry_points, "entry point")}</span>
                  <meter
                    min={0}
                    max={most}
                    value={other.entry_points}
                    aria-label={`${other.entry_points} of at most ${most}`}
                  />
                </span>
              }
            >
              {() => (
                <ul class="uses">
                  {other.names.map((name) => (
                    <li key={name}>
                      <code>
                        <bdi>{shown(name)}</bdi>
                      </code>
                    </li>
                  ))}
                  {other.names.length < other.entry_points && (
                    <li class="quiet">and {whole(other.entry_points - other.names.length)} more</li>
                  )}
                </ul>
              )}
            </Fold>
          ))}
        </div>
      )}
    </section>
  );
}
