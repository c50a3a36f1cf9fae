import type { ComponentChildren } from "preact";
import { prose } from "../document/words";

/** A view's name, and in a sentence what it answers. */
export function Heading({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <header class="title">
      <h1 tabIndex={-1}>{title}</h1>
      {children && <p class="lead">{children}</p>}
    </header>
  );
}

/** A sentence of the document: what stands between backticks is code. */
export function Prose({ text }: { text: string }) {
  const parts = prose(text).split("`");
  // An odd one out is a backtick of its own.
  if (parts.length % 2 === 0) return <bdi>{parts.join("`")}</bdi>;
  return <bdi>{parts.map((part, index) => (index % 2 ? <code key={index}>{part}</code> : part))}</bdi>;
}
