import { type Cut } from "../document/types";
import { grouped, targets, weight } from "../document/book";
import { count, cutKind, sortedKinds, whole } from "../document/words";
import { Lines } from "./evidence";
import { Fold, Some } from "./fold";
import { EndName, ServiceName } from "./names";
import { Prose } from "./text";

function sum(cuts: readonly Cut[]): string {
  return `${count(cuts.length, "cut")} · ${count(weight(cuts), "point")}`;
}

function Row({ cut, pair, advice }: { cut: Cut; pair: boolean; advice: string }) {
  return (
    <li class="cut">
      <div class="cut-ends">
        <EndName name={cut.source} />
        <span class="arrow" aria-label={cut.kind === "transaction" ? "commits together" : "to"}>
          →
        </span>
        {targets(cut).map((target) => (
          <EndName key={target} name={target} />
        ))}
      </div>
      {!pair && (
        <div class="cut-services quiet">
          <ServiceName id={cut.from_service} /> <span aria-label="to">→</span> <ServiceName id={cut.to_service} />
        </div>
      )}
      {cut.advice && cut.advice !== advice && (
        <p class="cut-advice">
          <Prose text={cut.advice} />
        </p>
      )}
      <Lines at={cut.evidence} />
    </li>
  );
}

/** The cuts of one kind that one remedy mends; advice that all share is said once. */
function Remedy({ remedy, cuts, pair }: { remedy: string; cuts: readonly Cut[]; pair: boolean }) {
  const first = cuts[0]?.advice ?? "";
  const advice = cuts.length > 1 && cuts.every((cut) => cut.advice === first) ? first : "";
  return (
    <div class="remedy">
      <p>
        <span class="remedy-name">
          <Prose text={remedy} />
        </span>
        {advice && (
          <span class="quiet">
            {". "}
            <Prose text={advice} />
          </span>
        )}
      </p>
      <Some items={cuts} step={8} of="cuts">
        {(visible) => (
          <ul class="cuts">
            {visible.map((cut, index) => (
              <Row key={index} cut={cut} pair={pair} advice={advice} />
            ))}
          </ul>
        )}
      </Some>
    </div>
  );
}

/** Cuts by kind, costliest kind first; as many kinds are open as hold no more than `open` cuts. */
export function Cuts({ cuts, pair = false, open = 0 }: { cuts: readonly Cut[]; pair?: boolean; open?: number }) {
  const kinds = grouped(cuts, (cut) => cut.kind);
  let seen = 0;
  return (
    <div class="cut-kinds">
      {sortedKinds(kinds.keys()).map((kind) => {
        seen += kinds.get(kind)?.length ?? 0;
        const members = [...(kinds.get(kind) ?? [])].sort((a, b) => b.weight - a.weight);
        return (
          <Fold
            key={kind}
            open={seen <= open}
            label={
              <>
                <span class="fold-name">{cutKind(kind).many}</span>
                <span class="fold-note">{sum(members)}</span>
              </>
            }
          >
            {() => (
              <>
                <p class="quiet meaning">{cutKind(kind).meaning}</p>
                {[...grouped(members, (cut) => cut.remedy)].map(([remedy, some]) => (
                  <Remedy key={remedy} remedy={remedy} cuts={some} pair={pair} />
                ))}
              </>
            )}
          </Fold>
        );
      })}
    </div>
  );
}

/** Kinds with their counts in a line: "3 foreign keys · 1 transaction". */
export function CutCounts({ cuts, most = 99 }: { cuts: readonly Cut[]; most?: number }) {
  const kinds = grouped(cuts, (cut) => cut.kind);
  const names = sortedKinds(kinds.keys());
  return (
    <ul class="chips">
      {names.slice(0, most).map((kind) => (
        <li key={kind}>
          <span class="number">{whole(kinds.get(kind)?.length ?? 0)}</span>{" "}
          {kinds.get(kind)?.length === 1 ? cutKind(kind).one : cutKind(kind).many.toLowerCase()}
        </li>
      ))}
    </ul>
  );
}
