import type { PreservationFacts, Subject } from '@lianzhi/contracts';

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
  /** 保全: of a case 执保, what decides the court's own time limits. */
  preservation?: PreservationFacts;
}

export interface EnforcementCase extends CaseContent {
  /** Normal form: full-width brackets. */
  caseNumber: string;
}

/** 执保: the case carries out a preservation ruling 保全裁定. */
export const isPreservation = (caseNumber: string): boolean => caseNumber.includes('执保');

export const numberOf = (subject: Subject): string => (subject.kind === 'person' ? subject.idNumber : subject.creditCode);
