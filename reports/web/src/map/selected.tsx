/** Beside the map: a service, a package, a module or a table that is selected. */
import type { Service } from "../document/types";
import { count, shown, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Packages, Tables, tablesOf } from "../parts/contents";
import { Difficulty } from "../parts/marks";
import { ServiceName, Swatch } from "../parts/names";
import { href } from "../route";
import type { Box } from "./box";
import { Insides } from "./overview";
import { BoxName, PanelHead, type Shown, TiesOf } from "./panel";
import { addressOf, closing, foldable, opening, type Place, turned } from "./place";
import type { Drawn } from "./unfold";

/** The ids of something drawn and of all that is drawn inside of it. */
function within(drawn: readonly Drawn[], id: string): Set<string> {
  const ids = new Set([id]);
  for (const { box, parent } of drawn) if (parent !== null && ids.has(parent)) ids.add(box.id);
  return ids;
}

function Looking({ place, service }: { place: Place; service: Service }) {
  const book = useBook();
  const opened = place.depth > 1 && (place.opened.length === 0 || place.opened.includes(service.id));
  const beside = { ...place, opened: [...place.opened, service.id], unfolded: [] };
  return (
    <p class="actions">
      {opened ? (
        <a class="button" href={addressOf(closing(place, service.id))}>
          Back to all services
        </a>
      ) : (
        <a class="button" href={addressOf(opening(book, place, service.id))}>
          Look inside
        </a>
      )}
      {!opened && place.opened.length > 0 && <a href={addressOf(beside)}>Open it beside</a>}
      <a href={href("service", service.id)}>Open its card</a>
    </p>
  );
}

export function ServicePanel({ service, ...all }: Shown & { service: Service }) {
  const book = useBook();
  const { place, scene } = all;
  const open = scene.drawn.some((drawn) => drawn.box.id === service.id && drawn.open);
  return (
    <>
      <PanelHead place={place}>
        <Swatch id={service.id} /> <bdi>{shown(service.name)}</bdi>
      </PanelHead>
      <p class="quiet">
        {count(service.modules.length, "module")} · {count(service.tables.length, "table")} ·{" "}
        {count(service.lines, "line")}
      </p>
      <Difficulty service={service} />
      <Looking place={place} service={service} />
      <TiesOf {...all} ids={within(scene.drawn, service.id)} />
      {open ? (
        <Insides place={place} scene={scene} of={service.id} />
      ) : (
        <>
          <h3>
            Modules <span class="quiet number">{whole(service.modules.length)}</span>
          </h3>
          <Packages service={service} />
          <h3>
            Tables <span class="quiet number">{whole(service.tables.length)}</span>
          </h3>
          <Tables tables={tablesOf(book, service)} />
        </>
      )}
    </>
  );
}

const WORDS: Record<Box["kind"], string> = {
  service: "Service",
  package: "Package",
  module: "Module",
  tables: "Tables",
  table: "Table",
  rest: "Not drawn one by one",
};

function facts(box: Box): string {
  return [
    ...(box.definitions > 0 ? [`${count(box.definitions, "definition")} of it`] : []),
    ...(box.modules.length > 1 || box.kind === "package" ? [count(box.modules.length, "module")] : []),
    ...(box.tables.length > 1 ? [count(box.tables.length, "table")] : []),
    ...(box.lines > 0 ? [count(box.lines, "line")] : []),
  ].join(" · ");
}

function Elsewhere({ box }: { box: Box }) {
  if (box.kind === "module") return <a href={href("module", box.name)}>Open its page</a>;
  if (box.kind === "table") return <a href={href("data", box.name)}>Open its page</a>;
  return null;
}

/** Shows what is folded into a package or a group of tables, or folds it again. */
function Unfold({ place, drawn }: { place: Place; drawn: Drawn }) {
  if (!foldable(drawn, place)) return null;
  return (
    <a class="button" href={addressOf(turned(place, drawn))}>
      {drawn.open ? "Fold" : "Unfold"}
    </a>
  );
}

export function BoxPanel({ drawn, ...all }: Shown & { drawn: Drawn }) {
  const { place, scene } = all;
  const { box } = drawn;
  return (
    <>
      <PanelHead place={place} eyebrow={WORDS[box.kind]}>
        <BoxName box={box} />
      </PanelHead>
      <p>
        <ServiceName id={box.service} /> <span class="quiet">{facts(box) && `· ${facts(box)}`}</span>
      </p>
      <p class="actions">
        <Unfold place={place} drawn={drawn} />
        <Elsewhere box={box} />
      </p>
      <TiesOf {...all} ids={within(scene.drawn, box.id)} />
      {drawn.open && <Insides place={place} scene={scene} of={box.id} />}
    </>
  );
}
