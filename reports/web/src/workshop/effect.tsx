import { cutKind, sortedKinds, whole } from "../document/words";
import { Difference } from "./difference";
import { Change, PlannedName } from "./parts";
import type { Bench } from "./state";
import type { Score } from "./tally";

function cutsIn(score: Score): number {
  return [...score.cuts.values()].reduce((sum, one) => sum + one, 0);
}

function Total({ name, before, now }: { name: string; before: number; now: number }) {
  return (
    <div class="total">
      <dt>{name}</dt>
      <dd>
        <span class="total-now number">{whole(now)}</span>
        {before !== now && <Change by={now - before} />}
        <span class="quiet small">{before === now ? "as proposed" : `from ${whole(before)}`}</span>
      </dd>
    </div>
  );
}

function Kinds({ before, now }: { before: Score; now: Score }) {
  const kinds = sortedKinds(new Set([...before.cuts.keys(), ...now.cuts.keys()]));
  return (
    <table class="plain kinds-table">
      <thead>
        <tr>
          <th scope="col">Cuts</th>
          <th scope="col" class="right">
            Proposal
          </th>
          <th scope="col" class="right">
            Now
          </th>
          <th scope="col" class="right">
            Change
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => {
          const [was, is] = [before.cuts.get(kind) ?? 0, now.cuts.get(kind) ?? 0];
          return (
            <tr key={kind} data-kind={kind}>
              <th scope="row">{cutKind(kind).many}</th>
              <td class="right number quiet">{whole(was)}</td>
              <td class="right number">{whole(is)}</td>
              <td class="right number">
                <Change by={is - was} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Services whose points changed, by how much. */
function Turns({ bench }: { bench: Bench }) {
  const { plan, score, first } = bench;
  const turns = plan.services
    .map((_, service) => ({ service, by: (score.points[service] ?? 0) - (first.score.points[service] ?? 0) }))
    .filter(({ by }) => by !== 0)
    .sort((a, b) => a.by - b.by);
  if (turns.length === 0) return null;
  const part = (name: string, some: typeof turns) =>
    some.length > 0 && (
      <section>
        <h2 class="small-head">
          {name} <span class="quiet number">{whole(some.length)}</span>
        </h2>
        <ul class="rows">
          {some.map(({ service, by }) => (
            <li key={service}>
              <PlannedName plan={plan} service={service} />
              <Change by={by} />
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <>
      {part("Better", turns.filter(({ by }) => by < 0))}
      {part("Worse", turns.filter(({ by }) => by > 0).reverse())}
    </>
  );
}

/** What the plan costs beside the proposal: counted from the ties, at once. */
export function Effect({ bench }: { bench: Bench }) {
  const { score, first } = bench;
  return (
    <section class="effect" aria-label="Effect">
      <div role="status">
        <dl class="totals">
          <Total name="Cuts" before={cutsIn(first.score)} now={cutsIn(score)} />
          <Total name="Points" before={first.score.total} now={score.total} />
        </dl>
      </div>
      <Kinds before={first.score} now={score} />
      <Turns bench={bench} />
      <Difference bench={bench} />
      <p class="quiet small">
        Cuts and points are counted here, as you move; a cut counts for both its services. Null partitions, stability, the order of extraction and the verdict
        are not: <code>seamline scan PATH --plan FILE</code> computes them again.
      </p>
    </section>
  );
}
