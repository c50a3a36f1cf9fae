import { useEffect, useState } from "preact/hooks";
import { grouped } from "../document/book";
import { count, shown, whole } from "../document/words";
import { Some } from "../parts/fold";
import { Shape } from "../parts/names";
import { go, href, parseRoute } from "../route";
import { Destination } from "./destination";
import type { Member } from "./members";
import { PlannedName } from "./parts";
import { membersOf, merged, pinned, renamed } from "./plan";
import type { Bench } from "./state";

/** Members that are ticked, and how to tick more. */
export interface Ticks {
  chosen: ReadonlySet<number>;
  tick: (members: readonly number[], on: boolean) => void;
  /** A press that may become a drag: it takes along all that is ticked, or what was not, alone. */
  press: (event: PointerEvent, members: readonly number[]) => void;
}

const OPEN = 60;

/** A divided module goes where its parts go: it is not to be moved by itself. */
function moves(member: Member): boolean {
  return member.follows.length === 0;
}

function packageOf(name: string): string {
  return name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : name;
}

function MemberRow({ member, bench, ticks, within }: { member: Member; bench: Bench; ticks: Ticks; within: string }) {
  const { index, kind, name, lines } = member;
  const label = kind === "module" && within && name.startsWith(`${within}.`) ? name.slice(within.length + 1) : name;
  return (
    <li class="member" onPointerDown={(event) => ticks.press(event, [index])}>
      <Grip />
      <label>
        <input
          type="checkbox"
          checked={ticks.chosen.has(index)}
          onChange={(event) => ticks.tick([index], event.currentTarget.checked)}
        />
        <code>
          <bdi>{shown(label)}</bdi>
        </code>
      </label>
      {bench.plan.pins.has(index) && <Pinned />}
      <a class="open quiet small" href={href(kind === "table" ? "data" : "module", kind === "table" ? name : member.whole)}>
        {lines > 0 ? whole(lines) : "open"}
        <span class="vh"> lines of {shown(name)}, open</span>
      </a>
    </li>
  );
}

/** What a finger takes hold of. */
function Grip() {
  return (
    <svg class="grip" viewBox="0 0 8 14" aria-hidden="true">
      <path d="M2 2h.01M6 2h.01M2 7h.01M6 7h.01M2 12h.01M6 12h.01" />
    </svg>
  );
}

function Pinned() {
  return (
    <svg class="pin" viewBox="0 0 12 12" role="img" aria-label="pinned">
      <path d="M4 1h4l-.5 4L9.5 7.5h-7L4.500 5z M6 7.500V11" />
    </svg>
  );
}

/** Members of one package, or the tables: ticked together, or each alone. */
function Bundle({ name, members, bench, ticks, open }: { name: string; members: readonly Member[]; bench: Bench; ticks: Ticks; open: boolean }) {
  const indices = members.map((member) => member.index);
  const ticked = indices.filter((index) => ticks.chosen.has(index)).length;
  const [shownNow, setShown] = useState(open);
  return (
    <div class="bundle">
      <input
        type="checkbox"
        aria-label={`All of ${shown(name)}`}
        checked={ticked === indices.length}
        ref={(box: HTMLInputElement | null) => {
          if (box) box.indeterminate = ticked > 0 && ticked < indices.length;
        }}
        onChange={(event) => ticks.tick(indices, event.currentTarget.checked)}
      />
      <details open={open} onToggle={(event) => setShown(event.currentTarget.open)}>
        <summary onPointerDown={(event) => ticks.press(event, indices)}>
          <Grip />
          <bdi>{shown(name)}</bdi> <span class="quiet number">{whole(members.length)}</span>
        </summary>
        {shownNow && (
          <Some items={members} step={80} of="members">
            {(visible) => (
              <ul>
                {visible.map((member) => (
                  <MemberRow key={member.index} member={member} bench={bench} ticks={ticks} within={name} />
                ))}
              </ul>
            )}
          </Some>
        )}
      </details>
    </div>
  );
}

function Bundles({ members, bench, ticks }: { members: readonly Member[]; bench: Bench; ticks: Ticks }) {
  const tables = members.filter((member) => member.kind === "table");
  const packages = [...grouped(members.filter((member) => member.kind === "module"), (member) => packageOf(member.name))];
  packages.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const open = members.length <= OPEN;
  return (
    <div class="bundles">
      {tables.length > 0 && <Bundle key="tables" name="Tables" members={tables} bench={bench} ticks={ticks} open />}
      {packages.map(([name, some]) => (
        <Bundle key={`${name} ${open}`} name={name} members={some} bench={bench} ticks={ticks} open={open} />
      ))}
    </div>
  );
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

function Tools({ bench, service }: { bench: Bench; service: number }) {
  const { plan, act } = bench;
  const members = membersOf(plan, service);
  const allPinned = members.length > 0 && members.every((member) => plan.pins.has(member));
  const name = plan.services[service]?.name ?? "";
  return (
    <div class="roster-tools">
      <button
        type="button"
        class="switch alone"
        aria-pressed={allPinned}
        disabled={members.length === 0}
        onClick={() => act(`${allPinned ? "Unpin" : "Pin"} ${name}`, pinned(plan, members, !allPinned))}
      >
        {allPinned ? "Pinned" : "Pin"}
      </button>
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
  const homes = [...grouped(found, (member) => bench.plan.homes[member.index] ?? 0)];
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

/** What is in the selected service, to be ticked or dragged elsewhere. */
export function Roster({ bench, service, ticks }: { bench: Bench; service: number; ticks: Ticks }) {
  const [text, setText] = useState("");
  const members = (service < 0 ? [] : membersOf(bench.plan, service))
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
      ) : service < 0 ? (
        <p class="quiet">
          Choose a service to see its members. Drag them onto another, or tick them and say where to; how the points would
          change stands on every service.
        </p>
      ) : (
        <>
          <Name bench={bench} service={service} />
          <Tools bench={bench} service={service} />
          <Bundles key={service} members={members} bench={bench} ticks={ticks} />
        </>
      )}
    </section>
  );
}
