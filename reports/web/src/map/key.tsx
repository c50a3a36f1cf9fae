import type { Place } from "./place";

function Dashes({ pattern }: { pattern?: string }) {
  return (
    <svg viewBox="0 0 28 8" aria-hidden="true">
      <path d="M1 4h26" stroke-dasharray={pattern} />
    </svg>
  );
}

/** What the shapes inside of a service stand for. */
function Shapes() {
  return (
    <>
      <li>
        <svg class="shape" viewBox="0 0 12 12" aria-hidden="true">
          <circle cx="6" cy="6" r="4.5" />
        </svg>
        module
      </li>
      <li>
        <svg class="shape" viewBox="0 0 12 12" aria-hidden="true">
          <rect x="0.5" y="0.5" width="11" height="11" rx="2" />
        </svg>
        package, folded
      </li>
      <li>
        <svg class="shape" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M0 3C3 1.500 9 1.500 12 3V9.500C9 11 3 11 0 9.500Z" />
        </svg>
        table
      </li>
    </>
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
      {place.depth > 1 && <Shapes />}
      <li class="hint">{place.depth === 1 ? "Double click: look inside" : "Double click: unfold"}</li>
    </ul>
  );
}
