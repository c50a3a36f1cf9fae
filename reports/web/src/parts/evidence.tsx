import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Location } from "../document/types";
import { shown } from "../document/words";
import { useBook } from "./context";

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // Refused by the browser: the text can still be selected by hand.
  }
}

/** A line of the scanned code: where it stands, a button that copies that, and what it says. */
export function Line({ at }: { at: Location }) {
  const book = useBook();
  const text = `${at.path}:${at.line}`;
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(""), 1500);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <span class="line">
      <Opened href={book.href(at)}>
        <bdi>
          {/* A long path breaks between its folders. */}
          {shown(at.path)
            .split("/")
            .flatMap((part, index) => (index ? ["/", <wbr key={index} />, part] : [part]))}
        </bdi>
        <span class="line-number">:{at.line}</span>
      </Opened>
      <button
        type="button"
        class="copy"
        aria-label={`Copy ${shown(text)}`}
        title="Copy"
        onClick={async () => setSaid((await copied(text)) ? "Copied" : "Not allowed")}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
          <path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2" />
        </svg>
      </button>
      <span class="said" role="status">
        {said}
      </span>
      <Quoted text={book.excerpt(at)} />
    </span>
  );
}

/** A place in the code, a link where the reader said to where. */
function Opened({ href, children }: { href: string | undefined; children: ComponentChildren }) {
  if (href === undefined) return <code>{children}</code>;
  const away = href.startsWith("http") ? "_blank" : undefined;
  return (
    <a class="source" href={href} target={away} rel="noreferrer noopener">
      <code>{children}</code>
    </a>
  );
}

function Quoted({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <code class="excerpt">
      <bdi>{shown(text)}</bdi>
    </code>
  );
}

/** Evidence, the first lines of it at once. */
export function Lines({ at, first = 2 }: { at: readonly Location[]; first?: number }) {
  const [all, setAll] = useState(false);
  const visible = all ? at : at.slice(0, first);
  return (
    <span class="lines">
      {visible.map((location) => (
        <Line key={`${location.path}:${location.line}`} at={location} />
      ))}
      {visible.length < at.length && (
        <button type="button" class="more small" onClick={() => setAll(true)}>
          {at.length - visible.length} more {at.length - visible.length === 1 ? "line" : "lines"}
        </button>
      )}
    </span>
  );
}
