import type { ComponentChildren } from "preact";
import { ServiceName } from "../parts/names";
import type { Pair } from "./pair";

export function Names({ pair, children }: { pair: Pair; children: (left: ComponentChildren, right: ComponentChildren) => ComponentChildren }) {
  return <>{children(<ServiceName id={pair.first.id} plain />, <ServiceName id={pair.second.id} plain />)}</>;
}
