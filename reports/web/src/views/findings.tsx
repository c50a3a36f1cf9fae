import { grouped } from "../document/book";
import type { Diagnostic } from "../document/types";
import { prose, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Line } from "../parts/evidence";
import { Fold, Some } from "../parts/fold";
import { Heading, Prose } from "../parts/text";
import { setFilters, useRoute } from "../route";

function matches(finding: Diagnostic, words: readonly string[]): boolean {
  const text = `${finding.code} ${finding.path} ${finding.message}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function Group({ code, members, open }: { code: string; members: readonly Diagnostic[]; open: boolean }) {
  return (
    <Fold
      open={open}
      label={
        <>
          <span class="fold-name">{title(prose(code))}</span> <span class="quiet number">{whole(members.length)}</span>
        </>
      }
    >
      {() => (
        <Some items={members} step={50} of="findings">
          {(visible) => (
            <ul class="findings">
              {visible.map((finding, index) => (
                <li key={index}>
                  <Line at={finding} />
                  <span>
                    <Prose text={finding.message} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Some>
      )}
    </Fold>
  );
}

function Findings({ name, meaning, items }: { name: string; meaning: string; items: readonly Diagnostic[] }) {
  const codes = [...grouped(items, (item) => item.code)].sort((a, b) => b[1].length - a[1].length);
  return (
    <section>
      <h2>
        {name} <span class="quiet number">{whole(items.length)}</span>
      </h2>
      <p class="quiet measure">{meaning}</p>
      {codes.length === 0 && <p>None.</p>}
      {codes.map(([code, members]) => (
        <Group key={`${code} ${items.length}`} code={code} members={members} open={codes.length <= 3} />
      ))}
    </section>
  );
}

export function FindingsView() {
  const { analysis } = useBook();
  const { query } = useRoute();
  const text = query.get("q") ?? "";
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    <div class="page">
      <Heading title="Findings">What could not be followed or read: each place is listed, none was guessed.</Heading>
      <div class="toolbar">
        <label class="field">
          <span>Filter</span>
          <input
            type="search"
            placeholder="path, code or words"
            value={text}
            onInput={(event) => setFilters({ q: event.currentTarget.value })}
          />
        </label>
      </div>
      <Findings
        name="Unresolved"
        meaning="Code that touches data, but which table could not be told from the source. Each may hide a tie."
        items={analysis.unresolved.filter((finding) => matches(finding, words))}
      />
      <Findings
        name="Diagnostics"
        meaning="Files and statements that were left out or read in part."
        items={analysis.diagnostics.filter((finding) => matches(finding, words))}
      />
    </div>
  );
}
