import { shown } from "../document/words";
import { href } from "../route";

/** Where a deep link leads that names what this report does not hold. */
export function Missing({ what, id }: { what: string; id: string }) {
  return (
    <div class="page">
      <h1 tabIndex={-1}>No such {what}</h1>
      <p class="lead">
        This report holds no {what} {id && <code>{shown(id)}</code>}. The link may come from the report of another scan.
      </p>
      <p>
        <a href={href("summary")}>To the summary</a>
      </p>
    </div>
  );
}
