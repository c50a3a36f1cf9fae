import type { ComponentChildren } from "preact";
import { type Book, weight } from "../document/book";
import type { Service } from "../document/types";
import { count, shown, whole } from "../document/words";
import { useBook } from "../parts/context";
import { Difficulty, Nature } from "../parts/marks";
import { ServiceName } from "../parts/names";
import { Settled } from "../parts/settled";
import { ordinal } from "../views/candidates";
import type { Pair } from "./pair";

function Fact({ name, pair, of }: { name: string; pair: Pair; of: (service: Service) => ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{of(pair.first)}</td>
      <td>{of(pair.second)}</td>
    </tr>
  );
}

function contested(book: Book, service: Service): number {
  return service.tables.filter((table) => book.shared(table)?.kind === "shared_write").length;
}

export function Facts({ pair }: { pair: Pair }) {
  const book = useBook();
  return (
    <table class="plain facing">
      <thead>
        <tr>
          <td />
          {[pair.first, pair.second].map((service) => (
            <th key={service.id} scope="col">
              <ServiceName id={service.id} /> <Nature service={service} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Fact name="Difficulty" pair={pair} of={(service) => <Difficulty service={service} />} />
        <Fact name="Extract" pair={pair} of={(service) => ordinal(service.extraction_rank)} />
        <Fact name="How settled" pair={pair} of={(service) => <Settled service={service} />} />
        <Fact name="Lines" pair={pair} of={(service) => <span class="number">{whole(service.lines)}</span>} />
        <Fact name="Modules" pair={pair} of={(service) => <span class="number">{whole(service.modules.length)}</span>} />
        <Fact
          name="Tables"
          pair={pair}
          of={(service) => (
            <>
              <span class="number">{whole(service.tables.length)}</span>
              {contested(book, service) > 0 && (
                <span class="quiet"> · {whole(contested(book, service))} written by several</span>
              )}
            </>
          )}
        />
        <Fact
          name="Cuts"
          pair={pair}
          of={(service) => {
            const cuts = book.cutsOf(service.id);
            return (
              <>
                <span class="number">{whole(cuts.length)}</span>
                <span class="quiet"> · {count(weight(cuts), "point")}</span>
              </>
            );
          }}
        />
        <Fact
          name="Own words"
          pair={pair}
          of={(service) => (
            <span class="keywords">
              {service.keywords.slice(0, 6).map((word) => (
                <bdi key={word}>{shown(word)}</bdi>
              ))}
            </span>
          )}
        />
      </tbody>
    </table>
  );
}
