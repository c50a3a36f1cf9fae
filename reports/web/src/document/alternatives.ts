import { grouped } from "./book";

/** A block of a partition: a service of the proposal or of an alternative. */
export interface Block {
  id: string;
  name: string;
  modules: string[];
}

/** A block that holds most modules of several others. */
export interface Gathered {
  whole: Block;
  parts: Block[];
}

/** As `_gathered` in `reports/settled.py`: each part goes to the whole with most of its modules. */
export function gathered(parts: readonly Block[], wholes: readonly Block[]): Gathered[] {
  const homes = new Map(wholes.flatMap((whole) => whole.modules.map((module) => [module, whole] as const)));
  const placed = parts.flatMap((part) => {
    const shared = grouped(
      part.modules.map((module) => homes.get(module)).filter((whole) => whole !== undefined),
      (whole) => whole,
    );
    const most = [...shared].sort((a, b) => b[1].length - a[1].length || (a[0].id < b[0].id ? -1 : 1))[0];
    return most ? [{ part, whole: most[0] }] : [];
  });
  return [...grouped(placed, (each) => each.whole)]
    .filter(([, members]) => members.length > 1)
    .map(([whole, members]) => ({ whole, parts: members.map((each) => each.part) }))
    .sort((a, b) => (a.whole.id < b.whole.id ? -1 : 1));
}

/** "A, B and C". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}
