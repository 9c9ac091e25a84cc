import type { ObligationRule } from '../obligation-rule';
import type { MilestoneRule } from '../request-contract';

const rules = '法释〔2021〕20号';

/** A freeze of equity is published, and then the court serves the parties and tells the company (法释〔2021〕20号 art. 6). */
export const notifyParties: { readonly milestones: readonly MilestoneRule[]; readonly obligation: ObligationRule } = {
  milestones: [
    { name: 'published', title: { zh: '已公示', en: 'Published' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['done', 'partial', 'waiting'] } },
    { name: 'company_notified', title: { zh: '已送达当事人并通知公司', en: 'Parties served, company told' }, by: 'requester', on: ['supplement'] },
  ],
  obligation: {
    name: 'notify-company', title: { zh: '送达裁定并通知股权所在公司', en: 'Serve the ruling and tell the company' }, owedBy: 'requester', startsAt: { milestone: 'published' },
    limit: { n: 5, unit: 'workday', restDay: 'next' }, dischargedBy: [{ milestone: 'company_notified' }],
    source: { level: 'policy', note: { zh: `规定为“及时”（${rules}第六条第二款），天数为政策`, en: `the text says promptly (及时; ${rules} art. 6 ¶2); the number is policy` } },
  },
};
