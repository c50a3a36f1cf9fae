import { percent } from "./words";

/** A share of the runs as a reader counts it: "18 of 20 runs". */
export function times(share: number, runs: number): string {
  return runs > 0 ? `${Math.round(share * runs)} of ${runs} runs` : `${percent(share)} of the runs`;
}
