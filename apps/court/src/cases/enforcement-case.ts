import type { Subject } from '@lianzhi/contracts';

/** An enforcement case 执行案件 as its court keeps it. Money in yuan with two places. WARNING: stored (encrypted) under these names. */
export interface CaseContent {
  /** 案由. */
  cause: string;
  /** 被执行人. */
  debtors: Subject[];
  /** Still owed; 0.00 when only an act is owed. */
  amountOwed: string;
  /** Costs of the enforcement. */
  costs?: string;
}

export interface EnforcementCase extends CaseContent {
  /** Normal form: full-width brackets. */
  caseNumber: string;
}

export const numberOf = (subject: Subject): string => (subject.kind === 'person' ? subject.idNumber : subject.creditCode);
