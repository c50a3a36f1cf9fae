import { elementScroll, observeElementOffset, observeElementRect, Virtualizer, type VirtualItem } from "@tanstack/virtual-core";
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "preact/hooks";

/** The rows of a long table that are in sight, and the room of those above and below. */
export function useVisibleRows(count: number, height: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  const virtualizer = useMemo(
    () =>
      new Virtualizer<HTMLDivElement, HTMLTableRowElement>({
        count: 0,
        getScrollElement: () => scroller.current,
        estimateSize: () => height,
        observeElementRect,
        observeElementOffset,
        scrollToFn: elementScroll,
        overscan: 12,
        initialRect: { width: 1200, height: 800 },
        onChange: () => redraw(),
      }),
    [],
  );
  virtualizer.setOptions({ ...virtualizer.options, count, estimateSize: () => height });
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  useEffect(() => virtualizer.measure(), [height]);
  const items: VirtualItem[] = virtualizer.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return { scroller, items, above, below };
}

/** Whether the page is being printed: then there is no scrolling, and every row must stand. */
export function usePrinting(): boolean {
  const printing = useRef(false);
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  useEffect(() => {
    const query = matchMedia("print");
    const follow = (): void => {
      printing.current = query.matches;
      redraw();
    };
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return printing.current;
}
