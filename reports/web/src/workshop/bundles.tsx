/** Members by package, to be ticked or dragged: a bundle together, or each alone. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { grouped } from "../document/book";
import { shown, whole } from "../document/words";
import { Some } from "../parts/fold";
import { href } from "../route";
import type { Member } from "./members";
import type { Bench } from "./state";

/** Members that are ticked, and how to tick more. */
export interface Ticks {
  chosen: ReadonlySet<number>;
  tick: (members: readonly number[], on: boolean) => void;
  /** A press that may become a drag: it takes along all that is ticked, or what was not, alone. */
  press: (event: PointerEvent, members: readonly number[]) => void;
}

const OPEN = 60;

function packageOf(name: string): string {
  return name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : name;
}

export function MemberRow({ member, bench, ticks, within }: { member: Member; bench: Bench; ticks: Ticks; within: string }) {
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
function Grip({ onPress }: { onPress?: (event: PointerEvent) => void }) {
  return (
    <svg class="grip" viewBox="0 0 8 14" aria-hidden="true" onPointerDown={onPress}>
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
      <Grip onPress={(event) => ticks.press(event, indices)} />
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
          <bdi>{dotted(shown(name))}</bdi> <span class="quiet number">{whole(members.length)}</span>
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

export function Bundles({ members, bench, ticks }: { members: readonly Member[]; bench: Bench; ticks: Ticks }) {
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

/** A dotted name that may be broken after its dots, and seldom elsewhere. */
function dotted(name: string): ComponentChildren {
  return name.split(".").flatMap((part, index) => (index ? [".", <wbr key={index} />, part] : [part]));
}
