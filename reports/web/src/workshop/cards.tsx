import { count, shown, whole } from "../document/words";
import { Shape } from "../parts/names";
import { href, parseRoute } from "../route";
import { scale, wordFor } from "./evaluate";
import { Change } from "./parts";
import { membersOf, rosters } from "./plan";
import { type Role, ROLES } from "./roles";
import type { Bench } from "./state";

/** The address of a service in the workshop, with the plan that stands in the present one. */
export function serviceHref(id: string): string {
  const { query } = parseRoute(location.hash);
  return href("workshop", id, query);
}

function Effort({ points, before }: { points: number; before: number | null }) {
  const score = scale(points);
  return (
    <>
      <p class="effort">
        <span class="effort-points number">{whole(points)}</span> <span class="quiet">points</span>
        {before !== null && before !== points && <Change by={points - before} />}
      </p>
      <span class="difficulty">
        <meter min={0} max={100} value={score} aria-label={`difficulty ${score} of 100`}>
          {score}
        </meter>
        <span class="quiet small">
          {wordFor(score)} {score}
        </span>
      </span>
    </>
  );
}

function Card({
  bench,
  service,
  members,
  selected,
  preview,
  best,
  over,
}: {
  bench: Bench;
  service: number;
  members: readonly number[];
  selected: boolean;
  preview: number | undefined;
  best: boolean;
  over: boolean;
}) {
  const { plan, score, first, cast } = bench;
  const { id, name } = plan.services[service] ?? { id: "", name: "" };
  const tables = members.filter((member) => cast.members[member]?.kind === "table").length;
  const pins = members.filter((member) => plan.pins.has(member)).length;
  const isNew = service >= first.plan.services.length;
  const names = ["bench-card", selected && "selected", over && "over"];
  return (
    <li class={names.filter(Boolean).join(" ")} data-service={id} data-place={String(service)}>
      <h2 class="small-head">
        <Shape place={service} />{" "}
        <a href={serviceHref(id)} aria-current={selected ? "true" : undefined}>
          <bdi>{shown(name)}</bdi>
        </a>
        {isNew && <span class="tag">new</span>}
      </h2>
      {members.length === 0 ? (
        <p class="quiet">Empty: move members here.</p>
      ) : (
        <>
          <p class="quiet small">
            {count(members.length - tables, "module")} · {count(tables, "table")}
            {pins > 0 && ` · ${whole(pins)} pinned`}
          </p>
          <Effort points={score.points[service] ?? 0} before={first.score.points[service] ?? null} />
        </>
      )}
      {preview !== undefined && (
        <p class="preview small">
          {best ? "best here:" : "here:"} <Change by={preview} unit="in all" />
        </p>
      )}
    </li>
  );
}

/** What belongs to no service, by the role that says why: it takes what is dropped on it, too. */
function RoleCard({ bench, role, selected, preview, over }: { bench: Bench; role: Role; selected: boolean; preview: number | undefined; over: boolean }) {
  const members = membersOf(bench.plan, role.home);
  if (role.list === "" && members.length === 0) return null;
  const names = ["bench-card", "role", selected && "selected", over && "over"];
  return (
    <li class={names.filter(Boolean).join(" ")} data-place={String(role.home)} title={role.meaning}>
      <h2 class="small-head">
        <a href={serviceHref(role.id)} aria-current={selected ? "true" : undefined}>
          {role.name}
        </a>
      </h2>
      <p class="quiet small">
        {role.list === "" ? count(members.length, "table") : count(members.length, "module")}
      </p>
      {preview !== undefined && (
        <p class="preview small">
          here: <Change by={preview} unit="in all" />
        </p>
      )}
    </li>
  );
}

/** The services and roles of the plan as cards: each takes what is dropped on it. */
export function Cards({
  bench,
  selected,
  previews,
  over,
}: {
  bench: Bench;
  selected: number | null;
  previews: ReadonlyMap<number, number>;
  /** The place that a drag is over, as its card names it. */
  over: string;
}) {
  const { plan, first } = bench;
  const proposed = first.plan.services.length;
  const members = rosters(plan);
  const shownNow = plan.services
    .map((_, service) => service)
    .filter((service) => (members[service]?.length ?? 0) > 0 || service >= proposed);
  const least = Math.min(...shownNow.filter((service) => service !== selected).map((service) => previews.get(service) ?? Infinity));
  // What was added stands first, where it is seen; the rest keeps its place, whatever its points.
  shownNow.sort((a, b) => Number(b >= proposed) - Number(a >= proposed) || a - b);
  return (
    <ul class="bench-cards" aria-label="Services and roles">
      {shownNow.map((service) => (
        <Card
          key={service}
          bench={bench}
          service={service}
          members={members[service] ?? []}
          selected={service === selected}
          best={previews.get(service) === least}
          preview={service === selected ? undefined : previews.get(service)}
          over={over === String(service)}
        />
      ))}
      {ROLES.map((role) => (
        <RoleCard
          key={role.id}
          bench={bench}
          role={role}
          selected={selected === role.home}
          preview={selected === role.home ? undefined : previews.get(role.home)}
          over={over === String(role.home)}
        />
      ))}
    </ul>
  );
}
