import type { ComponentChildren } from "preact";
import { grouped } from "../document/book";
import type { Operation } from "../document/leaving";
import { STYLES } from "../document/offering";
import { count, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Lines } from "../parts/evidence";
import { Fold, Some } from "../parts/fold";
import { ModuleName, ServiceName, TableName } from "../parts/names";
import { Signature } from "../parts/signature";
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
