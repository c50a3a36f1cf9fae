/** The names and globs of a plan, as `analyzer/model/plan.py` and `reports/packages.py` have them. */

const WILD = /\[!?\]?[^\]]*\]|[*?]/g;
const ESCAPED = /\[([*?[])\]/g;
const ALONE = ".__init__";

/** The pattern that means what is called exactly so, wildcards in it and all. */
export function literal(name: string): string {
  return name.replaceAll(/[[*?]/g, "[$&]");
}

/** The one name that a pattern stands for; null where it has wildcards, other than as `[*]`. */
function nameOf(text: string): string | null {
  return text.replaceAll(ESCAPED, "").search(WILD) >= 0 ? null : text.replaceAll(ESCAPED, "$1");
}

/** A glob of `fnmatch` as a regular expression over the whole of a name. */
function compiled(glob: string): RegExp {
  let source = "";
  for (let at = 0; at < glob.length; at += 1) {
    const mark = glob[at] as string;
    const end = mark === "[" ? closing(glob, at) : -1;
    if (mark === "*") source += ".*";
    else if (mark === "?") source += ".";
    else if (end > 0) {
      const set = glob.slice(at + 1, end).replaceAll("\\", "\\\\").replaceAll("]", "\\]").replaceAll("[", "\\[");
      source += `[${set.startsWith("!") ? `^${set.slice(1)}` : set.replace(/^\^/, "\\^")}]`;
      at = end;
    } else source += mark.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  }
  return new RegExp(`^(?:${source})$`, "su");
}

/** Where a set that opens at a place closes, -1 where it does not. */
function closing(glob: string, at: number): number {
  const first = glob[at + 1] === "!" ? at + 2 : at + 1;
  return glob.indexOf("]", first + 1);
}

/** How closely a pattern names something: compared from the left, the greater decides. */
type Rank = readonly [number, number, number];

export interface Pattern {
  covers: (name: string) => boolean;
  rank: (name: string) => Rank;
}

export function pattern(text: string, kind: "module" | "table"): Pattern {
  const name = nameOf(text);
  if (name === null) {
    const expression = compiled(text);
    const letters = text.replaceAll(ESCAPED, "x").replaceAll(WILD, "").length;
    const stars = text.replaceAll(ESCAPED, "").split("*").length - 1;
    return { covers: (other) => expression.test(other), rank: () => [0, letters, -stars] };
  }
  const bare = name.endsWith(ALONE) ? name.slice(0, -ALONE.length) : name;
  const covers =
    kind === "table"
      ? (other: string) => other === name
      : (other: string) => other === name || other.startsWith(`${name}.`) || other + ALONE === name;
  return { covers, rank: (other) => [other === bare ? 1 : 0, name.length, 0] };
}

export function closer(one: Rank, other: Rank): boolean {
  const place = one.findIndex((part, index) => part !== other[index]);
  return place >= 0 && (one[place] as number) > (other[place] as number);
}

interface Package {
  name: string;
  own: string | null;
  children: Map<string, Package>;
  /** The owners of all that is in and below it. */
  owners: Set<string>;
}

function treeOf(owners: ReadonlyMap<string, string>): Package {
  const root: Package = { name: "", own: null, children: new Map(), owners: new Set() };
  for (const [module, owner] of owners) {
    let here = root;
    for (const part of module.split(".")) {
      const name = here === root ? part : `${here.name}.${part}`;
      const next = here.children.get(part) ?? { name, own: null, children: new Map(), owners: new Set<string>() };
      here.children.set(part, next);
      next.owners.add(owner);
      here = next;
    }
    here.own = owner;
  }
  return root;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The patterns of each owner that together mean what it owns: a package where one owner has it all. */
export function entries(owners: ReadonlyMap<string, string>): Map<string, string[]> {
  const found = new Map<string, { name: string; pattern: string }[]>();
  const pending = [...treeOf(owners).children.values()];
  for (let here = pending.pop(); here; here = pending.pop()) {
    const whole = here.owners.size === 1;
    if (!whole) pending.push(...here.children.values());
    const owner = whole ? [...here.owners][0] : here.own;
    if (owner === null || owner === undefined) continue;
    const entry = { name: here.name, pattern: whole ? literal(here.name) : literal(here.name) + ALONE };
    const known = found.get(owner);
    if (known) known.push(entry);
    else found.set(owner, [entry]);
  }
  return new Map(
    [...found].map(([owner, listed]) => [owner, listed.sort((a, b) => byText(a.name, b.name)).map((one) => one.pattern)]),
  );
}
