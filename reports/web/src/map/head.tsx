/** Above the map: where it looks, how deep, and which ties it draws. */
import { count, cutKind, shown, sortedKinds, whole } from "../document/words";
import { useBook } from "../parts/context";
import { ServiceName } from "../parts/names";
import { go } from "../route";
import { addressOf, closing, type Depth, type Place, selecting } from "./place";
import type { Scene } from "./scene";

/** From all services down to what is selected. */
export function Crumbs({ place, scene }: { place: Place; scene: Scene }) {
  const chosen = scene.drawn.find(({ box }) => box.id === place.selected)?.box;
  const inner = chosen && chosen.kind !== "service" ? chosen : undefined;
  if (place.depth === 1) return null;
  return (
    <nav class="crumbs" aria-label="Breadcrumb">
      <ol>
        <li>
          <a href={addressOf(closing(place))}>All services</a>
        </li>
        {place.opened.map((service) => (
          <li key={service}>
            <a
              href={addressOf(selecting(place, service))}
              aria-current={place.selected === service ? "location" : undefined}
            >
              <ServiceName id={service} plain />
            </a>
          </li>
        ))}
        {inner && (
          <li aria-current="location">
            <bdi>{shown(inner.short)}</bdi>
          </li>
        )}
      </ol>
    </nav>
  );
}

const DEPTHS: readonly { depth: Depth; name: string }[] = [
  { depth: 1, name: "Services" },
  { depth: 2, name: "Packages" },
  { depth: 3, name: "Modules and tables" },
];

export function DepthChoice({ place }: { place: Place }) {
  const book = useBook();
  const at = (depth: Depth): Place => {
    if (depth === 1) return closing(place, book.service(place.selected) ? place.selected : (place.opened[0] ?? ""));
    const service = book.service(place.selected)?.id;
    const opened = place.opened.length === 0 && place.depth === 1 && service !== undefined ? [service] : place.opened;
    return { ...place, opened, depth, unfolded: [], most: null };
  };
  return (
    <label class="field range depth">
      <span>
        Depth <strong>{DEPTHS.find((some) => some.depth === place.depth)?.name}</strong>
      </span>
      <input
        type="range"
        min={1}
        max={3}
        step={1}
        value={place.depth}
        aria-valuetext={DEPTHS.find((some) => some.depth === place.depth)?.name}
        onInput={(event) => go(addressOf(at(Number(event.currentTarget.value) as Depth)), true)}
      />
    </label>
  );
}

/** So many ties at once are the most, whatever a reader asks for. */
export const MOST_TIES = 300;

export function Most({ place, drawn, all }: { place: Place; drawn: number; all: number }) {
  const most = Math.min(all, MOST_TIES);
  if (most <= 24) return <p class="quiet">{count(all, "tie")}</p>;
  return (
    <label class="field range">
      <span>
        Ties <strong class="number">{whole(drawn)}</strong> of {whole(all)}
      </span>
      <input
        type="range"
        min={1}
        max={most}
        value={Math.min(drawn, most)}
        onInput={(event) => go(addressOf({ ...place, most: Number(event.currentTarget.value) }), true)}
      />
    </label>
  );
}

export function Kinds({ place, scene }: { place: Place; scene: Scene }) {
  const { hidden } = place;
  const kinds = sortedKinds(new Set(scene.needs.map((need) => need.kind)));
  const hide = (now: ReadonlySet<string>): void => go(addressOf({ ...place, hidden: now }), true);
  const toggle = (kind: string): void => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    hide(next);
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
        <button type="button" class="more small" onClick={() => hide(new Set())}>
          All
        </button>
      )}
    </div>
  );
}
