/** The colours of the matrix, as they are in the present theme. */
import { hue } from "../parts/names";
import { colour } from "../theme";
import type { Scene } from "./frame";

export interface Palette {
  text: string;
  quiet: string;
  line: string;
  strong: string;
  bg: string;
  raised: string;
  accent: string;
  down: string;
  back: string;
  services: string[];
}

export function palette(): Palette {
  return {
    text: colour("--text"),
    quiet: colour("--quiet"),
    line: colour("--line"),
    strong: colour("--line-strong"),
    bg: colour("--bg"),
    raised: colour("--raised"),
    accent: colour("--accent"),
    down: colour("--mark"),
    back: colour("--back"),
    services: Array.from({ length: 8 }, (_, index) => colour(hue(index).colour)),
  };
}

/** The colour of a service; of what is in none, that of strong lines. */
export function inkOf(palette: Palette, scene: Scene, service: string | null): string {
  const place = service === null ? undefined : scene.hues.get(service);
  return place === undefined ? palette.strong : (palette.services[place % 8] ?? palette.strong);
}
