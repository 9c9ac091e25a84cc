import type { Subject } from '@lianzhi/contracts';
import type { Holder } from '../core-banking/core-banking';

export const holderOf = (subject: Subject): Holder =>
  (subject.kind === 'person' ? { idNumber: subject.idNumber } : { creditCode: subject.creditCode });
