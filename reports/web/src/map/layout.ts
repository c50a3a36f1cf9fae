/** Where things stand: fcose places them by their ties, then what overlaps is moved apart. */
import cytoscape, { type Core, type Position } from "cytoscape";
import fcose from "cytoscape-fcose";
import { settled, spread } from "./spread";

cytoscape.use(fcose);
// It warns of ties that are hidden behind the services that they join, while the layout still runs.
cytoscape.warnings(false);

export type Places = Map<string, Position>;

/** Runs with a generator of random numbers that starts the same each time (mulberry32). */
function seeded(run: () => void): void {
  const random = Math.random;
  let state = 42;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  try {
    run();
  } finally {
    Math.random = random;
  }
}

const FLAT = { nodeSeparation: 120, nodeRepulsion: () => 12000, gravity: 0.3, numIter: 800, longest: 230 };
const NESTED = { nodeSeparation: 60, nodeRepulsion: () => 5000, gravity: 0.4, numIter: 200, longest: 110 };

/** Places everything by its ties: the same scene gives the same map. */
export function layOut(cy: Core): Places {
  const nested = cy.nodes(":parent").nonempty();
  const { longest, ...options } = nested ? NESTED : FLAT;
  const strongest = Math.max(1, ...cy.edges().map((edge) => edge.data("weight") as number));
  seeded(() =>
    cy
      .layout({
        ...options,
        name: "fcose",
        quality: "default",
        animate: false,
        fit: false,
        randomize: true,
        nodeDimensionsIncludeLabels: true,
        idealEdgeLength: (edge: cytoscape.EdgeSingular) =>
          longest * (1 - 0.56 * Math.sqrt((edge.data("weight") as number) / strongest)),
      } as cytoscape.LayoutOptions)
      .run(),
  );
  return nested ? settled(cy) : spread(cy);
}
