import { useEffect, useState } from "preact/hooks";
import { grouped } from "../document/book";
import { count, shown } from "../document/words";
import { Shape } from "../parts/names";
import { go, href, parseRoute } from "../route";
import { Bundles, MemberRow, type Ticks } from "./bundles";
import { Destination } from "./destination";
import type { Member } from "./members";
import { PlannedName } from "./parts";
import { membersOf, merged, nameOf, pinned, renamed } from "./plan";
import { NOWHERE, type Role, roleAt } from "./roles";
import type { Bench } from "./state";

/** A divided module goes where its parts go: it is not to be moved by itself. */
function moves(member: Member): boolean {
  return member.follows.length === 0;
}

function Name({ bench, service }: { bench: Bench; service: number }) {
  const name = bench.plan.services[service]?.name ?? "";
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name, service]);
  const keep = (): void => {
    const wanted = text.trim();
    if (wanted && wanted !== name) bench.act(`Rename ${name}`, renamed(bench.plan, service, wanted));
    else setText(name);
  };
  return (
    <form
      class="roster-name"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <Shape place={service} />
      <input aria-label="Name of the service" value={text} maxLength={80} onInput={(event) => setText(event.currentTarget.value)} onBlur={keep} />
    </form>
  );
}

function PinAll({ bench, place }: { bench: Bench; place: number }) {
  const { plan, act } = bench;
  const members = membersOf(plan, place);
  const allPinned = members.length > 0 && members.every((member) => plan.pins.has(member));
  return (
    <button
      type="button"
      class="switch alone"
      aria-pressed={allPinned}
      disabled={members.length === 0}
      onClick={() => act(`${allPinned ? "Unpin" : "Pin"} ${nameOf(plan, place)}`, pinned(plan, members, !allPinned))}
    >
      {allPinned ? "Pinned" : "Pin"}
    </button>
  );
}

function Tools({ bench, service }: { bench: Bench; service: number }) {
  const { plan, act } = bench;
  const name = plan.services[service]?.name ?? "";
  return (
    <div class="roster-tools">
      <PinAll bench={bench} place={service} />
      <Destination
        bench={bench}
        but={service}
        prompt="into …"
        name={`Merge ${shown(name)} into`}
        verb="Merge"
        label={(other) => shown(plan.services[other]?.name ?? "")}
        onGo={(into) => {
          act(`Merge ${name} into ${plan.services[into]?.name ?? ""}`, merged(plan, service, into));
          go(href("workshop", plan.services[into]?.id, parseRoute(location.hash).query));
        }}
      />
    </div>
  );
}

/** Members that a search finds, wherever they are. */
function Found({ text, bench, ticks }: { text: string; bench: Bench; ticks: Ticks }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = bench.cast.members.filter(moves).filter((member) => words.every((word) => member.name.toLowerCase().includes(word)));
  const homes = [...grouped(found, (member) => bench.plan.homes[member.index] ?? NOWHERE)];
  return (
    <>
      <p class="quiet" role="status">
        {count(found.length, "member")} found
      </p>
      {homes.map(([service, members]) => (
        <section key={service}>
          <h2 class="small-head">
            <PlannedName plan={bench.plan} service={service} />
          </h2>
          <ul>
            {members.slice(0, 60).map((member) => (
              <MemberRow key={member.index} member={member} bench={bench} ticks={ticks} within="" />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** A role's name and what it means; it has no name of its own to change, and is not merged. */
function RoleHead({ bench, role }: { bench: Bench; role: Role }) {
  return (
    <>
      <h2>{role.name}</h2>
      <p class="quiet small">{role.meaning}</p>
      {role.list !== "" && (
        <div class="roster-tools">
          <PinAll bench={bench} place={role.home} />
        </div>
      )}
    </>
  );
}

/** What is in the selected service or role, to be ticked or dragged elsewhere. */
export function Roster({ bench, place, ticks }: { bench: Bench; place: number | null; ticks: Ticks }) {
  const [text, setText] = useState("");
  const role = place === null ? undefined : roleAt(place);
  const members = (place === null ? [] : membersOf(bench.plan, place))
    .map((index) => bench.cast.members[index] as Member)
    .filter(moves);
  return (
    <section class="roster" aria-label="Members">
      <label class="field">
        <span>Find a module or table</span>
        <input type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      {text.trim() ? (
        <Found text={text} bench={bench} ticks={ticks} />
      ) : place === null ? (
        <p class="quiet">
          Choose a service to see its members. Drag them onto another, or tick them and say where to; how the points would
          change stands on every service.
        </p>
      ) : (
        <>
          {role ? (
            <RoleHead bench={bench} role={role} />
          ) : (
            <>
              <Name bench={bench} service={place} />
              <Tools bench={bench} service={place} />
            </>
          )}
          <Bundles key={place} members={members} bench={bench} ticks={ticks} />
        </>
      )}
    </section>
  );
}
