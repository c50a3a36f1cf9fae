import { useLayoutEffect, useState } from "preact/hooks";

/** A place in the report: `#/data/orders_order?show=shared`. */
export interface Route {
  view: string;
  /** What is selected in the view, "" for nothing. */
  id: string;
  query: URLSearchParams;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [view = "", ...rest] = path.split("/");
  return { view: view || "summary", id: decoded(rest.join("/")), query: new URLSearchParams(query) };
}

/** The address of a view, a selection and its filters. */
export function href(view: string, id = "", query?: URLSearchParams): string {
  const filters = query?.toString() ?? "";
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ""}${filters ? `?${filters}` : ""}`;
}

const CHANGED = "seamline:route";

/** Goes to an address, or takes its place in the history where only a filter changed. */
export function go(address: string, replace = false): void {
  if (address === location.hash) return;
  if (replace) {
    history.replaceState(null, "", address);
    window.dispatchEvent(new Event(CHANGED));
  } else {
    location.hash = address;
  }
}

/** Sets or (with "") drops filters of the present view. */
export function setFilters(filters: Record<string, string>): void {
  const { view, id, query } = parseRoute(location.hash);
  for (const [name, value] of Object.entries(filters)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  go(href(view, id, query), true);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  // Not `useEffect`: that waits for a paint, and an address changed before it would be missed.
  useLayoutEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.hash));
    window.addEventListener("hashchange", follow);
    window.addEventListener(CHANGED, follow);
    return () => {
      window.removeEventListener("hashchange", follow);
      window.removeEventListener(CHANGED, follow);
    };
  }, []);
  return route;
}
