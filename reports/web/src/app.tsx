import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Book } from "./document/book";
import { CompareView } from "./compare/view";
import { MatrixView } from "./data/matrix";
import { TableView } from "./data/table";
import { DependenciesView } from "./dependencies/view";
import { shown, whole } from "./document/words";
import { MapView } from "./map/view";
import { BookProvider } from "./parts/context";
import { href, type Route, useRoute } from "./route";
import { presentTheme, setTheme, type Theme } from "./theme";
import { CandidatesView } from "./views/candidates";
import { FindingsView } from "./views/findings";
import { Missing } from "./views/missing";
import { ModuleView } from "./views/module";
import { RoadmapView } from "./views/roadmap";
import { ServiceView } from "./views/service";
import { SummaryView } from "./views/summary";
import { WorkshopView } from "./workshop/view";

const TABS = [
  { view: "summary", label: "Summary", also: [] },
  { view: "map", label: "Map", also: ["module"] },
  { view: "data", label: "Data", also: [] },
  { view: "dependencies", label: "Dependencies", also: [] },
  { view: "candidates", label: "Candidates", also: ["service", "compare"] },
  { view: "roadmap", label: "Road map", also: [] },
  { view: "workshop", label: "Workshop", also: [] },
  { view: "findings", label: "Findings", also: [] },
] as const;

function viewOf({ view, id }: Route): ComponentChildren {
  switch (view) {
    case "summary":
      return <SummaryView />;
    case "map":
      return <MapView id={id} />;
    case "data":
      return id ? <TableView key={id} id={id} /> : <MatrixView />;
    case "dependencies":
      return <DependenciesView />;
    case "candidates":
      return <CandidatesView />;
    case "compare":
      return <CompareView />;
    case "service":
      return <ServiceView key={id} id={id} />;
    case "module":
      return <ModuleView key={id} id={id} />;
    case "roadmap":
      return <RoadmapView />;
    case "workshop":
      return <WorkshopView id={id} />;
    case "findings":
      return <FindingsView />;
    default:
      return <Missing what="view" id={view} />;
  }
}

function ThemeToggle() {
  const [theme, set] = useState<Theme>(presentTheme);
  const other = theme === "dark" ? "light" : "dark";
  return (
    <button
      type="button"
      class="theme"
      aria-label={`Switch to ${other}`}
      title={`Switch to ${other}`}
      onClick={() => {
        setTheme(other);
        set(other);
      }}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" />
        <path class="filled" d="M8 2a6 6 0 0 1 0 12Z" />
      </svg>
    </button>
  );
}

function Header({ book, view }: { book: Book; view: string }) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen the views scroll sideways: the present one stays in sight.
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [view]);
  const unseen = book.analysis.unresolved.length + book.analysis.diagnostics.length;
  return (
    <header class="top">
      <a class="project" href={href("summary")}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M10 1v3m0 3v2m0 3v2m0 3v2" />
          <path class="side" d="M6 2H2v16h4M14 2h4v16h-4" />
        </svg>
        <bdi>{shown(book.analysis.project.name)}</bdi>
      </a>
      <nav aria-label="Views" ref={nav}>
        {TABS.map((tab) => {
          const here = tab.view === view || (tab.also as readonly string[]).includes(view);
          return (
            <a key={tab.view} href={href(tab.view)} aria-current={here ? "page" : undefined}>
              {tab.label}
              {tab.view === "findings" && unseen > 0 && <span class="badge number">{whole(unseen)}</span>}
            </a>
          );
        })}
      </nav>
      <ThemeToggle />
    </header>
  );
}

/** Moves focus to the new view's heading, as a new page would, but not on the first one. */
function useFocusOnView(main: { current: HTMLElement | null }, place: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, 0);
    main.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [place]);
}

export function App({ book }: { book: Book }) {
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const tab = TABS.find((some) => some.view === route.view)?.label;
  const place = ["map", "workshop"].includes(route.view) ? route.view : `${route.view}/${route.id}`;
  useEffect(() => {
    const names = [route.id && shown(route.id), tab, shown(book.analysis.project.name), "seamline"];
    document.title = names.filter(Boolean).join(" · ");
  });
  useFocusOnView(main, place);
  return (
    <BookProvider value={book}>
      <nav aria-label="Skip">
        <a
          class="skip"
          href={location.hash || "#/"}
          onClick={(event) => {
            event.preventDefault();
            main.current?.querySelector<HTMLElement>("h1")?.focus();
          }}
        >
          Skip to the content
        </a>
      </nav>
      <Header book={book} view={route.view} />
      <main ref={main} class={`view-${route.view}`}>
        {viewOf(route)}
      </main>
      <footer class="foot quiet">
        {shown(book.analysis.tool.name)} {shown(book.analysis.tool.version)} · read from source, nothing was run
      </footer>
    </BookProvider>
  );
}
