/** Dragging by mouse, finger or pen: one way for all, since a finger starts no drag of the browser's own. */

/** So far the pointer goes before a press is a drag, in pixels. */
const SLACK = 6;
/** So near the edge of a scrolled area the drag scrolls it, and by how much at a time. */
const EDGE = 48;
const STEP = 14;

export interface Drag {
  /** What is dragged, in words, for the pointer to carry. */
  label: () => string;
  begin: () => void;
  /** The place under the pointer, "" for none. */
  over: (place: string) => void;
  drop: (place: string) => void;
}

/** The place that takes what is dropped at a point: the nearest element that names one. */
function placeAt(x: number, y: number): string {
  const target = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-place]");
  return target?.dataset["place"] ?? "";
}

function scrollable(from: Element | null): Element | null {
  for (let here = from; here; here = here.parentElement) {
    const { overflowY } = getComputedStyle(here);
    if ((overflowY === "auto" || overflowY === "scroll") && here.scrollHeight > here.clientHeight) return here;
  }
  return document.scrollingElement;
}

/** Scrolls what is under the pointer when it is near the upper or lower edge. */
function scroll(x: number, y: number): void {
  const area = scrollable(document.elementFromPoint(x, y));
  if (!area) return;
  const box = area === document.scrollingElement ? { top: 0, bottom: innerHeight } : area.getBoundingClientRect();
  if (y < box.top + EDGE) area.scrollBy(0, -STEP);
  else if (y > box.bottom - EDGE) area.scrollBy(0, STEP);
}

function ghostOf(text: string): HTMLElement {
  const ghost = document.createElement("div");
  ghost.className = "ghost";
  ghost.textContent = text;
  document.body.append(ghost);
  return ghost;
}

/** A drag that has begun: what the pointer carries, and where it is. */
class Carrying {
  private readonly ghost: HTMLElement;
  private at = { x: 0, y: 0 };
  private readonly timer: number;

  constructor(private readonly drag: Drag) {
    drag.begin();
    getSelection()?.removeAllRanges();
    this.ghost = ghostOf(drag.label());
    document.documentElement.classList.add("dragging");
    this.timer = window.setInterval(() => scroll(this.at.x, this.at.y), 30);
  }

  move(x: number, y: number): void {
    this.at = { x, y };
    this.ghost.style.transform = `translate(${x + 12}px, ${y + 12}px)`;
    this.drag.over(placeAt(x, y));
  }

  end(dropped: boolean): void {
    window.clearInterval(this.timer);
    this.ghost.remove();
    document.documentElement.classList.remove("dragging");
    this.drag.over("");
    const place = placeAt(this.at.x, this.at.y);
    if (dropped && place) this.drag.drop(place);
  }
}

/** A finger drags by the grip alone, so that it scrolls by the rest; a mouse by anything. */
function grips(event: PointerEvent): boolean {
  if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return false;
  return event.pointerType === "mouse" ? !event.target.closest("input, a, button") : event.target.closest(".grip") !== null;
}

/** Swallows the click that a browser makes of the end of a drag. */
function swallowClick(): void {
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
}

/** Follows a pointer that was pressed on something that can be dragged, until it is let go. */
export function grab(event: PointerEvent, drag: Drag): void {
  if (!grips(event)) return;
  const from = { x: event.clientX, y: event.clientY };
  let carrying: Carrying | null = null;
  const stop = new AbortController();
  const end = (dropped: boolean): void => {
    stop.abort();
    if (carrying) swallowClick();
    carrying?.end(dropped);
  };
  const move = ({ clientX: x, clientY: y }: PointerEvent): void => {
    if (!carrying && Math.hypot(x - from.x, y - from.y) < SLACK) return;
    carrying ??= new Carrying(drag);
    carrying.move(x, y);
  };
  const { signal } = stop;
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", () => end(true), { signal });
  window.addEventListener("pointercancel", () => end(false), { signal });
  window.addEventListener("keydown", ({ key }) => key === "Escape" && end(false), { signal });
}
