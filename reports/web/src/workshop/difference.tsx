import { count, shown } from "../document/words";
import { Fold, Some } from "../parts/fold";
import { PlannedName } from "./parts";
import { moved, nameOf, rosters, type Shift, shifts } from "./plan";
import type { Bench } from "./state";

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
export function Difference({ bench }: { bench: Bench }) {
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
