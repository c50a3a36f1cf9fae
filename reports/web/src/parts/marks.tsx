import type { Service } from "../document/types";
import { whole } from "../document/words";

/** Read and write, told apart by letter, shape and fill. */
export function Mark({ operation }: { operation: string }) {
  const write = operation === "write";
  return (
    <span class={write ? "mark write" : "mark read"} title={write ? "writes" : "reads"}>
      {write ? "W" : "R"}
    </span>
  );
}

const NATURES: Record<string, string> = { machinery: "machinery", remainder: "left over" };

/** What is no service of its own says so; nothing for one that has a subject. */
export function Nature({ service }: { service: Service }) {
  const word = NATURES[service.nature];
  if (word === undefined) return null;
  return (
    <span class="nature quiet small" title={service.nature_reason}>
      {word}
    </span>
  );
}

/** Difficulty as a word, the score of 0-100, and a bar of its length. */
export function Difficulty({ service }: { service: Service }) {
  const { score, word } = service.difficulty;
  return (
    <span class="difficulty">
      <span class="difficulty-word">{word}</span>
      <meter min={0} max={100} value={score} aria-label={`difficulty ${score} of 100`}>
        {score}
      </meter>
      <span class="number quiet">{score}</span>
    </span>
  );
}

/** " · 12 to 30 person-days", by the project's own ranges; nothing where it gave none. */
export function PersonDays({ service }: { service: Service }) {
  const days = service.difficulty.person_days;
  if (!days) return null;
  const [fewest, most] = days;
  return (
    <span class="number">
      {" · "}
      {fewest === most ? whole(most) : `${whole(fewest)} to ${whole(most)}`} {most === 1 ? "person-day" : "person-days"}
    </span>
  );
}
