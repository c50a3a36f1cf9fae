import { grouped } from "../document/book";
import type { Bond, Cycle, Task } from "../document/leaving";
import { count, percent, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Lines } from "../parts/evidence";
import { Fold, Some } from "../parts/fold";
import { ServiceName } from "../parts/names";
import { Prose } from "../parts/text";

/** Lists of as many tasks are open at once. */
const OPEN = 15;

function Tasks({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul class="tasks">
      {tasks.map((task, index) => (
        <li key={index}>
          <p class="measure">
            <Prose text={task.text} />
          </p>
          <div>
            <p class="quiet small">
              <span class="remedy-name">
                <Prose text={task.remedy} />
              </span>
            </p>
            <Lines at={task.evidence} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Work inside the monolith, by the candidate that it is for, in the order in which they leave. */
export function BeforeTheFirstCut() {
  const { tasks } = useBook().analysis.roadmap;
  if (tasks.length === 0) return null;
  let seen = 0;
  return (
    <section aria-labelledby="before">
      <h2 id="before">
        Before the first cut <span class="quiet number">{whole(tasks.length)}</span>
      </h2>
      <p class="quiet measure">
        Work inside the monolith, where a mistake is cheap: for the candidates that leave first, in the order in which
        it is best done.
      </p>
      <div>
        {[...grouped(tasks, (task) => task.service)].map(([service, members]) => {
          seen += members.length;
          return (
            <Fold
              key={service ?? ""}
              open={seen <= OPEN || seen === members.length}
              label={
                <>
                  {service === null ? (
                    <span class="strong">Whoever leaves first</span>
                  ) : (
                    <span class="strong">
                      For <ServiceName id={service} plain />
                    </span>
                  )}
                  <span class="fold-note">{count(members.length, "task")}</span>
                </>
              }
            >
              {() => <Tasks tasks={members} />}
            </Fold>
          );
        })}
      </div>
    </section>
  );
}

function CycleRow({ cycle }: { cycle: Cycle }) {
  return (
    <tr>
      <th scope="row">
        <span class="ends">
          <ServiceName id={cycle.origin} /> <span class="arrow" aria-label="needs">→</span> <ServiceName id={cycle.home} />
        </span>
      </th>
      <td class="right number">{whole(cycle.cuts)}</td>
      <td class="right number">{whole(cycle.points)}</td>
      <td>
        <Lines at={cycle.evidence} first={1} />
      </td>
    </tr>
  );
}

/** Candidates that need each other, the cheapest to part first. */
export function CyclesToBreak() {
  const { cycles } = useBook().analysis.roadmap;
  if (cycles.length === 0) return null;
  return (
    <section aria-labelledby="cycles">
      <h2 id="cycles">
        Cycles to break <span class="quiet number">{whole(cycles.length)}</span>
      </h2>
      <p class="quiet measure">
        Two candidates that need each other have to be released together. Each line is the lighter of the two ways, the
        one to give up; lightest first.
      </p>
      <Some items={cycles} step={10} of="cycles">
        {(visible) => (
          <table class="plain sums">
            <thead>
              <tr>
                <th scope="col">Stop this need</th>
                <th scope="col" class="right">
                  Cuts
                </th>
                <th scope="col" class="right">
                  Points
                </th>
                <th scope="col">Where</th>
              </tr>
            </thead>
            <tbody>
              {visible.map((cycle) => (
                <CycleRow key={`${cycle.origin} ${cycle.home}`} cycle={cycle} />
              ))}
            </tbody>
          </table>
        )}
      </Some>
    </section>
  );
}

function BondRow({ bond }: { bond: Bond }) {
  return (
    <tr>
      <th scope="row">
        <span class="ends">
          <ServiceName id={bond.service} /> <span class="quiet">with</span> <ServiceName id={bond.other} />
        </span>
      </th>
      <td>
        <span class="difficulty">
          <meter min={0} max={1} value={bond.share} aria-label={`${percent(bond.share)} of its points`} />
          <span class="number">{percent(bond.share)}</span>
        </span>
      </td>
      <td class="right number">{whole(bond.points)}</td>
    </tr>
  );
}

/** Candidates most of whose ties are to one other. */
export function BetterTogether() {
  const { bonds } = useBook().analysis.roadmap;
  if (bonds.length === 0) return null;
  return (
    <section aria-labelledby="bonds">
      <h2 id="bonds">
        Better together <span class="quiet number">{whole(bonds.length)}</span>
      </h2>
      <p class="quiet measure">
        Most of what ties the first ties it to the second: apart, they would be one service with a network in its middle.
      </p>
      <Some items={bonds} step={10} of="pairs">
        {(visible) => (
          <table class="plain sums">
            <thead>
              <tr>
                <th scope="col">Candidates</th>
                <th scope="col">Of its points</th>
                <th scope="col" class="right">
                  Points
                </th>
              </tr>
            </thead>
            <tbody>
              {visible.map((bond) => (
                <BondRow key={`${bond.service} ${bond.other}`} bond={bond} />
              ))}
            </tbody>
          </table>
        )}
      </Some>
    </section>
  );
}
