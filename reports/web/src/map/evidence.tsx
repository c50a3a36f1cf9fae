/** What a tie is made of, down to the lines: cuts with their remedies, and ties that no line cuts. */
import { grouped, targets } from "../document/book";
import { count, cutKind, sortedKinds } from "../document/words";
import { useBook } from "../parts/context";
import { Cuts } from "../parts/cuts";
import { Lines } from "../parts/evidence";
import { Fold, Some } from "../parts/fold";
import { EndName } from "../parts/names";
import { linesOf } from "./lines";
import type { Need } from "./needs";

/** Inside of a service nothing is shared: what a kind is called there, where it is another word. */
const INSIDE: Record<string, { many: string; meaning: string }> = {
  shared_read: { many: "Reads", meaning: "A module reads a table of its own service." },
  shared_write: { many: "Writes", meaning: "A module writes a table of its own service." },
  foreign_key: { many: "Foreign keys", meaning: "A table refers to another of its own service." },
  transaction: { many: "Transactions", meaning: "A function commits what it writes to these tables together." },
};

function Row({ need }: { need: Need }) {
  const book = useBook();
  const lines = linesOf(book, need);
  return (
    <li class="cut">
      <div class="cut-ends">
        <EndName name={need.source} />
        <span class="arrow" aria-label="to">
          →
        </span>
        {targets(need).map((target) => (
          <EndName key={target} name={target} />
        ))}
      </div>
      {lines.length > 0 ? <Lines at={lines} /> : <p class="quiet small">The document holds no line of it.</p>}
    </li>
  );
}

/** Ties that stay whole as long as their service does. */
function Inside({ needs, open }: { needs: readonly Need[]; open: number }) {
  const kinds = grouped(needs, (need) => need.kind);
  let seen = 0;
  return (
    <div class="cut-kinds">
      {sortedKinds(kinds.keys()).map((kind) => {
        const members = kinds.get(kind) ?? [];
        seen += members.length;
        return (
          <Fold
            key={kind}
            open={seen <= open}
            label={
              <>
                <span class="fold-name">{INSIDE[kind]?.many ?? cutKind(kind).many}</span>
                <span class="fold-note">{count(members.length, "tie")} inside</span>
              </>
            }
          >
            {() => (
              <>
                {INSIDE[kind] && <p class="quiet meaning">{INSIDE[kind].meaning}</p>}
                <Some items={members} step={8} of="ties">
                  {(visible) => (
                    <ul class="cuts">
                      {visible.map((need, index) => (
                        <Row key={index} need={need} />
                      ))}
                    </ul>
                  )}
                </Some>
              </>
            )}
          </Fold>
        );
      })}
    </div>
  );
}

/** All needs of a tie by kind; as many kinds are open as hold no more than `open`. */
export function Evidence({ needs, open = 0 }: { needs: readonly Need[]; open?: number }) {
  const cuts = needs.flatMap((need) => (need.cut ? [need.cut] : []));
  const inside = needs.filter((need) => !need.cut);
  return (
    <>
      {cuts.length > 0 && <Cuts cuts={cuts} pair open={open} />}
      {inside.length > 0 && <Inside needs={inside} open={open} />}
    </>
  );
}

/** "12 cuts · 40 points", "3 ties inside". */
export function amount(needs: readonly Need[]): string {
  const cuts = needs.filter((need) => need.cut);
  const inside = needs.length - cuts.length;
  const points = cuts.reduce((sum, need) => sum + need.weight, 0);
  return [
    ...(cuts.length > 0 ? [count(cuts.length, "cut"), count(points, "point")] : []),
    ...(inside > 0 ? [`${count(inside, "tie")} inside`] : []),
  ].join(" · ");
}
