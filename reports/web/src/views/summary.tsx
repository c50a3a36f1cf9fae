import type { ComponentChildren } from "preact";
import { grouped } from "../document/book";
import type { Metric } from "../document/types";
import { ADVICE, count, figure, NULLS, percent, prose, short, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Lines } from "../parts/evidence";
import { CutCounts } from "../parts/cuts";
import { Difficulty } from "../parts/marks";
import { ServiceName, TableName } from "../parts/names";
import { Prose } from "../parts/text";
import { href } from "../route";

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

/** Where the proposal stands between the nulls, on one line. */
function Strip({ metric }: { metric: Metric }) {
  const values = [metric.value, ...Object.values(metric.nulls)].filter((value) => value !== null);
  if (metric.value === null || values.length < 2) return null;
  const low = Math.min(0, ...values);
  const high = Math.max(1, ...values);
  const at = (value: number): number => 6 + ((value - low) / (high - low)) * 148;
  return (
    <svg class="strip" viewBox="0 0 160 16" aria-hidden="true">
      <path class="strip-axis" d="M6 8H154" />
      {Object.entries(metric.nulls).map(
        ([name, value]) => value !== null && <path key={name} class="strip-null" d={`M${at(value)} 3.5v9`} />,
      )}
      <circle class="strip-value" cx={at(metric.value)} cy="8" r="4.5" />
    </svg>
  );
}

function Metrics() {
  const { metrics, services } = useBook().analysis;
  const sizes = services.map((service) => service.modules.length).sort((a, b) => b - a);
  const entries = Object.entries(metrics);
  if (entries.length === 0) return null;
  const nulls = [...new Set(entries.flatMap(([, metric]) => Object.keys(metric.nulls)))];
  const known = Object.keys(NULLS);
  nulls.sort((a, b) => known.indexOf(a) - known.indexOf(b));
  return (
    <section aria-labelledby="metrics">
      <h2 id="metrics">How good is the cut?</h2>
      <p class="measure">
        A number means little alone. Beside each stands what the same metric says of partitions that know nothing:{" "}
        {nulls.map((name) => `${NULLS[name]?.label ?? title(name)} (${NULLS[name]?.meaning ?? name})`).join(", ")}.
        There are {count(services.length, "service")}, of {sizes.join(", ")} modules.
      </p>
      <div class="scroll-x" tabIndex={0} role="region" aria-label="Metrics">
        <table class="plain figures-table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col" class="right">
                Proposal
              </th>
              <th scope="col">Against the nulls</th>
              {nulls.map((name) => (
                <th key={name} scope="col" class="right">
                  {NULLS[name]?.label ?? title(name)}
                </th>
              ))}
              <th scope="col">Better</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(([name, metric]) => (
              <tr key={name}>
                <th scope="row">
                  {title(name)}
                  {metric.meaning && (
                    <span class="meaning quiet">
                      <Prose text={metric.meaning} />
                    </span>
                  )}
                </th>
                <td class="right number strong">{figure(metric.value)}</td>
                <td>
                  <Strip metric={metric} />
                </td>
                {nulls.map((null_) => (
                  <td key={null_} class="right number quiet">
                    {figure(metric.nulls[null_])}
                  </td>
                ))}
                <td class="quiet">{metric.better}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

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

function NotSeen() {
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
