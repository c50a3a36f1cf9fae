/** What the map folded, in words. */
import { count, whole } from "../document/words";
import type { Scene } from "./scene";

function together(items: readonly string[]): string {
  return items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${items.at(-1)}` : (items[0] ?? "");
}

/** What is folded inside of opened services: the closed ones around them are meant to be. */
const INNER = ["package", "tables", "rest"];

/** Modules and tables that are drawn only as part of something else, and of what. */
function inside(scene: Scene): string {
  const inner = scene.drawn.some(({ open }) => open);
  const closed = scene.drawn.filter(({ box, open }) => !open && (inner ? INNER : ["service"]).includes(box.kind));
  const sum = (of: "modules" | "tables"): number => closed.reduce((all, { box }) => all + box[of].length, 0);
  const number = (kind: string): number => closed.filter(({ box }) => box.kind === kind).length;
  const members = [
    ...(sum("modules") > 0 ? [count(sum("modules"), "module")] : []),
    ...(sum("tables") > 0 ? [count(sum("tables"), "table")] : []),
  ];
  const frames = [
    ...(number("package") > 0 ? [count(number("package"), "package")] : []),
    ...(number("tables") > 0 ? [count(number("tables"), "group of tables", "groups of tables")] : []),
    ...(number("rest") > 0 ? [count(number("rest"), "remainder")] : []),
    ...(number("service") > 0 ? [count(number("service"), "service")] : []),
  ];
  return members.length > 0 ? `${together(members)} folded into ${together(frames)}` : "";
}

/** "47 modules folded into 6 packages; the 112 weakest ties not drawn", "" for nothing. */
export function folded(scene: Scene, ties: number, drawn: number): string {
  const hidden = ties - drawn;
  return [
    inside(scene),
    ...(hidden > 0 ? [`the ${whole(hidden)} weakest ties not drawn`] : []),
    ...(scene.untied > 0
      ? [`${count(scene.untied, "service")} without a tie to ${scene.opened.size > 1 ? "them" : "it"} left out`]
      : []),
    ...(scene.beyond > 0 ? [`${count(scene.beyond, "service")} not drawn, those with the fewest lines`] : []),
  ]
    .filter(Boolean)
    .join("; ");
}
