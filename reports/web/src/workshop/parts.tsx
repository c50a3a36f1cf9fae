import { shown, whole } from "../document/words";
import { Shape } from "../parts/names";
import { nameOf, type Plan } from "./plan";

/** A place of the plan by its number: a service with the mark that it has in all views, or a role. */
export function PlannedName({ plan, service }: { plan: Plan; service: number }) {
  return (
    <span class="service-name">
      {service >= 0 && <Shape place={service} />}
      <bdi>{shown(nameOf(plan, service))}</bdi>
    </span>
  );
}

/** A change of what should be small: an arrow, a sign and a word, whatever the colours. */
export function Change({ by, unit = "" }: { by: number; unit?: string }) {
  if (by === 0) return <span class="change quiet">±0</span>;
  const better = by < 0;
  return (
    <span class={better ? "change better" : "change worse"}>
      <span aria-hidden="true">{better ? "▼" : "▲"}</span> {better ? "−" : "+"}
      {whole(Math.abs(by))}
      {unit && ` ${unit}`}
      <span class="vh">{better ? " better" : " worse"}</span>
    </span>
  );
}
