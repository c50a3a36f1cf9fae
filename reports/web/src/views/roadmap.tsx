import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import type { Book } from "../document/book";
import type { Step } from "../document/leaving";
import { count, shown, whole } from "../document/words";
import type { Cut, Service } from "../document/types";
import { useBook } from "../parts/context";
import { CutCounts } from "../parts/cuts";
import { Difficulty, PersonDays } from "../parts/marks";
import { ServiceName } from "../parts/names";
import { Heading } from "../parts/text";
import { BeforeTheFirstCut, BetterTogether, CyclesToBreak } from "./preparing";
import { Travels } from "./travels";

/** A candidate and its step; none in a document that was written before there were any. */
interface Stage {
  service: Service;
  step: Step | undefined;
}

/** The cuts of a candidate to those that are still inside when it leaves. */
function stillInside(book: Book, service: Service): Cut[] {
  return book.cutsOf(service.id).filter((cut) => {
    const other = book.service(cut.from_service === service.id ? cut.to_service : cut.from_service);
    return other !== undefined && other.extraction_rank > service.extraction_rank;
  });
}

const WIDE = 900;
const HIGH = 230;
const SIDE = 56;
const TOP = 14;
const BASE = HIGH - 34;

/** The points of cuts that are still inside, falling with each candidate that leaves. */
function Curve({ steps, all }: { steps: readonly Step[]; all: number }) {
  const x = scaleLinear().domain([0, steps.length]).range([SIDE, WIDE - 8]);
  const y = scaleLinear().domain([0, all]).nice(4).range([BASE, TOP]);
  const points = [all, ...steps.map((step) => step.points_left)];
  const path = line<number>((_, index) => x(index), (value) => y(value)).curve(curveStepAfter)(points);
  const every = Math.ceil(steps.length / 20);
  return (
    <svg class="curve" viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true">
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <path class="curve-grid" d={`M${SIDE} ${y(tick)}H${WIDE - 8}`} />
          <text class="curve-tick" x={SIDE - 8} y={y(tick) + 4}>
            {whole(tick)}
          </text>
        </g>
      ))}
      <path class="curve-line" d={path ?? ""} />
      {steps.map((step, index) => (
        <g key={step.service}>
          <circle class="curve-point" cx={x(index + 1)} cy={y(step.points_left)} r="4" />
          {(index + 1) % every === 0 && (
            <text x={x(index + 1)} y={BASE + 20}>
              {index + 1}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** After which step at least half of all points are gone, in a sentence. */
function halfway(book: Book, steps: readonly Step[], all: number): string {
  const place = steps.findIndex((step) => step.points_left <= all / 2);
  const heaviest = [...steps].sort((a, b) => b.points - a.points)[0];
  if (place < 0 || !heaviest) return "";
  return (
    `Half of the ${count(all, "point")} of cuts are broken after step ${place + 1} of ${steps.length}. ` +
    `The step that breaks most, ${count(heaviest.points, "point")}, is ` +
    `${steps.indexOf(heaviest) + 1}: ${shown(book.service(heaviest.service)?.name ?? heaviest.service)}.`
  );
}

function WhatIsLeft({ steps }: { steps: readonly Step[] }) {
  const book = useBook();
  const all = (steps[0]?.points ?? 0) + (steps[0]?.points_left ?? 0);
  if (all === 0) return null;
  return (
    <section aria-labelledby="curve">
      <h2 id="curve">What is left to break</h2>
      <p class="measure">
        <bdi>{halfway(book, steps, all)}</bdi>
      </p>
      <figure class="measured wide">
        <Curve steps={steps} all={all} />
        <figcaption class="quiet">Points of cuts that are still inside, after each step of the order below.</figcaption>
      </figure>
    </section>
  );
}

function Broken({ service, step }: { service: Service; step: Step }) {
  const book = useBook();
  if (step.cuts === 0) return <p class="quiet">No tie to break by then.</p>;
  return (
    <>
      <p class="quiet">
        Breaks {count(step.cuts, "cut")}, {count(step.points, "point")}; leaves {whole(step.points_left)}
      </p>
      <CutCounts cuts={stillInside(book, service)} />
    </>
  );
}

function Leaving({ service, step }: Stage) {
  return (
    <li>
      <span class="road-rank number" aria-hidden="true">
        {service.extraction_rank}
      </span>
      <div>
        <h3>
          <ServiceName id={service.id} />
        </h3>
        <p class="quiet">
          {count(service.modules.length, "module")} · {count(service.tables.length, "table")} ·{" "}
          {count(service.lines, "line")}
        </p>
      </div>
      <div>
        <Difficulty service={service} />
        <p class="quiet">
          {whole(service.difficulty.points)} points
          <PersonDays service={service} />
        </p>
      </div>
      <div>{step && <Broken service={service} step={step} />}</div>
    </li>
  );
}

export function RoadmapView() {
  const book = useBook();
  const { steps } = book.analysis.roadmap;
  return (
    <div class="page">
      <Heading title="Road map">
        What to do first, the order in which to take the candidates out, and what each step has to break by then.
      </Heading>
      <WhatIsLeft steps={steps} />
      <BeforeTheFirstCut />
      <section aria-labelledby="order">
        <h2 id="order">The order</h2>
        <ol class="road">
          {book.services.map((service) => (
            <Leaving key={service.id} service={service} step={book.step(service.id)} />
          ))}
        </ol>
      </section>
      <div class="columns wide-left">
        <CyclesToBreak />
        <BetterTogether />
      </div>
      <Travels />
    </div>
  );
}
