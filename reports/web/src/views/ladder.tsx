/** How many communities each resolution gives, as columns and as figures. */
import { scaleBand, scaleLinear } from "d3-scale";
import type { Rung } from "../document/types";
import { whole } from "../document/words";

const WIDE = 640;

const HIGH = 240;

const TOP = 48;

const BOTTOM = 62;

/** 0.896 as "0.89": rounded down, so that 0.90 means as much. */
function hundredths(share: number): string {
  return (Math.floor(share * 100 + 1e-9) / 100).toFixed(2);
}

/** Communities as columns by resolution; between neighbours stands how much they agree. */
export function Chart({ rungs }: { rungs: readonly Rung[] }) {
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

export function Figures({ rungs }: { rungs: readonly Rung[] }) {
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
