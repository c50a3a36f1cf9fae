/** What could not be followed or read, by its code. */
import { grouped } from "../document/book";
import { prose, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { href } from "../route";

function Codes({ items }: { items: readonly { code: string }[] }) {
  const codes = [...grouped(items, (item) => item.code)].sort((a, b) => b[1].length - a[1].length);
  if (codes.length === 0) return <p class="quiet">None.</p>;
  return (
    <ul class="rows">
      {codes.slice(0, 8).map(([code, members]) => (
        <li key={code}>
          <a href={`${href("findings")}?q=${encodeURIComponent(code)}`}>{title(prose(code))}</a>
          <span class="number quiet">{whole(members.length)}</span>
        </li>
      ))}
    </ul>
  );
}

export function NotSeen() {
  const { unresolved, diagnostics } = useBook().analysis;
  return (
    <section aria-labelledby="unseen">
      <h2 id="unseen">What was not seen</h2>
      <div class="columns">
        <div>
          <h3>
            <a href={href("findings")}>Unresolved</a> <span class="quiet number">{whole(unresolved.length)}</span>
          </h3>
          <p class="quiet">Code that touches data, but what it touches could not be followed.</p>
          <Codes items={unresolved} />
        </div>
        <div>
          <h3>
            <a href={href("findings")}>Diagnostics</a> <span class="quiet number">{whole(diagnostics.length)}</span>
          </h3>
          <p class="quiet">Files and statements that could not be read, or not wholly.</p>
          <Codes items={diagnostics} />
        </div>
      </div>
    </section>
  );
}
