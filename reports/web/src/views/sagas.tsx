import type { Saga, SagaStep } from "../document/leaving";
import { STEP_KINDS } from "../document/offering";
import { count, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Lines } from "../parts/evidence";
import { Fold, Some } from "../parts/fold";
import { ServiceName, TableName } from "../parts/names";
import { Prose } from "../parts/text";

function Step({ step, here }: { step: SagaStep; here: boolean }) {
  const kind = STEP_KINDS[step.kind];
  const names = ["saga-step", step.kind === "pivot" && "pivot", here && "here"];
  return (
    <li class={names.filter(Boolean).join(" ")}>
      <p class="saga-kind" title={kind?.meaning}>
        {kind?.label ?? title(shown(step.kind))}
      </p>
      <p class="strong">
        <ServiceName id={step.service} />
      </p>
      <p class="ends">
        {step.tables.map((table) => (
          <TableName key={table} id={table} />
        ))}
      </p>
      {step.undo && (
        <p class="saga-undo small">
          <span class="quiet">Undo: </span>
          <Prose text={step.undo} />
        </p>
      )}
      <Lines at={step.evidence} first={1} />
    </li>
  );
}

/** A saga's steps from left to right; what stands behind the pivot is not undone any more. */
function Steps({ saga, service }: { saga: Saga; service: string }) {
  return (
    <>
      <p class="quiet">
        One transaction today{saga.service && <>, in the code of <ServiceName id={saga.service} />, which would conduct it</>}:{" "}
        <Lines at={saga.evidence} />
      </p>
      <ol class="saga">
        {saga.steps.map((step, index) => (
          <Step key={index} step={step} here={step.service === service} />
        ))}
      </ol>
    </>
  );
}

/** The sagas that a service conducts or takes a step of: what its broken transactions become. */
export function Sagas({ service }: { service: string }) {
  const sagas = useBook().sagasOf(service);
  if (sagas.length === 0) return null;
  return (
    <section aria-labelledby="sagas">
      <h2 id="sagas">
        Sagas that it takes part in <span class="quiet number">{whole(sagas.length)}</span>
      </h2>
      <p class="quiet measure">
        What a transaction becomes when its tables lie in several services: a transaction for each, in this order. Up to
        the pivot every step can be undone; from there on the saga runs to its end.
      </p>
      <Some items={sagas} step={6} of="sagas">
        {(visible) => (
          <div>
            {visible.map((saga, index) => (
              <Fold
                key={`${saga.source} ${index}`}
                open={index < 2}
                label={
                  <>
                    <code class="fold-name">
                      <bdi>{shown(saga.source)}</bdi>
                    </code>
                    <span class="fold-note">{count(saga.steps.length, "step")}</span>
                  </>
                }
              >
                {() => <Steps saga={saga} service={service} />}
              </Fold>
            ))}
          </div>
        )}
      </Some>
    </section>
  );
}
