import type { ComponentChildren } from "preact";
import { ADVICE, count, percent, prose, short, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { CutCounts } from "../parts/cuts";
import { Lines } from "../parts/evidence";
import { Difficulty } from "../parts/marks";
import { ServiceName, TableName } from "../parts/names";
import { Prose } from "../parts/text";
import { href } from "../route";
import { Metrics } from "./metrics";
import { NotSeen } from "./unseen";

function Verdict() {
  const { verdict } = useBook().analysis;
  return (
    <section class="verdict" aria-labelledby="verdict">
      <p class="eyebrow">Verdict</p>
      <h1 id="verdict" tabIndex={-1}>
        {ADVICE[verdict.advice] ?? title(verdict.advice)}.
      </h1>
      {verdict.reasons.length > 0 && (
        <ul class="reasons">
          {verdict.reasons.map((reason) => (
            <li key={reason}>
              <Prose text={reason} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Figure({ value, name, to, children }: { value: string; name: string; to: string; children: ComponentChildren }) {
  return (
    <li class="figure">
      <a href={to}>
        <span class="figure-value">{value}</span>
        <span class="figure-name">{name}</span>
      </a>
      <p class="quiet">{children}</p>
    </li>
  );
}

function Figures() {
  const { summary, sharing } = useBook().analysis;
  const written = sharing.filter((shared) => shared.kind === "shared_write").length;
  const read = sharing.filter((shared) => shared.kind === "shared_read").length;
  const { resolution_rate: rate } = summary;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">The numbers that matter</h2>
      <ul class="figures">
        <Figure value={whole(summary.services)} name="candidate services" to={href("candidates")}>
          from {count(summary.modules, "module")} with {short(summary.lines)} lines.
        </Figure>
        <Figure value={whole(summary.tables)} name="tables" to={href("data")}>
          reached from {count(summary.accesses, "access", "accesses")} in the code.
        </Figure>
        <Figure value={whole(written)} name="tables with several writers" to="#/data?show=shared_write">
          Best is none: each needs one owner first. {count(read, "more is", "more are")} written by one, read by others.
        </Figure>
        <Figure value={whole(summary.cuts)} name="cuts" to={href("map")}>
          Ties between candidates that would have to be broken, each with its lines of code.
        </Figure>
        <Figure value={rate === null ? "–" : percent(rate)} name="resolved" to={href("findings")}>
          {rate === null
            ? "No code that touches data was found."
            : `${whole(summary.resolved_sites)} of ${whole(summary.resolved_sites + summary.unresolved_sites)} places that touch data could be followed. Below 90\u00a0%, read the rest of this report as a lower bound.`}
        </Figure>
      </ul>
    </section>
  );
}

function Start() {
  const book = useBook();
  const first = book.services[0];
  const contested = [...book.analysis.sharing]
    .filter((shared) => shared.kind === "shared_write")
    .sort((a, b) => b.uses.length - a.uses.length)[0];
  const users = contested?.uses.filter((use) => use.service !== null) ?? [];
  const tie = book.ties()[0];
  if (!first) return null;
  return (
    <section aria-labelledby="start">
      <h2 id="start">Where to look first</h2>
      <ul class="starts">
        <li>
          <p class="eyebrow">First candidate to take out</p>
          <p class="start-name">
            <ServiceName id={first.id} />
          </p>
          <Difficulty service={first} />
        </li>
        {contested && (
          <li>
            <p class="eyebrow">Most contested table</p>
            <p class="start-name">
              <TableName id={contested.table} />
            </p>
            <p class="quiet">
              written by {count(users.filter((use) => use.writes > 0).length, "service")}, used by {whole(users.length)}
            </p>
          </li>
        )}
        {tie && (
          <li>
            <p class="eyebrow">Strongest tie</p>
            <p class="start-name">
              <a href={href("map", `${tie.first}/${tie.second}`)}>
                <ServiceName id={tie.first} plain /> <span aria-label="and">–</span> <ServiceName id={tie.second} plain />
              </a>
            </p>
            <CutCounts cuts={tie.cuts} most={3} />
          </li>
        )}
      </ul>
    </section>
  );
}

function Rows() {
  const { rows } = useBook().analysis.verdict;
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="rows">
      <h2 id="rows">What the verdict stands on</h2>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Criterion</th>
            <th scope="col">What this code says</th>
            <th scope="col">Evidence</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.criterion}>
              <th scope="row">{title(prose(row.criterion))}</th>
              <td>
                <Prose text={row.finding} />
              </td>
              <td>{row.evidence.length > 0 ? <Lines at={row.evidence} /> : <span class="quiet">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function SummaryView() {
  return (
    <div class="page">
      <div class="opening">
        <Verdict />
        <Start />
      </div>
      <Figures />
      <Metrics />
      <NotSeen />
      <Rows />
    </div>
  );
}
