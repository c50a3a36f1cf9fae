import { count, cutKind, shown, sortedKinds, whole } from "../document/words";
import { Fold, Some } from "../parts/fold";
import { Change, PlannedName } from "./parts";
import { moved, nameOf, rosters, type Shift, shifts } from "./plan";
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

function ShiftRow({ bench, shift }: { bench: Bench; shift: Shift }) {
  const { plan, act } = bench;
  const indices = shift.members.map((member) => member.index);
  const from = nameOf(bench.first.plan, shift.from);
  return (
    <li class="shift">
      <Fold
        label={
          <span class="ends">
            <PlannedName plan={bench.first.plan} service={shift.from} /> <span aria-label="to">→</span>{" "}
            <PlannedName plan={plan} service={shift.to} />
            <span class="fold-note">{count(indices.length, "member")}</span>
          </span>
        }
      >
        {() => (
          <>
            <Some items={shift.members} step={20} of="members">
              {(visible) => (
                <ul>
                  {visible.map((member) => (
                    <li key={member.index}>
                      <code>
                        <bdi>{shown(member.name)}</bdi>
                      </code>
                    </li>
                  ))}
                </ul>
              )}
            </Some>
            <button
              type="button"
              class="more"
              onClick={() => act(`Put ${count(indices.length, "member")} back into ${from}`, moved(plan, indices, shift.from))}
            >
              Put {indices.length === 1 ? "it" : "them"} back
            </button>
          </>
        )}
      </Fold>
    </li>
  );
}

/** What is different from the proposal: services that came, went or are called otherwise, and moves. */
function Difference({ bench }: { bench: Bench }) {
  const { plan, first, cast } = bench;
  const members = rosters(plan);
  const proposed = first.plan.services.length;
  const gone = first.plan.services.flatMap((service, index) => (members[index]?.length === 0 ? [service.name] : []));
  const came = plan.services.slice(proposed).map((service) => service.name);
  const called = first.plan.services.flatMap((service, index) => {
    const now = plan.services[index]?.name ?? service.name;
    return now === service.name ? [] : [`${service.name} is called ${now}`];
  });
  const sentences = [
    ...came.map((name) => `${name} was added`),
    ...gone.map((name) => `${name} is gone`),
    ...called,
  ];
  const moves = shifts(plan, cast);
  return (
    <section aria-labelledby="difference">
      <h2 id="difference">Difference from the proposal</h2>
      {sentences.length + moves.length === 0 && <p class="quiet">None yet.</p>}
      {sentences.length > 0 && (
        <ul class="sentences">
          {sentences.map((sentence) => (
            <li key={sentence}>
              <bdi>{shown(sentence)}.</bdi>
            </li>
          ))}
        </ul>
      )}
      <Some items={moves} step={12} of="moves">
        {(visible) => (
          <ul>
            {visible.map((shift) => (
              <ShiftRow key={`${shift.from} ${shift.to}`} bench={bench} shift={shift} />
            ))}
          </ul>
        )}
      </Some>
    </section>
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
