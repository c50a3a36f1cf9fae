import type { Place } from "./place";

function Dashes({ pattern }: { pattern?: string }) {
  return (
    <svg viewBox="0 0 28 8" aria-hidden="true">
      <path d="M1 4h26" stroke-dasharray={pattern} />
    </svg>
  );
}

export function Key({ place }: { place: Place }) {
  return (
    <ul class="map-key quiet" aria-label="Key">
      <li>Area: lines of code</li>
      <li>Thickness: points of the {place.depth === 1 ? "cuts" : "ties"}</li>
      <li>
        <Dashes /> {place.depth === 1 ? "shared data" : "data"}
      </li>
      <li>
        <Dashes pattern="5 3" /> code alone
      </li>
      <li>Arrow: who needs whom</li>
      <li>{place.depth === 1 ? "Double click: look inside" : "Double click: unfold"}</li>
    </ul>
  );
}
