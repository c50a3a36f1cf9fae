/** The canvas that cytoscape.js draws on. */
import type { Core } from "cytoscape";
import type { Ref } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useBook } from "../parts/context";
import { colour, THEME_CHANGED } from "../theme";
import { draw, fit, reveal, redraw, select } from "./graph";
import { led } from "./keys";
import type { Link, Scene } from "./scene";
import { style } from "./style";

export interface Actions {
  /** Selects; a step on the way to somewhere is not kept in the history. */
  choose: (id: string, passing?: boolean) => void;
  /** Looks into what can be looked into. */
  open: (id: string) => void;
  /** One step back up. */
  leave: () => void;
}

/** Keeps a graph in the colours of the theme, and a picture of it on paper, which is light and of another size. */
function dressed(graph: Core, picture: HTMLImageElement | null): () => void {
  const restyle = (): void => void graph.style(style());
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  const onPaper = (): void => {
    restyle();
    if (paper.matches && picture) picture.src = graph.png({ full: true, scale: 2, bg: colour("--bg") });
  };
  window.addEventListener(THEME_CHANGED, restyle);
  dark.addEventListener("change", restyle);
  paper.addEventListener("change", onPaper);
  return () => {
    window.removeEventListener(THEME_CHANGED, restyle);
    dark.removeEventListener("change", restyle);
    paper.removeEventListener("change", onPaper);
  };
}

function listen(graph: Core, container: HTMLElement, actions: { current: Actions }): void {
  graph.on("tap", (event) => {
    if (event.target === graph) actions.current.choose("");
    else actions.current.choose((event.target.data("tie") ?? event.target.id()) as string);
  });
  graph.on("dbltap", "node", (event) => actions.current.open(event.target.id() as string));
  graph.on("mouseover", "node, edge", () => container.classList.add("over"));
  graph.on("mouseout", "node, edge", () => container.classList.remove("over"));
}

/** Draws a scene anew where it changed, and else only its ties and what is selected. */
export function useGraph(scene: Scene, links: readonly Link[], selected: string, actions: Actions) {
  const book = useBook();
  const container = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  const latest = useRef(actions);
  latest.current = actions;
  const [cy, setCy] = useState<Core | null>(null);
  useEffect(() => {
    if (!container.current) return undefined;
    const graph = draw(container.current, book, scene);
    listen(graph, container.current, latest);
    const undress = dressed(graph, picture.current);
    setCy(graph);
    return () => {
      undress();
      graph.destroy();
    };
  }, [book, scene.key]);
  useEffect(() => {
    if (!cy || cy.destroyed()) return;
    redraw(cy, links);
    select(cy, selected);
  }, [cy, links, selected]);
  useEffect(() => {
    if (cy && !cy.destroyed()) reveal(cy, selected);
  }, [cy, selected]);
  return { container, picture, cy };
}

function useKeys(cy: Core | null, selected: string, actions: Actions) {
  return (event: KeyboardEvent): void => {
    if (!cy || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = led(cy, selected, event.key);
    if (next) actions.choose(next, true);
    else if (event.key === "Enter" && selected) actions.open(selected);
    else if (event.key === "Escape") actions.leave();
    else if (event.key === "+" || event.key === "-") zoomBy(cy, event.key === "+" ? 1.25 : 0.8);
    else if (event.key === "0") fit(cy);
    else return;
    event.preventDefault();
  };
}

function zoomBy(cy: Core, factor: number): void {
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

function Zoom({ cy }: { cy: Core | null }) {
  const by = (factor: number): void => void (cy && zoomBy(cy, factor));
  return (
    <div class="zoom" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" onClick={() => by(1.25)}>
        +
      </button>
      <button type="button" aria-label="Zoom out" onClick={() => by(0.8)}>
        −
      </button>
      <button type="button" onClick={() => cy && fit(cy)}>
        Fit
      </button>
    </div>
  );
}

export function Stage({
  cy,
  container,
  picture,
  selected,
  actions,
}: {
  cy: Core | null;
  container: Ref<HTMLDivElement>;
  picture: Ref<HTMLImageElement>;
  selected: string;
  actions: Actions;
}) {
  const keys = useKeys(cy, selected, actions);
  return (
    <div class="map-stage">
      {/* Cytoscape would add a style block of its own, which the page's policy refuses; it does
          not when it finds this id, and the rule stands in our style sheet. */}
      <span id="__________cytoscape_stylesheet" hidden />
      <div
        class="map-canvas"
        ref={container}
        role="application"
        tabIndex={0}
        aria-label="Map: arrow keys go from node to node, Enter looks inside, Escape goes back; the list beside it holds the same"
        onKeyDown={keys}
      />
      <img class="map-paper" ref={picture} alt="" />
      <Zoom cy={cy} />
    </div>
  );
}
