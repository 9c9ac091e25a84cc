import type { Pool } from 'pg';
import type { Calendar, Catalogue, RuleTable } from '@lianzhi/contracts';
import type { Directory, DocumentStore, EvidenceAsked, EvidencePart } from '@lianzhi/exchange';
import type { BusinessClock, DataCipher, FontFile } from '@lianzhi/platform';
import type { DeskCore } from '../desk-core';
import type { PendingMoves } from '../moves/pending-moves';
import type { SubmissionCheck } from '../moves/submission-check';

/** What the HTTP resources of a desk stand on; made by the desk's composition. */
export interface DeskHttpParts {
  /** Operator code: callers of other operators' organisations are refused. */
  operator: string;
  core: DeskCore;
  catalogue: Catalogue;
  directory: Pick<Directory, 'organisation' | 'organisations' | 'isActive' | 'speaksFor' | 'actingFor' | 'successionOf' | 'superiors' | 'isAbove'>;
  documents: Pick<DocumentStore, 'add' | 'find' | 'read'>;
  pool: Pool;
  cipher: DataCipher;
  clock: BusinessClock;
  /** The calendar as it is now: an imported year counts from the next call on. */
  calendar: () => Calendar;
  /** The rule table as it is now; without it the contracts' own rules. */
  rules?: () => RuleTable;
  /** Tells when this replica sealed something, so that event streams need not wait for their poll. */
  onSealed?: (listener: () => void) => unknown;
  /** The evidence pack of a request, file by file. */
  evidence?: (asked: EvidenceAsked) => AsyncGenerator<EvidencePart>;
  /** For rare characters on printed papers. */
  printFont?: FontFile;
  /** Tells that there are lines of a batch to be sent. */
  onBatch?: () => void;
  /** Moves that the machine makes. */
  pendingMoves?: PendingMoves;
  /** What the agency asks of its own requests besides the contract. */
  submissionCheck?: SubmissionCheck;
}

/** Injection token of the {@link DeskHttpParts}. */
export const DESK_HTTP_PARTS = Symbol('desk-http-parts');
