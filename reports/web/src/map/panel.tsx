/** Beside the map: ties, down to the lines, and the names of what they tie. */
import type { ComponentChildren } from "preact";
import { grouped } from "../document/book";
import { count, shown, whole } from "../document/words";
import { Fold, Some } from "../parts/fold";
import { ServiceName } from "../parts/names";
import { go } from "../route";
import type { Box } from "./box";
import { amount, Evidence } from "./evidence";
import type { Need } from "./needs";
import { addressOf, type Place, selecting } from "./place";
import type { Link, Scene } from "./scene";

/** What every part of the panel needs to know. */
export interface Shown {
  place: Place;
  scene: Scene;
  links: readonly Link[];
}

function Close({ place }: { place: Place }) {
  return (
    <button
      type="button"
      class="close"
      aria-label="Close"
      title="Close"
      onClick={() => go(addressOf(selecting(place, "")))}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M3.5 3.5l9 9m0-9l-9 9" />
      </svg>
    </button>
  );
}

export function PanelHead({ place, eyebrow, children }: { place: Place; eyebrow?: string; children: ComponentChildren }) {
  return (
    <header class="panel-head">
      <div>
        {eyebrow && <p class="eyebrow">{eyebrow}</p>}
        <h2>{children}</h2>
      </div>
      <Close place={place} />
    </header>
  );
}

/** The name of something drawn, as it is called beside the map. */
export function BoxName({ box }: { box: Box }) {
  if (box.kind === "service") return <ServiceName id={box.service} plain />;
  if (box.kind === "tables") return <span>Tables</span>;
  if (box.kind === "rest") return <span>{count(box.parts().length, "more", "more")}</span>;
  return (
    <code>
      <bdi>{shown(box.name)}</bdi>
    </code>
  );
}

function boxOf(scene: Scene, id: string): Box | undefined {
  return scene.drawn.find(({ box }) => box.id === id)?.box;
}

export function Ends({ scene, link }: { scene: Scene; link: Link }) {
  const [first, second] = [boxOf(scene, link.first), boxOf(scene, link.second)];
  return (
    <span class="ends">
      {first && <BoxName box={first} />} <span aria-label="and">–</span> {second && <BoxName box={second} />}
    </span>
  );
}

/** What ties something drawn, with all inside of it, to each other thing: the strongest first. */
function neighbours(scene: Scene, links: readonly Link[], ids: ReadonlySet<string>): { box: Box; needs: Need[] }[] {
  const mine = links.filter((link) => ids.has(link.first) !== ids.has(link.second));
  return [...grouped(mine, (link) => (ids.has(link.first) ? link.second : link.first))]
    .flatMap(([other, some]) => {
      const box = boxOf(scene, other);
      const needs = [...new Set(some.flatMap((link) => link.needs))];
      return box ? [{ box, needs, weight: needs.reduce((sum, need) => sum + need.weight, 0) }] : [];
    })
    .sort((a, b) => b.weight - a.weight);
}

export function TiesOf({ ids, scene, links }: Shown & { ids: ReadonlySet<string> }) {
  const others = neighbours(scene, links, ids);
  return (
    <>
      <h3>
        Ties <span class="quiet number">{whole(others.length)}</span>
      </h3>
      {others.length === 0 && <p class="quiet">None of the kinds shown.</p>}
      <Some items={others} step={40} of="ties">
        {(visible) => (
          <div>
            {visible.map(({ box, needs }) => (
              <Fold
                key={box.id}
                label={
                  <>
                    <BoxName box={box} />
                    <span class="fold-note">{amount(needs)}</span>
                  </>
                }
              >
                {() => <Evidence needs={needs} />}
              </Fold>
            ))}
          </div>
        )}
      </Some>
    </>
  );
}

/** A tie: what needs what, in each direction, with the lines. */
export function LinkPanel({ place, scene, link }: { place: Place; scene: Scene; link: Link }) {
  const [first, second] = [boxOf(scene, link.first), boxOf(scene, link.second)];
  const forth = link.needs.filter((need) => need.pairs.some(({ from }) => scene.spot(from) === link.first));
  const back = link.needs.filter((need) => need.pairs.some(({ from }) => scene.spot(from) === link.second));
  const sides = [
    { needs: forth, from: first, to: second },
    { needs: back, from: second, to: first },
  ];
  return (
    <>
      <PanelHead place={place}>
        <Ends scene={scene} link={link} />
      </PanelHead>
      <p class="quiet">{amount(link.needs)}</p>
      {sides.map(
        ({ needs, from, to }) =>
          needs.length > 0 &&
          from &&
          to && (
            <section key={from.id}>
              <h3>
                <BoxName box={from} /> <span aria-label="needs">→</span> <BoxName box={to} />
              </h3>
              <Evidence needs={needs} open={8} />
            </section>
          ),
      )}
    </>
  );
}
