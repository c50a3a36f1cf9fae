import { useMemo } from "preact/hooks";
import type { Book } from "../document/book";
import { shown } from "../document/words";
import { useBook } from "../parts/context";
import { go, setFilters, useRoute } from "../route";
import { Crumbs, DepthChoice, Kinds, Most, MOST_TIES } from "./head";
import { Key } from "./key";
import { Overview } from "./overview";
import { LinkPanel, type Shown } from "./panel";
import { addressOf, foldable, leaving, opening, type Place, placeOf, selecting, turned } from "./place";
import { folded } from "./said";
import { type Link, linksOf, type Scene, sceneOf } from "./scene";
import { Search } from "./search";
import { BoxPanel, ServicePanel } from "./selected";
import { type Actions, Stage, useGraph } from "./stage";

/** So many ties are still read as lines; more are a hairball, and the reader is asked. */
function usual(scene: Scene): number {
  return Math.max(24, Math.round(scene.drawn.length * (scene.opened.size > 0 ? 0.8 : 1.5)));
}

/** The strongest ties, and all of what is selected, as far as there is room. */
function chosen(scene: Scene, links: readonly Link[], place: Place): Link[] {
  const most = Math.min(place.most ?? usual(scene), MOST_TIES);
  const inside = new Set(scene.opened.has(place.selected) ? [] : [place.selected]);
  for (const { box, parent } of scene.drawn) if (parent !== null && inside.has(parent)) inside.add(box.id);
  const mine = links.filter(({ id, first, second }) => id === place.selected || inside.has(first) || inside.has(second));
  return [...new Set([...links.slice(0, most), ...mine])].slice(0, MOST_TIES);
}

function actionsOf(book: Book, place: Place, scene: Scene): Actions {
  const to = (next: Place): void => go(addressOf(next));
  return {
    choose: (id, passing) => go(addressOf(selecting(place, id)), passing),
    leave: () => to(leaving(place)),
    open: (id) => {
      const drawn = scene.drawn.find(({ box }) => box.id === id);
      if (!drawn) return;
      if (drawn.box.kind === "service") {
        if (!drawn.open) to(opening(book, place, id));
      } else if (foldable(drawn, place)) to(turned(place, drawn));
    },
  };
}

/** A place that draws the same once something else is selected. */
function kept(place: Place, scene: Scene): Place {
  if (place.depth !== 2) return place;
  const open = scene.drawn.filter((drawn) => drawn.open && drawn.box.kind !== "service").map(({ box }) => box.id);
  return { ...place, unfolded: [...new Set([...place.unfolded.filter((id) => open.includes(id)), ...open])] };
}

function Selected(all: Shown) {
  const book = useBook();
  const { place, scene, links } = all;
  const service = book.service(place.selected);
  const drawn = scene.drawn.find(({ box }) => box.id === place.selected);
  const link = links.find((some) => some.id === place.selected);
  if (service) return <ServicePanel service={service} {...all} />;
  if (drawn) return <BoxPanel drawn={drawn} {...all} />;
  if (link) return <LinkPanel place={place} scene={scene} link={link} />;
  return <Overview {...all} />;
}

export function MapView({ id }: { id: string }) {
  const book = useBook();
  const { query } = useRoute();
  const asked = useMemo(() => placeOf(id, query, book), [id, query.toString(), book]);
  const fresh = useMemo(() => sceneOf(book, asked), [book, asked]);
  // The same things drawn are the same scene, whatever is selected.
  const scene = useMemo(() => fresh, [fresh.key]);
  const place = useMemo(() => kept(asked, scene), [asked, scene]);
  const links = useMemo(() => linksOf(scene, place.hidden), [scene, query.get("hide")]);
  const drawn = useMemo(() => chosen(scene, links, place), [scene, links, place]);
  const actions = actionsOf(book, place, scene);
  const { container, picture, cy } = useGraph(scene, drawn, place.selected, actions);
  const chosenBox = scene.drawn.find(({ box }) => box.id === place.selected)?.box;
  const said = folded(scene, links.length, drawn.length);
  return (
    <div class="map">
      <div class="map-main">
        <div class="map-head">
          <h1 tabIndex={-1}>Map</h1>
          <Crumbs place={place} scene={scene} />
          <Search place={place} text={query.get("find") ?? ""} onText={(find) => setFilters({ find })} />
          <div class="map-choices">
            <DepthChoice place={place} />
            <Most place={place} drawn={drawn.length} all={links.length} />
          </div>
          <Kinds place={place} scene={scene} />
        </div>
        <Stage cy={cy} container={container} picture={picture} selected={place.selected} actions={actions} />
        <p class="map-said quiet" role="status">
          {said}
        </p>
        <p class="vh" role="status">
          {chosenBox && `${shown(chosenBox.name)} is selected`}
        </p>
        <Key place={place} />
      </div>
      <aside class="panel" aria-label="Selection" tabIndex={0}>
        <Selected place={place} scene={scene} links={links} />
      </aside>
    </div>
  );
}
