import type { Exchange } from '../exchange';

/** What the resources for operators stand on. */
export interface OperatorParts {
  exchange: Pick<Exchange, 'pool' | 'deadLetters' | 'opener' | 'operator'>;
  /** Whether people of that organisation may run this service. */
  runs: (organisation: string) => boolean;
}

/** Injection token of the {@link OperatorParts}. */
export const OPERATOR_PARTS = Symbol('operator-parts');
