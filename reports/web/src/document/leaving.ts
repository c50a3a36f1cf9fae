/** What services would offer, their sagas, and the way out, as `analyzer/model/` writes them. */

import type { Location } from "./types";

export interface Operation {
  module: string;
  function: string;
  parameters: string[];
  style: string;
  reason: string;
  callers: string[];
  tables: string[];
  evidence: Location[];
  looped: number;
}

export interface Failing {
  service: string;
  entry_points: number;
  names: string[];
}

export interface Interface {
  service: string;
  operations: Operation[];
  calls_back: number;
  fails_with: Failing[];
}

export interface Chain {
  kind: string;
  name: string;
  module: string;
  function: string;
  services: string[];
  reached: string[];
  crossings: number;
}

export interface SagaStep {
  service: string;
  tables: string[];
  kind: string;
  undo: string;
  evidence: Location[];
}

export interface Saga {
  source: string;
  service: string | null;
  steps: SagaStep[];
  evidence: Location[];
}

export interface Step {
  service: string;
  points: number;
  cuts: number;
  points_left: number;
  cuts_left: number;
}

export interface Cycle {
  origin: string;
  home: string;
  cuts: number;
  points: number;
  evidence: Location[];
}

export interface Bond {
  service: string;
  other: string;
  points: number;
  share: number;
}

export interface Task {
  text: string;
  remedy: string;
  count: number;
  service: string | null;
  evidence: Location[];
}

export interface Roadmap {
  steps: Step[];
  cycles: Cycle[];
  bonds: Bond[];
  tasks: Task[];
}
