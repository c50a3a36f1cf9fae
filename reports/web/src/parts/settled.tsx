import { times } from "../document/settled";
import type { Membership, Module, Pull, Service } from "../document/types";
import { count, CRITERIA, percent, title, whole } from "../document/words";
import { useBook } from "./context";
import { Some } from "./fold";
import { ModuleName, ServiceName } from "./names";

/** A candidate's word, with the figure that it stands on. */
export function Settled({ service }: { service: Service }) {
  const { runs } = useBook().analysis;
  if (!service.settled) {
    const why = service.modules.length === 1 ? "A single module: nothing to come apart" : "How settled is not known";
    return <span class="quiet small">{why}</span>;
  }
  return (
    <span class="settled">
      <span class="settled-word">{title(service.settled)}</span>{" "}
      {service.recurrence !== null && (
        <span class="quiet small">came back in {times(service.recurrence, runs)}</span>
      )}
    </span>
  );
}

const ORDER = Object.keys(CRITERIA);

function criteria(...pulls: readonly (Pull | null)[]): string[] {
  const place = (name: string): number => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
  const names = new Set(pulls.flatMap((pull) => Object.keys(pull?.ties ?? {})));
  return [...names].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

function criterion(name: string): string {
  return CRITERIA[name] ?? title(name);
}

/** What draws a module to a service, in a line: "Calls 2 · Imports 1". */
function Ties({ pull }: { pull: Pull }) {
  const names = criteria(pull);
  if (names.length === 0) return <span class="quiet">no tie</span>;
  return (
    <ul class="chips">
      {names.map((name) => (
        <li key={name}>
          {criterion(name)} <span class="number">{whole(pull.ties[name] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}

function Wavering({ members }: { members: readonly Membership[] }) {
  const { runs } = useBook().analysis;
  return (
    <Some items={members} step={8} of="modules">
      {(visible) => (
        <div class="scroll-x" tabIndex={0} role="region" aria-label="Least settled modules">
          <table class="plain wavering">
            <thead>
              <tr>
                <th scope="col">Module</th>
                <th scope="col">Stayed</th>
                <th scope="col">Next best home</th>
                <th scope="col">What draws it there</th>
              </tr>
            </thead>
            <tbody>
              {visible.map(({ module, home, runner_up: next, settled }) => (
                <tr key={module}>
                  <th scope="row">
                    <ModuleName name={module} />
                  </th>
                  <td>
                    {times(home.share, runs)} <span class="quiet">{settled}</span>
                  </td>
                  <td>
                    {next ? (
                      <>
                        <ServiceName id={next.service} />{" "}
                        {next.share > 0 && <span class="quiet">{times(next.share, runs)}</span>}
                      </>
                    ) : (
                      <span class="quiet">none</span>
                    )}
                  </td>
                  <td>{next && <Ties pull={next} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Some>
  );
}

function sentence(service: Service, runs: number): string {
  const { recurrence, stability, planned } = service;
  if (stability === null && planned) return "The plan holds all of it, so that there was nothing to shake.";
  if (stability === null) return "There is no figure: it takes two modules to come apart.";
  const back = recurrence === null ? "" : `it came back in ${times(recurrence, runs)}, and `;
  const free = planned ? "Of what the plan leaves free: when" : "When";
  return (
    `${free} the evidence was shaken (ties dropped at random, others made weaker or stronger), ` +
    `${back}${percent(stability)} of its pairs of modules stayed together. ` +
    "That says how settled it is, not how right."
  );
}

/** How settled a candidate is, and which of its modules might go elsewhere. */
export function HowSettled({ service }: { service: Service }) {
  const book = useBook();
  const members = book.waveringOf(service.id);
  if (service.stability === null && !service.planned && members.length === 0) return null;
  return (
    <section aria-labelledby="settled">
      <h2 id="settled">How settled it is</h2>
      <p class="measure">{sentence(service, book.analysis.runs)}</p>
      {members.length > 0 ? (
        <>
          <p class="quiet">{count(members.length, "module")} did not always stay, the least settled first.</p>
          <Wavering members={members} />
        </>
      ) : (
        service.stability !== null && <p class="quiet">None of its modules ever left it.</p>
      )}
    </section>
  );
}

function Sides({ home, next }: { home: Pull; next: Pull | null }) {
  const { runs } = useBook().analysis;
  const pulls = next ? [home, next] : [home];
  return (
    <table class="plain sides">
      <thead>
        <tr>
          <th scope="col">Tied to members by</th>
          {pulls.map((pull, index) => (
            <th key={pull.service} scope="col">
              {index === 0 ? "Home" : "Next best"}: <ServiceName id={pull.service} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">There in</th>
          {pulls.map((pull) => (
            <td key={pull.service}>{times(pull.share, runs)}</td>
          ))}
        </tr>
        {criteria(home, next).map((name) => (
          <tr key={name}>
            <th scope="row">{criterion(name)}</th>
            {pulls.map((pull) => (
              <td key={pull.service} class="number">
                {pull.ties[name] ? whole(pull.ties[name]) : <span class="quiet">–</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where a module belongs, and where it would go next: both sides' pull, next to each other. */
export function Belonging({ module }: { module: Module }) {
  const book = useBook();
  const service = book.service(module.service);
  if (!service) return null;
  const membership = book.membership(module.name);
  if (!membership && !service.planned) return null;
  return (
    <section aria-labelledby="belonging">
      <h2 id="belonging">Where it belongs</h2>
      {membership ? (
        <>
          <p class="measure">
            {title(membership.settled)}.{" "}
            <span class="quiet">How many members of each service it is tied to, by kind of tie.</span>
          </p>
          <Sides home={membership.home} next={membership.runner_up} />
        </>
      ) : (
        <p>The plan decides.</p>
      )}
    </section>
  );
}
