import { shown } from "../document/words";
import { useBook } from "../parts/context";
import { Heading } from "../parts/text";
import { href, setFilters, useRoute } from "../route";
import { Between, Others } from "./cuts";
import { Facts } from "./facts";
import { chosen } from "./pair";
import { Arguments, Parts } from "./reasons";

function Choose({ name, label, chosen }: { name: "a" | "b"; label: string; chosen: string }) {
  const { services } = useBook();
  return (
    <label class="field">
      <span>{label}</span>
      <select value={chosen} onChange={(event) => setFilters({ [name]: event.currentTarget.value })}>
        {services.map((service) => (
          <option key={service.id} value={service.id}>
            {shown(service.name)}
          </option>
        ))}
      </select>
    </label>
  );
}

export function CompareView() {
  const book = useBook();
  const { query } = useRoute();
  const pair = chosen(book, query);
  const cuts = pair
    ? book.cutsOf(pair.first.id).filter((cut) => [cut.from_service, cut.to_service].includes(pair.second.id))
    : [];
  return (
    <div class="page">
      <nav class="trail" aria-label="Candidates">
        <a href={href("candidates")}>All candidates</a>
      </nav>
      <Heading title="Two candidates">Side by side: what each is, what stands between them, and what ties each to the rest.</Heading>
      {!pair && <p class="empty">It takes two candidates to compare.</p>}
      {pair && (
        <>
          <div class="toolbar">
            <Choose name="a" label="Left" chosen={pair.first.id} />
            <button type="button" class="switch alone" onClick={() => setFilters({ a: pair.second.id, b: pair.first.id })}>
              Swap
            </button>
            <Choose name="b" label="Right" chosen={pair.second.id} />
          </div>
          {pair.first === pair.second ? (
            <p class="empty">These are one and the same: choose another on one side.</p>
          ) : (
            <>
              <Facts pair={pair} />
              <Between pair={pair} cuts={cuts} />
              <Parts pair={pair} />
              <Others pair={pair} />
              <Arguments pair={pair} />
            </>
          )}
        </>
      )}
    </div>
  );
}
