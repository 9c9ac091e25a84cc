import type { LaneReader } from '../auditor/lane-reader';
import type { FaultWorld } from '../world/fault-world';
import type { Load } from '../world/load';

export interface FaultContext {
  world: FaultWorld;
  load: Load;
  lanes: LaneReader;
  /** Ids of messages that the fault made up. */
  forged: Set<string>;
  /** Stretches or shortens what has no need of a certain length: 1 in a long run. */
  pace: number;
}

/** Something that goes wrong under load. Everything runs and every way is open again when `run` ends; the auditor looks then. */
export interface Fault {
  name: string;
  /** Also part of `npm test`. */
  short?: true;
  /** Services besides court, police, bank and coordinator that it needs. */
  needs?: readonly string[];
  /** Resolves with what proves that it struck. */
  run(context: FaultContext): Promise<string>;
}
