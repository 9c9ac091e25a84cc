import type { ManagedProcess } from './managed-process';

/** What the launcher lends to those who bring up a server. */
export interface ServerKeeper {
  /** Starts the server and, from then on, starts it again when it dies. */
  keep(name: string, start: () => ManagedProcess): void;
  /** Starts a process that ends by itself or is stopped by its starter; it is stopped with everything else. */
  once(start: () => ManagedProcess): void;
  /** Aborted when the launch is stopped. */
  signal: AbortSignal;
}
