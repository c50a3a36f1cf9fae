import { shown } from "../document/words";
import { href } from "../route";
import { useBook } from "./context";

const COLOURS = 8;

/** A service's place in the palette; `null` for what belongs to no service. */
export function hue(index: number): { colour: string; shape: number } {
  return { colour: `--service-${(index % COLOURS) + 1}`, shape: Math.floor(index / COLOURS) % 4 };
}

const SHAPES = [
  <circle key="circle" cx="6" cy="6" r="5" />,
  <rect key="square" x="1.5" y="1.5" width="9" height="9" rx="1.5" />,
  <path key="diamond" d="M6 0.5 11.5 6 6 11.5 0.5 6Z" />,
  <path key="triangle" d="M6 1 11.5 10.5H0.5Z" />,
];

/** The mark of the service at a place of the palette: colours repeat only with another shape. */
export function Shape({ place }: { place: number }) {
  const { colour, shape } = hue(place);
  return (
    <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true" fill={`var(${colour})`}>
      {SHAPES[shape]}
    </svg>
  );
}

/** The mark that a service has everywhere. */
export function Swatch({ id }: { id: string }) {
  const book = useBook();
  return <Shape place={Math.max(0, book.services.findIndex((service) => service.id === id))} />;
}

export function ServiceName({ id, plain = false }: { id: string | null; plain?: boolean }) {
  const book = useBook();
  if (id === null) return <span class="quiet">no service</span>;
  const name = <bdi>{shown(book.service(id)?.name ?? id)}</bdi>;
  return (
    <span class="service-name">
      <Swatch id={id} />
      {plain ? name : <a href={href("service", id)}>{name}</a>}
    </span>
  );
}

export function ModuleName({ name, label = name }: { name: string; label?: string }) {
  const book = useBook();
  const text = <bdi>{shown(label)}</bdi>;
  return <code>{book.module(name) ? <a href={href("module", name)}>{text}</a> : text}</code>;
}

export function TableName({ id }: { id: string }) {
  const book = useBook();
  const text = <bdi>{shown(id)}</bdi>;
  return <code>{book.table(id) ? <a href={href("data", id)}>{text}</a> : text}</code>;
}

/** A cut's end: a table, a module, or a function of a module. */
export function EndName({ name }: { name: string }) {
  const book = useBook();
  if (book.table(name)) return <TableName id={name} />;
  if (book.module(name)) return <ModuleName name={name} />;
  const module = book.moduleAround(name);
  if (module) return <ModuleName name={module.name} label={name} />;
  return (
    <code>
      <bdi>{shown(name)}</bdi>
    </code>
  );
}
