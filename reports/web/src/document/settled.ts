import type { Service } from "./types";
import { percent } from "./words";

/** Shares of the runs, as in `reports/settled.py`. */
const SETTLED = 0.9;
const MOSTLY = 0.6;

/** "settled", "mostly settled" or "unsettled": not right or wrong. */
export function settledWord(share: number): string {
  return share >= SETTLED ? "settled" : share >= MOSTLY ? "mostly settled" : "unsettled";
}

/** The word for a candidate, or why there is none. */
export function settledAs(service: Service): string {
  const share = service.recurrence ?? service.stability;
  if (share !== null) return settledWord(share);
  return service.planned ? "held by the plan" : "";
}

/** A share of the runs as a reader counts it: "18 of 20 runs". */
export function times(share: number, runs: number): string {
  return runs > 0 ? `${Math.round(share * runs)} of ${runs} runs` : `${percent(share)} of the runs`;
}
