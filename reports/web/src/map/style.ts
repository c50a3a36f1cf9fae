/** How the map looks: sizes, shapes and colours of what cytoscape.js draws. */
import type { EdgeSingular, NodeSingular, StylesheetJson } from "cytoscape";
import { colour } from "../theme";

const FONT = "system-ui, sans-serif";

/** Colours of the style sheet as they are in the present theme, each looked up once. */
function palette(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name) ?? colour(name);
    known.set(name, found);
    return found;
  };
}

export function style(): StylesheetJson {
  const of = palette();
  const [text, surface, accent, line] = [of("--text"), of("--bg"), of("--accent"), of("--tie")];
  const own = (node: NodeSingular): string => of(node.data("colour") as string);
  const label = {
    color: text,
    "font-family": FONT,
    "text-background-color": surface,
    "text-background-padding": "2px",
    "text-background-shape": "roundrectangle",
  } as const;
  return [
    {
      selector: "node",
      style: {
        ...label,
        width: "data(size)",
        height: "data(size)",
        shape: "data(shape)" as never,
        "background-color": own,
        "border-width": 2,
        "border-color": surface,
        label: "data(label)",
        "font-size": 13,
        "line-height": 1.25,
        "text-wrap": "wrap",
        "text-valign": "bottom",
        "text-margin-y": 5,
        "text-background-opacity": 0.82,
        "z-index": 10,
      },
    },
    {
      selector: "node[kind != 'service']",
      style: { "font-size": 12, "text-margin-y": 3, "min-zoomed-font-size": 6 },
    },
    {
      selector: "node[kind = 'package'], node[kind = 'tables']",
      style: { "border-width": 4, "border-style": "double", "border-color": surface },
    },
    { selector: "node[kind = 'table'], node[kind = 'tables']", style: { width: 26, height: 20 } },
    {
      selector: "node[kind = 'rest']",
      style: { "background-opacity": 0.25, "border-width": 1.5, "border-style": "dashed", "border-color": own },
    },
    {
      selector: "node:parent",
      style: {
        shape: "round-rectangle",
        "background-opacity": 0.07,
        "border-width": 1.5,
        "border-style": "solid",
        "border-color": own,
        "border-opacity": 0.75,
        "text-valign": "top",
        "text-margin-y": -3,
        "font-weight": 600,
        "font-size": 18,
        padding: "14px",
        "z-index": 1,
      },
    },
    {
      selector: "node:parent[kind != 'service']",
      style: { "border-width": 1, "border-color": line, "background-color": line, "font-weight": "normal", "font-size": 13 },
    },
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "curve-style": "straight",
        "line-color": line,
        "line-style": "data(line)" as never,
        "target-arrow-shape": (edge: EdgeSingular) => (edge.data("forth") ? "triangle" : "none"),
        "source-arrow-shape": (edge: EdgeSingular) => (edge.data("back") ? "triangle" : "none"),
        "target-arrow-color": line,
        "source-arrow-color": line,
        "arrow-scale": 0.8,
        opacity: 0.75,
      },
    },
    { selector: ".dim", style: { opacity: 0.16 } },
    { selector: "edge.dim", style: { opacity: 0.08 } },
    { selector: "node:parent.dim", style: { opacity: 1 } },
    {
      selector: "edge.near",
      style: {
        ...label,
        "line-color": accent,
        "target-arrow-color": accent,
        "source-arrow-color": accent,
        opacity: 1,
        label: "data(label)",
        "font-size": 12,
        "min-zoomed-font-size": 8,
        "text-background-opacity": 0.9,
      },
    },
    { selector: "node.chosen", style: { "border-color": accent, "border-width": 5, "border-style": "solid", "font-weight": 700 } },
    { selector: "node:parent.chosen", style: { "border-width": 3, "border-opacity": 1 } },
    { selector: "node:active, edge:active", style: { "overlay-opacity": 0 } },
  ];
}
