import type { Catalogue, RetentionRow } from '@lianzhi/contracts';
import type { BusinessClock } from '@lianzhi/platform';
import type { Exchange } from '../exchange';
import type { Erasable } from '../retention/erasable';

/** What the resources for operators stand on. */
export interface OperatorParts {
  exchange: Pick<Exchange, 'pool' | 'deadLetters' | 'opener' | 'operator' | 'lag'>;
  /** Whether people of that organisation may run this service. */
  runs: (organisation: string) => boolean;
  retention: {
    catalogue: Catalogue;
    /** The operator's own periods, besides the defaults. */
    rows: readonly RetentionRow[];
    clock: BusinessClock;
    erasable: Erasable;
    /** There is something to erase. */
    onRun: () => void;
  };
}

/** Injection token of the {@link OperatorParts}. */
export const OPERATOR_PARTS = Symbol('operator-parts');
