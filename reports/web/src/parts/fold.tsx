import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { whole } from "../document/words";

/** A heading that opens; what is inside is made only when somebody looks. */
export function Fold({
  label,
  children,
  open = false,
}: {
  label: ComponentChildren;
  children: () => ComponentChildren;
  open?: boolean;
}) {
  const [seen, setSeen] = useState(open);
  return (
    <details
      class="fold"
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open) setSeen(true);
      }}
    >
      <summary>{label}</summary>
      {seen && <div class="fold-body">{children()}</div>}
    </details>
  );
}

/** The first items of a long list, and a button for the next ones. */
export function Some<T>({
  items,
  step,
  of,
  children,
}: {
  items: readonly T[];
  step: number;
  /** What the items are, in the plural, for the button: "modules". */
  of: string;
  children: (visible: readonly T[]) => ComponentChildren;
}) {
  const [limit, setLimit] = useState(step);
  const left = items.length - limit;
  return (
    <>
      {children(items.slice(0, limit))}
      {left > 0 && (
        <button type="button" class="more" onClick={() => setLimit(limit + Math.max(step, Math.min(limit, 500)))}>
          Show more <span class="quiet">({whole(left)} {of} left)</span>
        </button>
      )}
    </>
  );
}
