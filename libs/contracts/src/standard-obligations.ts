import type { ObligationRule } from './obligation-rule';

/** Storing request and documents durably is the legal service (送达); an hour from submission, policy. */
export const deliverObligation: ObligationRule = {
  name: 'deliver', title: { zh: '送达', en: 'Deliver' }, owedBy: 'recipient', startsAt: 'submitted',
  limit: { n: 1, unit: 'hour' }, dischargedBy: ['delivered'], source: { level: 'policy' },
};

/**
 * Taking the request on (签收). The same everywhere, also where the answer is owed sooner: any reply discharges it, so there
 * it is only never the first to be late. A contract that declares its own may not put it after the answer.
 */
export const acceptObligation: ObligationRule = {
  name: 'accept', title: { zh: '签收', en: 'Accept' }, owedBy: 'recipient', startsAt: 'delivered',
  limit: { n: 1, unit: 'workday', restDay: 'next' },
  limitByUrgency: { ordinary: { n: 1, unit: 'workday', restDay: 'next' }, urgent: { n: 2, unit: 'hour' }, critical: { n: 30, unit: 'minute' } },
  dischargedBy: ['any-reply'], source: { level: 'policy' },
};
