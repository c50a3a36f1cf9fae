import { gathered, listed } from "../document/alternatives";
import type { Alternative, Rung } from "../document/types";
import { count, shown, title } from "../document/words";
import { useBook } from "../parts/context";
import { Fold } from "../parts/fold";
import { Chart, Figures } from "./ladder";

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
