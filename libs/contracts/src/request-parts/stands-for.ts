import { choice, optional, text } from '../fields';
import type { Issue } from '../issue';
import { detailIssue } from './detail-issue';

/** As what a person is wanted in the case of a debtor. Values are on the wire. */
export const capacities = {
  debtor: { zh: '被执行人', en: 'Debtor' },
  'legal-representative': { zh: '法定代表人', en: 'Legal representative' },
  'person-in-charge': { zh: '主要负责人', en: 'Person in charge' },
  'directly-responsible': { zh: '直接责任人员', en: 'Person directly responsible' },
  'actual-controller': { zh: '实际控制人', en: 'Person actually in control' },
  guardian: { zh: '法定代理人', en: 'Guardian of the debtor' },
  guarantor: { zh: '担保人', en: 'Guarantor' },
  assisting: { zh: '协助执行义务人', en: 'Who has to assist' },
  other: { zh: '其他人', en: 'Other' },
} as const;
export type Capacity = keyof typeof capacities;

/** Fields for a person who is not the debtor. Left out, both: the subject is the debtor. The case is that of the debtor named (`debtorNamedIn`). */
export const standsForFields = {
  capacity: optional(choice({ zh: '对象身份', en: 'Capacity of the subject', options: capacities, hint: { zh: '不填即为被执行人', en: 'left out: the debtor' } })),
  debtor: optional(text({ zh: '被执行人名称', en: 'Debtor', max: 120, hint: { zh: '对象不是被执行人时填写', en: 'when the subject is not the debtor' } })),
};

/** @param allowed capacities besides the debtor that the law lets this be asked about @param law which law, in words */
export const standsForIssues = ({ capacity = 'debtor', debtor }: { capacity?: Capacity; debtor?: string }, allowed: readonly Capacity[], law: string): Issue[] => [
  ...capacity !== 'debtor' && !allowed.includes(capacity) ? [detailIssue('capacity', 'capacity-not-allowed', `该身份不适用于本事项（${law}）`, `is none that this may be asked about (${law})`)] : [],
  ...capacity !== 'debtor' && debtor === undefined ? [detailIssue('debtor', 'required-by-details', '对象不是被执行人时必填', 'is required when the subject is not the debtor')] : [],
  ...capacity === 'debtor' && debtor !== undefined ? [detailIssue('debtor', 'is-the-debtor', '对象就是被执行人，不填', 'is left out when the subject is the debtor')] : [],
];
