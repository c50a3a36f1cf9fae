/**
 * The analysis document as the page reads it: the same names as in `analyzer/model/analysis.py`.
 *
 * Only what the page uses is written down; a test holds the names against the Python model.
 */

import type { Chain, Interface, Roadmap, Saga } from "./leaving";

export interface Location {
  path: string;
  line: number;
}

export interface Diagnostic {
  path: string;
  line: number;
  code: string;
  message: string;
}

export interface Module {
  name: string;
  path: string;
  lines: number;
  role: string;
  service: string | null;
}

export interface Dependency {
  source: string;
  target: string;
  kind: string;
  weight: number;
  evidence: Location[];
}

export interface Column {
  name: string;
  type: string | null;
  nullable: boolean | null;
  primary_key: boolean;
}

export interface ForeignKey {
  column: string;
  to_table: string;
  to_column: string | null;
  on_delete: string | null;
  nullable: boolean | null;
  evidence: Location[];
  constraint: boolean;
}

export interface Table {
  id: string;
  name: string;
  database: string | null;
  schema: string | null;
  module: string | null;
  class: string | null;
  origin: string;
  columns: Column[];
  foreign_keys: ForeignKey[];
  service: string | null;
  kind: string;
  evidence: Location[];
}

export interface Access {
  module: string;
  function: string;
  table: string;
  operation: string;
  how: string;
  confidence: string;
  for_module: string | null;
  evidence: Location[];
}

export interface Reach {
  module: string;
  table: string;
}

export interface Write {
  table: string;
  how: string[];
  evidence: Location[];
}

export interface Transaction {
  module: string;
  function: string;
  tables_written: string[];
  tables_read: string[];
  evidence: Location[];
  writes: Write[];
}

export interface EntryPoint {
  kind: string;
  name: string;
  module: string;
  function: string;
  tables: string[];
}

export interface DifficultyPart {
  name: string;
  count: number;
  unit_cost: number;
  points: number;
}

export interface Difficulty {
  score: number;
  word: string;
  points: number;
  parts: DifficultyPart[];
  person_days: [number, number] | null;
}

export interface Service {
  id: string;
  name: string;
  modules: string[];
  tables: string[];
  stability: number | null;
  difficulty: Difficulty;
  extraction_rank: number;
  benefits: string[];
  risks: string[];
  keywords: string[];
  lines: number;
  nature: string;
  nature_reason: string;
  recurrence: number | null;
  planned: boolean;
  settled: string;
}

export interface Pull {
  service: string;
  share: number;
  ties: Record<string, number>;
}

export interface Membership {
  module: string;
  home: Pull;
  runner_up: Pull | null;
  settled: string;
}

export interface AlternativeService {
  id: string;
  name: string;
  modules: string[];
  tables: string[];
}

export interface Alternative {
  name: string;
  services: AlternativeService[];
}

export interface Rung {
  resolution: number;
  communities: number;
  agreement: number | null;
  chosen: boolean;
  plateau: boolean;
}

export interface Cut {
  kind: string;
  from_service: string;
  to_service: string;
  source: string;
  target: string | string[];
  remedy: string;
  weight: number;
  evidence: Location[];
  advice: string;
}

export interface TableUse {
  service: string | null;
  reads: number;
  writes: number;
  entry_points: number;
}

export interface SharedTable {
  table: string;
  owner: string | null;
  kind: string;
  uses: TableUse[];
  reasons: string[];
  runner_up: string | null;
}

export interface HubPart {
  definition: string;
  line: number;
  service: string | null;
}

export interface Hub {
  kind: string;
  name: string;
  advice: string;
  reasons: string[];
  evidence: Location[];
  parts: HubPart[];
}

export interface Metric {
  value: number | null;
  nulls: Record<string, number | null>;
  better: string;
  meaning: string;
}

export interface VerdictRow {
  criterion: string;
  finding: string;
  evidence: Location[];
}

export interface Verdict {
  advice: string;
  reasons: string[];
  rows: VerdictRow[];
}

export interface Summary {
  files: number;
  lines: number;
  modules: number;
  tables: number;
  accesses: number;
  services: number;
  cuts: number;
  resolution_rate: number | null;
  resolved_sites: number;
  unresolved_sites: number;
}

export interface TieKind {
  name: string;
  cut: string;
  source: string;
  target: string;
  part: string;
  directed: boolean;
  unit_cost: number;
}

export interface Tie {
  kind: string;
  source: string;
  target: string | string[];
}

export interface Part {
  name: string;
  module: string;
  lines: number;
  service: string | null;
}

export interface Analysis {
  schema_version: string;
  tool: { name: string; version: string };
  project: { name: string; root_name: string; packages: string[] };
  summary: Summary;
  modules: Module[];
  dependencies: Dependency[];
  tables: Table[];
  accesses: Access[];
  reach: Reach[];
  transactions: Transaction[];
  entry_points: EntryPoint[];
  services: Service[];
  cuts: Cut[];
  sharing: SharedTable[];
  unresolved: Diagnostic[];
  diagnostics: Diagnostic[];
  metrics: Record<string, Metric>;
  verdict: Verdict;
  hubs: Hub[];
  memberships: Membership[];
  granularity: Rung[];
  alternatives: Alternative[];
  excerpts: Record<string, Record<string, string>>;
  runs: number;
  tie_kinds: TieKind[];
  ties: Tie[];
  parts: Part[];
  unit_costs: Record<string, number>;
  sagas: Saga[];
  interfaces: Interface[];
  chains: Chain[];
  roadmap: Roadmap;
}
