import type { DiscoveryDocument } from './discovery-document';

/** What the sample player (play-samples.ts, export `playSamples`) is given once every service is ready. */
export interface SamplePlayerContext extends DiscoveryDocument {
  /** Data folder: the player keeps there what it has played, so that nothing is played twice and playing goes on after a kill. */
  home: string;
  /** The business clock's file. The launcher removes it after playing. */
  clockFile: string;
  coreBankingUrl: string;
  /** Root of the project. */
  root: string;
  /** Tells the person at the terminal. */
  log(line: string): void;
  /** Aborted when the launch is stopped. */
  signal: AbortSignal;
}

export type PlaySamples = (context: SamplePlayerContext) => Promise<void>;
