/** Orders of a directed graph whose nodes are the integers below `size`. */

export interface Edge {
  from: number;
  to: number;
  weight: number;
}

function neighbours(size: number, edges: readonly Edge[]): number[][] {
  const next: number[][] = Array.from({ length: size }, () => []);
  for (const { from, to } of edges) if (from !== to) next[from]?.push(to);
  return next;
}

/**
 * The strongly connected components (Tarjan 1972), each with its nodes in ascending order: what
 * needs comes before what is needed.
 */
export function components(size: number, edges: readonly Edge[]): number[][] {
  const next = neighbours(size, edges);
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const turn = new Int32Array(size);
  const open = new Uint8Array(size);
  const stack: number[] = [];
  const found: number[][] = [];
  let count = 0;
  const enter = (node: number, path: number[]): void => {
    index[node] = low[node] = count++;
    open[node] = 1;
    stack.push(node);
    path.push(node);
  };
  const close = (node: number): void => {
    const members = stack.splice(stack.lastIndexOf(node));
    for (const member of members) open[member] = 0;
    found.push(members.sort((a, b) => a - b));
  };
  // A path instead of recursion: chains of modules can be deeper than the engine's stack.
  for (let root = size - 1; root >= 0; root -= 1) {
    if (index[root] !== -1) continue;
    const path: number[] = [];
    enter(root, path);
    while (path.length > 0) {
      const node = path.at(-1) as number;
      const other = next[node]?.[turn[node]!++];
      if (other === undefined) {
        path.pop();
        if (low[node] === index[node]) close(node);
        const parent = path.at(-1);
        if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
      } else if (index[other] === -1) enter(other, path);
      else if (open[other]) low[node] = Math.min(low[node]!, index[other]!);
    }
  }
  return found.reverse();
}

/** Edges among some nodes, renumbered by their place in the list. */
function among(nodes: readonly number[], edges: readonly Edge[]): Edge[] {
  const place = new Map(nodes.map((node, index) => [node, index]));
  return edges.flatMap(({ from, to, weight }) => {
    const [a, b] = [place.get(from), place.get(to)];
    return a === undefined || b === undefined || a === b ? [] : [{ from: a, to: b, weight }];
  });
}

/** The best node to put on top next: with the most weight going out beyond what comes in. */
function best(left: Uint8Array, out: Float64Array, into: Float64Array): number {
  let chosen = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let node = 0; node < left.length; node += 1) {
    const score = out[node]! - into[node]!;
    if (left[node] && score > most) [chosen, most] = [node, score];
  }
  return chosen;
}

/** An order of a cycle's nodes with little weight pointing back (Eades, Lin and Smyth 1993). */
function unwound(size: number, edges: readonly Edge[]): number[] {
  const out = new Float64Array(size);
  const into = new Float64Array(size);
  const touching: Edge[][] = Array.from({ length: size }, () => []);
  for (const edge of edges) {
    out[edge.from]! += edge.weight;
    into[edge.to]! += edge.weight;
    touching[edge.from]?.push(edge);
    touching[edge.to]?.push(edge);
  }
  const left = new Uint8Array(size).fill(1);
  const order: number[] = [];
  while (order.length < size) {
    const node = best(left, out, into);
    left[node] = 0;
    order.push(node);
    for (const { from, to, weight } of touching[node] ?? []) {
      out[from]! -= weight;
      into[to]! -= weight;
    }
  }
  return order;
}

/** Nodes so that what needs stands above what is needed; a cycle stays together. */
export function downwards(size: number, edges: readonly Edge[]): number[] {
  return components(size, edges).flatMap((nodes) =>
    nodes.length === 1 ? nodes : unwound(nodes.length, among(nodes, edges)).map((place) => nodes[place] as number),
  );
}
