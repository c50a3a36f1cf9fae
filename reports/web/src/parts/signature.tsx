import type { Operation } from "../document/leaving";
import { shown } from "../document/words";

export function Signature({ operation }: { operation: Operation }) {
  return (
    <code class="signature">
      <bdi class="strong">{shown(operation.function)}</bdi>
      <span class="quiet">
        (<bdi>{operation.parameters.map(shown).join(", ")}</bdi>)
      </span>
    </code>
  );
}
