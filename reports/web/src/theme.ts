/** Light or dark: the system's choice until the reader makes their own. */
export type Theme = "light" | "dark";

const KEY = "seamline:theme";

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Some browsers give pages from disk no storage.
  }
}

export function presentTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function restoreTheme(): void {
  const theme = stored();
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
}

export function setTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  window.dispatchEvent(new Event(THEME_CHANGED));
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Not remembered, then.
  }
}

export const THEME_CHANGED = "seamline:theme";

/** A colour of the style sheet as the canvas needs it: resolved for the present theme. */
export function colour(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
