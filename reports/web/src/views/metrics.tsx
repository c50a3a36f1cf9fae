/** The metrics of the proposal beside those of partitions that know nothing. */
import type { Metric } from "../document/types";
import { count, figure, NULLS, title } from "../document/words";
import { useBook } from "../parts/context";
import { Prose } from "../parts/text";

/** Where the proposal stands between the nulls, on one line. */
function Strip({ metric }: { metric: Metric }) {
  const values = [metric.value, ...Object.values(metric.nulls)].filter((value) => value !== null);
  if (metric.value === null || values.length < 2) return null;
  const low = Math.min(0, ...values);
  const high = Math.max(1, ...values);
  const at = (value: number): number => 6 + ((value - low) / (high - low)) * 148;
  return (
    <svg class="strip" viewBox="0 0 160 16" aria-hidden="true">
      <path class="strip-axis" d="M6 8H154" />
      {Object.entries(metric.nulls).map(
        ([name, value]) => value !== null && <path key={name} class="strip-null" d={`M${at(value)} 3.5v9`} />,
      )}
      <circle class="strip-value" cx={at(metric.value)} cy="8" r="4.5" />
    </svg>
  );
}

export function Metrics() {
  const { metrics, services } = useBook().analysis;
  const sizes = services.map((service) => service.modules.length).sort((a, b) => b - a);
  const entries = Object.entries(metrics);
  if (entries.length === 0) return null;
  const nulls = [...new Set(entries.flatMap(([, metric]) => Object.keys(metric.nulls)))];
  const known = Object.keys(NULLS);
  nulls.sort((a, b) => known.indexOf(a) - known.indexOf(b));
  return (
    <section aria-labelledby="metrics">
      <h2 id="metrics">How good is the cut?</h2>
      <p class="measure">
        A number means little alone. Beside each stands what the same metric says of partitions that know nothing:{" "}
        {nulls.map((name) => `${NULLS[name]?.label ?? title(name)} (${NULLS[name]?.meaning ?? name})`).join(", ")}.
        There are {count(services.length, "service")}, of {sizes.join(", ")} modules.
      </p>
      <div class="scroll-x" tabIndex={0} role="region" aria-label="Metrics">
        <table class="plain figures-table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col" class="right">
                Proposal
              </th>
              <th scope="col">Against the nulls</th>
              {nulls.map((name) => (
                <th key={name} scope="col" class="right">
                  {NULLS[name]?.label ?? title(name)}
                </th>
              ))}
              <th scope="col">Better</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(([name, metric]) => (
              <tr key={name}>
                <th scope="row">
                  {title(name)}
                  {metric.meaning && (
                    <span class="meaning quiet">
                      <Prose text={metric.meaning} />
                    </span>
                  )}
                </th>
                <td class="right number strong">{figure(metric.value)}</td>
                <td>
                  <Strip metric={metric} />
                </td>
                {nulls.map((null_) => (
                  <td key={null_} class="right number quiet">
                    {figure(metric.nulls[null_])}
                  </td>
                ))}
                <td class="quiet">{metric.better}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
