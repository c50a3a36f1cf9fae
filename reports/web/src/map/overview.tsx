/** Beside the map while nothing is selected: all that is drawn, for the keyboard too. */
import { count, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Some } from "../parts/fold";
import { ServiceName } from "../parts/names";
import type { Box } from "./box";
import { amount } from "./evidence";
import { BoxName, Ends, type Shown } from "./panel";
import { addressOf, type Place, selecting } from "./place";
import type { Scene } from "./scene";

function StrongestTies({ place, scene, links }: Shown) {
  return (
    <Some items={links} step={8} of="ties">
      {(visible) => (
        <ul class="rows">
          {visible.map((link) => (
            <li key={link.id}>
              <a href={addressOf(selecting(place, link.id))}>
                <Ends scene={scene} link={link} />
              </a>
              <span class="quiet number">{amount(link.needs)}</span>
            </li>
          ))}
        </ul>
      )}
    </Some>
  );
}

/** What the panel holds while nothing is selected: all that is drawn, for the keyboard too. */
export function Overview(shown: Shown) {
  const book = useBook();
  const { place, scene } = shown;
  const inner = scene.drawn.some(({ open }) => open);
  const tops = book.services.filter((service) => scene.drawn.some(({ box }) => box.id === service.id));
  return (
    <>
      {inner && <Insides place={place} scene={scene} />}
      <h2>{place.opened.length > 0 ? "Services around it" : "Services"}</h2>
      {!inner && <p class="quiet">Choose one here or on the map.</p>}
      <ul class="rows">
        {tops
          .filter((service) => !place.opened.includes(service.id))
          .map((service) => (
            <li key={service.id}>
              <a href={addressOf(selecting(place, service.id))}>
                <ServiceName id={service.id} plain />
              </a>
              <span class="quiet number">{count(service.tables.length, "table")}</span>
            </li>
          ))}
      </ul>
      <h2>Strongest ties</h2>
      <StrongestTies {...shown} />
    </>
  );
}

function size(box: Box): string {
  switch (box.kind) {
    case "package":
    case "rest":
      return count(box.modules.length, "module");
    case "tables":
      return count(box.tables.length, "table");
    case "table":
      return "table";
    default:
      return count(box.lines, "line");
  }
}

/** What is drawn inside of the opened services. */
export function Insides({ place, scene, of }: { place: Place; scene: Scene; of?: string }) {
  const inside = scene.drawn.filter(({ parent }) => (of === undefined ? parent !== null : parent === of));
  return (
    <>
      <h2>
        Drawn inside <span class="quiet number">{whole(inside.length)}</span>
      </h2>
      <Some items={inside} step={15} of="things">
        {(visible) => (
          <ul class="rows">
            {visible.map(({ box }) => (
              <li key={box.id}>
                <a href={addressOf(selecting(place, box.id))}>
                  <BoxName box={box} />
                </a>
                <span class="quiet number">{size(box)}</span>
              </li>
            ))}
          </ul>
        )}
      </Some>
    </>
  );
}
