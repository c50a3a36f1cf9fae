/** What a candidate calls back, and what fails with it. */
import type { Operation } from "../document/leaving";
import { STYLES } from "../document/offering";
import type { Location } from "../document/types";
import { count, shown, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Lines } from "../parts/evidence";
import { Fold, Some } from "../parts/fold";
import { ServiceName } from "../parts/names";
import { Signature } from "../parts/signature";

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
