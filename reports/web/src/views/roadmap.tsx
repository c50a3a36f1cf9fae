import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import { type Book, weight } from "../document/book";
import { count, shown, whole } from "../document/words";
import type { Cut, Service } from "../document/types";
import { useBook } from "../parts/context";
import { CutCounts } from "../parts/cuts";
import { Difficulty } from "../parts/marks";
import { ServiceName } from "../parts/names";
import { Heading } from "../parts/text";

/** The cuts that a candidate's extraction breaks: those to what is still inside by then. */
function cutsThen(service: Service, cuts: readonly Cut[], gone: ReadonlySet<string>): Cut[] {
  return cuts.filter((cut) => {
    const other = cut.from_service === service.id ? cut.to_service : cut.from_service;
    return !gone.has(other);
  });
}

/** A candidate's step: what it breaks by then, and the points of cuts that are left inside after it. */
interface Step {
  service: Service;
  cuts: Cut[];
  left: number;
}

function stepsOf(book: Book): Step[] {
  const gone = new Set<string>();
  let left = weight(book.analysis.cuts);
  return book.services.map((service) => {
    const cuts = cutsThen(service, book.cutsOf(service.id), gone);
    gone.add(service.id);
    left -= weight(cuts);
    return { service, cuts, left };
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
  const points = [all, ...steps.map((step) => step.left)];
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
      {steps.map(({ service, left }, index) => (
        <g key={service.id}>
          <circle class="curve-point" cx={x(index + 1)} cy={y(left)} r="4" />
          {(index + 1) % every === 0 && (
            <text x={x(index + 1)} y={BASE + 20}>
              {service.extraction_rank}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** After which step at least half of all points are gone, in a sentence. */
function halfway(steps: readonly Step[], all: number): string {
  const place = steps.findIndex((step) => step.left <= all / 2);
  const heaviest = [...steps].sort((a, b) => weight(b.cuts) - weight(a.cuts))[0];
  if (place < 0 || !heaviest) return "";
  return (
    `Half of the ${count(all, "point")} of cuts are broken after step ${place + 1} of ${steps.length}. ` +
    `The step that breaks most, ${count(weight(heaviest.cuts), "point")}, is ` +
    `${steps.indexOf(heaviest) + 1}: ${shown(heaviest.service.name)}.`
  );
}

export function RoadmapView() {
  const book = useBook();
  const steps = stepsOf(book);
  const all = weight(book.analysis.cuts);
  return (
    <div class="page">
      <Heading title="Road map">
        The order in which to take the candidates out, and what each step has to break by then.
      </Heading>
      {all > 0 && (
        <section aria-labelledby="curve">
          <h2 id="curve">What is left to break</h2>
          <p class="measure">
            <bdi>{halfway(steps, all)}</bdi>
          </p>
          <figure class="measured wide">
            <Curve steps={steps} all={all} />
            <figcaption class="quiet">
              Points of cuts that are still inside, after each step of the list below.
            </figcaption>
          </figure>
        </section>
      )}
      <ol class="road">
        {steps.map(({ service, cuts, left }) => {
          return (
            <li key={service.id}>
              <span class="road-rank number" aria-hidden="true">
                {service.extraction_rank}
              </span>
              <div>
                <h2>
                  <ServiceName id={service.id} />
                </h2>
                <p class="quiet">
                  {count(service.modules.length, "module")} · {count(service.tables.length, "table")} ·{" "}
                  {count(service.lines, "line")}
                </p>
              </div>
              <div>
                <Difficulty service={service} />
                <p class="quiet">{whole(service.difficulty.points)} points</p>
              </div>
              <div>
                {cuts.length === 0 ? (
                  <p class="quiet">No tie to break by then.</p>
                ) : (
                  <>
                    <p class="quiet">
                      Breaks {count(cuts.length, "cut")}, {count(weight(cuts), "point")}; leaves {whole(left)}
                    </p>
                    <CutCounts cuts={cuts} />
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
