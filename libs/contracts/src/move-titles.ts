import type { Bilingual } from './bilingual';
import type { MoveName } from './lifecycle';

/** What a move is called before people. */
export const moveTitles: Readonly<Record<MoveName | 'resend-requested', Bilingual>> = {
  submitted: { zh: '发起', en: 'Submitted' },
  taken: { zh: '送达', en: 'Taken' },
  rejected: { zh: '系统拒收', en: 'Rejected' },
  undeliverable: { zh: '无法送达', en: 'Undeliverable' },
  accepted: { zh: '签收', en: 'Accepted' },
  'interim-replied': { zh: '阶段反馈', en: 'Interim reply' },
  answered: { zh: '最终反馈', en: 'Answered' },
  returned: { zh: '退回', en: 'Returned' },
  'information-requested': { zh: '要求补充', en: 'Information requested' },
  supplemented: { zh: '补充', en: 'Supplemented' },
  extended: { zh: '延期', en: 'Extended' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
  urged: { zh: '催办', en: 'Urged' },
  closed: { zh: '办结确认', en: 'Closed' },
  objected: { zh: '异议', en: 'Objected' },
  'measure-changed': { zh: '措施变化', en: 'Measure changed' },
  'resend-requested': { zh: '请求重发', en: 'Resend requested' },
};
