import type { ComponentChildren } from "preact";
import { whole } from "../document/words";

/** A part of a table's page with how many things it lists; says so where it lists none. */
export function Part({ name, size, children }: { name: string; size: number; children: ComponentChildren }) {
  return (
    <section>
      <h2>
        {name} <span class="quiet number">{whole(size)}</span>
      </h2>
      {size === 0 ? <p class="quiet">None found.</p> : children}
    </section>
  );
}
