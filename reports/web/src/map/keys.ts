/** The map by keyboard: arrows go from node to node, Enter looks inside, Escape goes back. */
import type { Core, NodeSingular } from "cytoscape";

type Direction = readonly [x: number, y: number];

const ARROWS: Record<string, Direction> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest node in a direction; what lies aside counts as further away. */
function nearest(cy: Core, from: NodeSingular, [x, y]: Direction): NodeSingular | undefined {
  const here = from.position();
  let best: { node: NodeSingular; far: number } | undefined;
  cy.nodes(":childless").forEach((node) => {
    const [dx, dy] = [node.position().x - here.x, node.position().y - here.y];
    const [along, aside] = [dx * x + dy * y, Math.abs(dx * y) + Math.abs(dy * x)];
    const far = along + 2 * aside;
    if (node.id() !== from.id() && along > 0 && (!best || far < best.far)) best = { node, far };
  });
  return best?.node;
}

function start(cy: Core, selected: string): NodeSingular | undefined {
  const node = cy.getElementById(selected);
  return node.nonempty() && node.isNode() && node.isChildless() ? node : undefined;
}

/** Where an arrow leads from what is selected: to the first node from nowhere; "" for nowhere. */
export function led(cy: Core, selected: string, key: string): string {
  const direction = ARROWS[key];
  if (!direction) return "";
  const from = start(cy, selected);
  return (from ? nearest(cy, from, direction) : cy.nodes(":childless")[0])?.id() ?? "";
}
