/** The field that finds what has a name: a combobox with a list, after WAI-ARIA's pattern. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { count, shown } from "../document/words";
import { useBook } from "../parts/context";
import { ServiceName } from "../parts/names";
import { go } from "../route";
import { find, type Match, placeOfMatch } from "./find";
import type { Place } from "./place";

/** More are not read; the reader says more of the name. */
const MOST_SHOWN = 12;

function option(index: number): string {
  return `found-${index}`;
}

function Option({ match, index, active, take }: { match: Match; index: number; active: boolean; take: () => void }) {
  return (
    <li
      id={option(index)}
      role="option"
      aria-selected={active}
      // The field keeps the focus: a press would take it away before the click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={take}
    >
      <span class="found-kind quiet">{match.kind}</span>
      <bdi class={match.kind === "Service" ? "strong" : "found-name"}>{shown(match.name)}</bdi>
      {match.kind !== "Service" && (
        <span class="found-home quiet">
          <ServiceName id={match.service} plain />
        </span>
      )}
    </li>
  );
}

/** The keys of a combobox: which option they lead to, null for a key that is none of them. */
function moved(key: string, active: number, options: number): number | null {
  if (options === 0) return null;
  if (key === "ArrowDown") return (active + 1) % options;
  if (key === "ArrowUp") return active <= 0 ? options - 1 : active - 1;
  return null;
}

export function Search({ place, text, onText }: { place: Place; text: string; onText: (text: string) => void }) {
  const book = useBook();
  const [open, setOpen] = useState(text !== "");
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const found = useMemo(() => find(book, text), [book, text]);
  const visible = found.slice(0, MOST_SHOWN);
  const expanded = open && text.trim() !== "";
  useEffect(() => {
    // Who is sent a search goes on with it.
    if (text !== "") field.current?.focus();
  }, []);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const take = (match: Match | undefined): void => {
    if (!match) return;
    setOpen(false);
    setActive(-1);
    go(placeOfMatch(book, place, match));
  };
  const keys = (event: KeyboardEvent): void => {
    const next = moved(event.key, expanded ? active : -1, visible.length);
    if (next !== null) {
      setOpen(true);
      setActive(next);
    } else if (event.key === "Enter") take(visible[Math.max(0, active)]);
    else if (event.key === "Escape" && expanded) setOpen(false);
    else if (event.key === "Escape") onText("");
    else return;
    event.preventDefault();
  };
  return (
    <div class="finder">
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="Find on the map"
        placeholder="Find a service, package, module, table …"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={expanded}
        aria-controls="found"
        aria-activedescendant={expanded && active >= 0 ? option(active) : undefined}
        value={text}
        onInput={(event) => {
          setOpen(true);
          setActive(-1);
          onText(event.currentTarget.value);
        }}
        onFocus={() => text !== "" && setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={keys}
      />
      <span class="vh" role="status">
        {expanded && count(found.length, "match", "matches")}
      </span>
      <div class="found" hidden={!expanded}>
        <ul id="found" role="listbox" aria-label="Matches" ref={list}>
          {expanded &&
            visible.map((match, index) => (
              <Option
                key={`${match.kind}:${match.service}:${match.name}`}
                match={match}
                index={index}
                active={index === active}
                take={() => take(match)}
              />
            ))}
        </ul>
        {expanded && (
          <p class="quiet small" aria-hidden="true">
            {found.length === 0
              ? "Nothing of that name."
              : found.length > visible.length
                ? `${count(found.length - visible.length, "more", "more")}: say more of the name`
                : ""}
          </p>
        )}
      </div>
    </div>
  );
}
