import { useState } from "preact/hooks";
import type { Role } from "./roles";
import type { Bench } from "./state";

/**
 * A choice among the other services and roles, and a button that carries it out.
 *
 * The button is apart, since arrow keys change what is chosen at once in some browsers.
 */
export function Destination({
  bench,
  but,
  prompt,
  name,
  verb,
  label,
  roles = [],
  onGo,
}: {
  bench: Bench;
  but: number | null;
  prompt: string;
  name: string;
  verb: string;
  label: (place: number) => string;
  /** Roles that are to be chosen among, after the services. */
  roles?: readonly Role[];
  onGo: (place: number) => void;
}) {
  const [chosen, choose] = useState("");
  const { plan, first } = bench;
  const used = new Set(plan.homes);
  const others = plan.services
    .map((_, service) => service)
    .filter((service) => service !== but && (used.has(service) || service >= first.plan.services.length));
  const homes = roles.map((role) => role.home).filter((home) => home !== but);
  const place = chosen !== "" && [...others, ...homes].includes(Number(chosen)) ? chosen : "";
  return (
    <form
      class="roster-tools"
      onSubmit={(event) => {
        event.preventDefault();
        if (place === "") return;
        choose("");
        onGo(Number(place));
      }}
    >
      <select aria-label={name} value={place} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{prompt}</option>
        {others.map((service) => (
          <option key={service} value={String(service)}>
            {label(service)}
          </option>
        ))}
        {homes.length > 0 && (
          <optgroup label="No service’s own">
            {homes.map((home) => (
              <option key={home} value={String(home)}>
                {label(home)}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      <button type="submit" class="switch alone" disabled={place === ""}>
        {verb}
      </button>
    </form>
  );
}
