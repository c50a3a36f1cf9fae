import { useRef } from "preact/hooks";
import { useBook } from "../parts/context";
import { go, href, parseRoute } from "../route";
import { type Extent, leftOut, read, written } from "./file";
import { added } from "./plan";
import { stayed } from "./roles";
import type { Bench } from "./state";

function Tool({ label, said, disabled, onClick }: { label: string; said?: string; disabled?: boolean; onClick: () => void }) {
  return (
    <button type="button" class="switch" disabled={disabled ?? false} title={said} onClick={onClick}>
      {label}
    </button>
  );
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** The plan as a file: to write one, and to read one back. */
function Files({ bench, say }: { bench: Bench; say: (text: string) => void }) {
  const book = useBook();
  const chooser = useRef<HTMLInputElement>(null);
  const download = (extent: Extent): void => save("plan.toml", written(book, bench.cast, bench.plan, extent));
  const load = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      const text = await file.text();
      const { plan, stay } = read(book, bench.cast, text);
      bench.act(`Load ${file.name}`, plan);
      const rules = leftOut(text);
      const alone = rules.length > 0 ? `Its rules (${rules.join(", ")}) take effect in a scan alone.` : "";
      say([`${file.name} is loaded.`, alone, stayed(stay)].filter(Boolean).join(" "));
    } catch (error) {
      say(`${file.name} is not a plan: ${error instanceof Error ? error.message : "it cannot be read"}`);
    }
  };
  return (
    <div class="switches" role="group" aria-label="The plan as a file">
      <Tool label="Download plan" said="Every module and table, for seamline scan --plan" onClick={() => download("all")} />
      <Tool
        label="Only pinned"
        said="What is pinned or was moved; a scan proposes the rest around it"
        disabled={bench.plan.pins.size === 0}
        onClick={() => download("pinned")}
      />
      <Tool label="Load plan" onClick={() => chooser.current?.click()} />
      <input
        ref={chooser}
        class="vh"
        type="file"
        accept=".toml"
        aria-label="Plan file"
        tabIndex={-1}
        onChange={(event) => {
          void load(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}

async function copyLink(say: (text: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    say("The address of this plan is copied: it opens in the same report.");
  } catch {
    say("The browser does not let the address be copied: take it from the address bar.");
  }
}

/** Steps, services, files and addresses: what is done to the plan as a whole. */
export function Head({ bench, say }: { bench: Bench; say: (text: string) => void }) {
  const { undoes, redoes, undo, redo, act, plan, first } = bench;
  return (
    <div class="map-head">
      <h1 tabIndex={-1}>Workshop</h1>
      <div class="switches" role="group" aria-label="Steps">
        <Tool label="Undo" said={undoes} disabled={!undoes} onClick={undo} />
        <Tool label="Redo" said={redoes} disabled={!redoes} onClick={redo} />
        <Tool label="Start over" disabled={plan === first.plan} onClick={() => act("Start over", first.plan)} />
      </div>
      <div class="switches" role="group" aria-label="Services of the plan">
        <Tool label="Add a service" onClick={() => add(bench, "New service", [])} />
      </div>
      <Files bench={bench} say={say} />
      <div class="switches" role="group" aria-label="Share">
        <Tool label="Copy link" onClick={() => void copyLink(say)} />
      </div>
    </div>
  );
}

/** Adds a service and goes to it, so that it can be named. */
export function add(bench: Bench, name: string, members: Iterable<number>): void {
  const plan = added(bench.plan, name, members);
  bench.act("Add a service", plan);
  go(href("workshop", plan.services.at(-1)?.id, parseRoute(location.hash).query));
}
