import type { ComponentChildren } from "preact";
import { whole } from "../document/words";

/** A line of two figures that are held against each other. */
export interface Wing {
  name: string;
  left: number;
  right: number;
  /** Says more about a figure, where there is more to say. */
  note?: string;
}

function Bar({ value, most, side }: { value: number; most: number; side: "left" | "right" }) {
  const length = most > 0 ? Math.max(value > 0 ? 0.6 : 0, (100 * value) / most) : 0;
  return (
    <svg class="wing-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect x={side === "left" ? 100 - length : 0} y="0" width={length} height="10" />
    </svg>
  );
}

function Figure({ value, right = false }: { value: number; right?: boolean }) {
  const names = ["number", right && "right", value === 0 && "none quiet"];
  return <td class={names.filter(Boolean).join(" ")}>{whole(value)}</td>;
}

/** Two columns of figures with their bars back to back: a table that reads as a picture. */
export function Butterfly({
  label,
  left,
  right,
  wings,
  total = false,
}: {
  label: string;
  left: ComponentChildren;
  right: ComponentChildren;
  wings: readonly Wing[];
  total?: boolean;
}) {
  const most = Math.max(...wings.flatMap((wing) => [wing.left, wing.right]));
  const sum = (side: "left" | "right"): number => wings.reduce((all, wing) => all + wing[side], 0);
  return (
    <table class="butterfly">
      <colgroup>
        <col />
        <col class="col-number" />
        <col class="col-name" />
        <col class="col-number" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" class="wing left" colSpan={2}>
            {left}
          </th>
          <th scope="col" class="wing-name">
            <span class="vh">{label}</span>
          </th>
          <th scope="col" class="wing" colSpan={2}>
            {right}
          </th>
        </tr>
      </thead>
      <tbody>
        {wings.map((wing) => (
          <tr key={wing.name}>
            <td class="wing-bar-cell">
              <Bar value={wing.left} most={most} side="left" />
            </td>
            <Figure value={wing.left} right />
            <th scope="row" class="wing-name" title={wing.note}>
              {wing.name}
            </th>
            <Figure value={wing.right} />
            <td class="wing-bar-cell">
              <Bar value={wing.right} most={most} side="right" />
            </td>
          </tr>
        ))}
      </tbody>
      {total && (
        <tfoot>
          <tr>
            <td />
            <td class="number right">{whole(sum("left"))}</td>
            <th scope="row" class="wing-name">
              Together
            </th>
            <td class="number">{whole(sum("right"))}</td>
            <td />
          </tr>
        </tfoot>
      )}
    </table>
  );
}
