import { scaleBand, scaleLinear } from "d3-scale";
import { gathered, listed } from "../document/alternatives";
import type { Alternative, Rung } from "../document/types";
import { count, shown, title, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Fold } from "../parts/fold";

const WIDE = 640;
const HIGH = 240;
const TOP = 48;
const BOTTOM = 62;

function flat(rungs: readonly Rung[]): Rung[] {
  return rungs.filter((rung) => rung.plateau);
}

function reason(rungs: readonly Rung[], services: number): string {
  const chosen = rungs.find((rung) => rung.chosen);
  if (!chosen) return "";
  const stretch = flat(rungs);
  const first = stretch[0];
  const last = stretch.at(-1);
  const why =
    first && last
      ? `It lies on the stretch from ${first.resolution} to ${last.resolution}, over which finer and ` +
        "finer divisions stay nearly the same: that is how finely the code itself is divided."
      : "No stretch of neighbouring resolutions agrees, so it is the usual one: how finely to divide is yours to say.";
  const left =
    chosen.communities > services
      ? ` Communities too small to stand alone joined others: ${count(services, "service")}.`
      : chosen.communities < services
        ? ` A plan or a wanted number made ${count(services, "service")} of them.`
        : "";
  return `Resolution ${chosen.resolution} was taken, with ${count(chosen.communities, "community", "communities")}. ${why}${left}`;
}

/** 0.896 as "0.89": rounded down, so that 0.90 means as much. */
function hundredths(share: number): string {
  return (Math.floor(share * 100 + 1e-9) / 100).toFixed(2);
}

/** Communities as columns by resolution; between neighbours stands how much they agree. */
function Chart({ rungs }: { rungs: readonly Rung[] }) {
  const x = scaleBand<number>()
    .domain(rungs.map((_, index) => index))
    .range([0, WIDE])
    .paddingInner(0.45)
    .paddingOuter(0.2);
  const most = Math.max(...rungs.map((rung) => rung.communities));
  const y = scaleLinear().domain([0, most]).range([HIGH - BOTTOM, TOP]);
  const left = (index: number): number => x(index) ?? 0;
  const width = x.bandwidth();
  const first = rungs.findIndex((rung) => rung.plateau);
  const last = rungs.findLastIndex((rung) => rung.plateau);
  const gap = x.step() - width;
  return (
    <svg class="ladder" viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true">
      {first >= 0 && (
        <>
          <rect
            class="ladder-plateau"
            x={left(first) - gap / 3}
            y="0"
            width={left(last) + width - left(first) + (2 * gap) / 3}
            height={HIGH}
            rx="6"
          />
          <text class="ladder-note" x={left(first)} y="20">
            neighbours agree
          </text>
        </>
      )}
      {rungs.map((rung, index) => (
        <g key={rung.resolution} class={rung.chosen ? "ladder-rung chosen" : "ladder-rung"}>
          <rect x={left(index)} y={y(rung.communities)} width={width} height={y(0) - y(rung.communities)} rx="2" />
          <text class="ladder-count" x={left(index) + width / 2} y={y(rung.communities) - 6}>
            {whole(rung.communities)}
          </text>
          <text x={left(index) + width / 2} y={y(0) + 18}>
            {rung.resolution}
          </text>
          {rung.chosen && (
            <text class="ladder-count" x={left(index) + width / 2} y={y(0) + 50}>
              ▲ taken
            </text>
          )}
          {rung.agreement !== null && index + 1 < rungs.length && (
            <text class="ladder-agreement" x={left(index) + width + gap / 2} y={y(0) + 34}>
              {hundredths(rung.agreement)}
            </text>
          )}
        </g>
      ))}
      <path class="ladder-axis" d={`M0 ${y(0)}H${WIDE}`} />
    </svg>
  );
}

function Figures({ rungs }: { rungs: readonly Rung[] }) {
  return (
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">Resolution</th>
          <th scope="col" class="right">
            Communities
          </th>
          <th scope="col" class="right">
            Agreement with the next
          </th>
          <th scope="col">Remark</th>
        </tr>
      </thead>
      <tbody>
        {rungs.map((rung) => (
          <tr key={rung.resolution}>
            <th scope="row">{rung.resolution}</th>
            <td class="right number">{whole(rung.communities)}</td>
            <td class="right number">{rung.agreement === null ? "–" : rung.agreement.toFixed(3)}</td>
            <td>{[rung.plateau && "neighbours agree", rung.chosen && "taken"].filter(Boolean).join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Changes({ alternative }: { alternative: Alternative }) {
  const { services } = useBook().analysis;
  const merged = gathered(services, alternative.services);
  const split = gathered(alternative.services, services);
  const name = (block: { name: string }): string => shown(block.name);
  if (merged.length + split.length === 0) return <p class="quiet">It merges and splits none: it draws the lines elsewhere.</p>;
  return (
    <ul class="sentences">
      {merged.map(({ whole: one, parts }) => (
        <li key={`merged ${one.id}`}>
          <bdi>
            {listed(parts.map(name))} become <b>{name(one)}</b>.
          </bdi>
        </li>
      ))}
      {split.map(({ whole: one, parts }) => (
        <li key={`split ${one.id}`}>
          <bdi>
            <b>{name(one)}</b> is split into {listed(parts.map(name))}.
          </bdi>
        </li>
      ))}
    </ul>
  );
}

function Other({ alternative }: { alternative: Alternative }) {
  const services = [...alternative.services].sort((a, b) => b.modules.length - a.modules.length);
  return (
    <section>
      <h3>
        {title(alternative.name)} <span class="quiet number">{count(services.length, "service")}</span>
      </h3>
      <Changes alternative={alternative} />
      <Fold label={<span class="fold-name">Its services</span>}>
        {() => (
          <ul class="rows">
            {services.map((service) => (
              <li key={service.id}>
                <bdi>{shown(service.name)}</bdi>
                <span class="quiet">
                  {count(service.modules.length, "module")} · {count(service.tables.length, "table")}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Fold>
    </section>
  );
}

/** Why there are so many candidates, and what fewer or more would be. */
export function Granularity() {
  const { analysis } = useBook();
  const { granularity: rungs, alternatives } = analysis;
  if (rungs.length + alternatives.length === 0) return null;
  return (
    <section aria-labelledby="granularity">
      <h2 id="granularity">How finely to divide</h2>
      {rungs.length > 0 && (
        <>
          <p class="measure">{reason(rungs, analysis.services.length)}</p>
          <figure class="measured">
            <Chart rungs={rungs} />
            <figcaption class="quiet">
              Communities found at each resolution, coarse to fine; between two columns stands how much they agree
              (adjusted Rand index: 1 is the same division, 0 what chance would give).
            </figcaption>
          </figure>
          <Fold label={<span class="fold-name">The figures</span>}>{() => <Figures rungs={rungs} />}</Fold>
        </>
      )}
      {alternatives.length > 0 && (
        <div class="columns">
          {alternatives.map((alternative) => (
            <Other key={alternative.name} alternative={alternative} />
          ))}
        </div>
      )}
    </section>
  );
}
