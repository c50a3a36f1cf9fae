import type { Core } from "cytoscape";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { count, cutKind, whole } from "../document/words";
import { useBook } from "../parts/context";
import { go, href, parseRoute, setFilters, useRoute } from "../route";
import { colour, THEME_CHANGED } from "../theme";
import { draw, fit, redraw, select, style } from "./graph";
import { Overview, ServicePanel, TiePanel } from "./panel";
import { choiceOf, drawable, type DrawnTie, kindsOf } from "./ties";

/** Goes to a selection and keeps the filters. */
function choose(id: string): void {
  go(href("map", id, parseRoute(location.hash).query));
}

function useGraph(ties: readonly DrawnTie[], most: number, selected: string) {
  const book = useBook();
  const container = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  const [cy, setCy] = useState<Core | null>(null);
  useEffect(() => {
    if (!container.current) return undefined;
    const graph = draw(container.current, book, drawable(book, new Set()));
    graph.on("tap", (event) => {
      if (event.target === graph) choose("");
      else choose((event.target.data("service") ?? event.target.data("tie")) as string);
    });
    graph.on("mouseover", "node, edge", () => container.current?.classList.add("over"));
    graph.on("mouseout", "node, edge", () => container.current?.classList.remove("over"));
    const restyle = (): void => void graph.style(style());
    const dark = matchMedia("(prefers-color-scheme: dark)");
    // Paper is light and of another size: a picture made for it takes the place of the canvas.
    const paper = matchMedia("print");
    const onPaper = (): void => {
      restyle();
      if (paper.matches && picture.current) picture.current.src = graph.png({ full: true, scale: 2, bg: colour("--bg") });
    };
    window.addEventListener(THEME_CHANGED, restyle);
    dark.addEventListener("change", restyle);
    paper.addEventListener("change", onPaper);
    setCy(graph);
    return () => {
      window.removeEventListener(THEME_CHANGED, restyle);
      dark.removeEventListener("change", restyle);
      paper.removeEventListener("change", onPaper);
      graph.destroy();
    };
  }, [book]);
  useEffect(() => {
    if (!cy) return;
    redraw(cy, ties, most, selected);
    select(cy, selected);
  }, [cy, ties, most, selected]);
  return { container, picture, cy };
}

function Kinds({ hidden }: { hidden: ReadonlySet<string> }) {
  const book = useBook();
  const kinds = kindsOf(book);
  const toggle = (kind: string): void => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    setFilters({ hide: [...next].join(",") });
  };
  return (
    <div class="kinds" role="group" aria-label="Kinds of tie shown">
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          class="toggle"
          aria-pressed={!hidden.has(kind)}
          title={cutKind(kind).meaning}
          onClick={() => toggle(kind)}
        >
          {cutKind(kind).many}
        </button>
      ))}
      {hidden.size > 0 && (
        <button type="button" class="more small" onClick={() => setFilters({ hide: "" })}>
          All
        </button>
      )}
    </div>
  );
}

function Key() {
  return (
    <ul class="map-key quiet" aria-label="Key">
      <li>Area: lines of code</li>
      <li>Thickness: points of the cuts</li>
      <li>
        <svg viewBox="0 0 28 8" aria-hidden="true">
          <path d="M1 4h26" />
        </svg>
        shared data
      </li>
      <li>
        <svg viewBox="0 0 28 8" aria-hidden="true">
          <path d="M1 4h26" stroke-dasharray="5 3" />
        </svg>
        code alone
      </li>
      <li>Arrow: who needs whom</li>
    </ul>
  );
}

function Zoom({ cy }: { cy: Core | null }) {
  const by = (factor: number): void => {
    cy?.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  };
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

function Most({ drawn, all }: { drawn: number; all: number }) {
  if (all <= 24) return <p class="quiet">{count(all, "tie")}</p>;
  return (
    <label class="field range">
      <span role="status">
        {whole(drawn)} strongest of {count(all, "tie")}
        {drawn < all && `, ${whole(all - drawn)} folded away`}
      </span>
      <input
        type="range"
        min={1}
        max={all}
        value={drawn}
        onInput={(event) => setFilters({ ties: event.currentTarget.value })}
      />
    </label>
  );
}

export function MapView({ id }: { id: string }) {
  const book = useBook();
  const { query } = useRoute();
  const choice = choiceOf(query, book);
  const ties = useMemo(() => drawable(book, choice.hidden), [book, query.get("hide")]);
  const { container, picture, cy } = useGraph(ties, choice.most, id);
  const service = book.service(id);
  const tie = ties.find((some) => some.id === id);
  return (
    <div class="map">
      <div class="map-main">
        <div class="map-head">
          <h1 tabIndex={-1}>Map</h1>
          <Most drawn={Math.min(choice.most, ties.length)} all={ties.length} />
          <Kinds hidden={choice.hidden} />
        </div>
        <div class="map-stage">
          {/* Cytoscape would add a style block of its own, which the page's policy refuses; it does
              not when it finds this id, and the rule stands in our style sheet. */}
          <span id="__________cytoscape_stylesheet" hidden />
          <div
            class="map-canvas"
            ref={container}
            role="img"
            aria-label="Services and the ties between them; the list beside it holds the same"
          />
          <img class="map-paper" ref={picture} alt="" />
          <Zoom cy={cy} />
        </div>
        <Key />
      </div>
      <aside class="panel" aria-label="Selection" tabIndex={0}>
        {service ? (
          <ServicePanel service={service} ties={ties} />
        ) : tie ? (
          <TiePanel tie={tie} />
        ) : (
          <Overview ties={ties} />
        )}
      </aside>
    </div>
  );
}
