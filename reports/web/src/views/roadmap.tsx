import { count, whole } from "../document/words";
import { weight } from "../document/book";
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

export function RoadmapView() {
  const book = useBook();
  const gone = new Set<string>();
  return (
    <div class="page">
      <Heading title="Road map">
        The order in which to take the candidates out, and what each step has to break by then.
      </Heading>
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
                      Breaks {count(cuts.length, "cut")}, {count(weight(cuts), "point")}
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
