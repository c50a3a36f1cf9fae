import { count, whole } from "../document/words";
import { weight } from "../document/book";
import type { Cut, Service } from "../document/types";
import { useBook } from "../parts/context";
import { CutCounts } from "../parts/cuts";
import { Difficulty } from "../parts/marks";
import { ServiceName } from "../parts/names";

/** The cuts that a candidate's extraction breaks: those to what is still inside by then. */
function cutsThen(service: Service, cuts: readonly Cut[], gone: ReadonlySet<string>): Cut[] {
  return cuts.filter((cut) => {
    const other = cut.from_service === service.id ? cut.to_service : cut.from_service;
    return !gone.has(other);
  });
}

export function RoadmapView() {
  const book = useBook();
  const gone = new Set<string>();
  return (
    <div class="page">
      <h1 tabIndex={-1}>Road map</h1>
      <p class="lead">
        The candidates in the order in which to take them out: what is cheap to free and frees others goes first.
      </p>
      <ol class="road">
        {book.services.map((service) => {
          const cuts = cutsThen(service, book.cutsOf(service.id), gone);
          gone.add(service.id);
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
                      To break at this step: {count(cuts.length, "cut")}, {count(weight(cuts), "point")}
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
