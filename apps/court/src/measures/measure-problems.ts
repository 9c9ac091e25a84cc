import type { Bilingual } from '@lianzhi/contracts';
import { Problem, type ProblemKind } from '@lianzhi/platform';

/** WARNING: the slugs are public. `measure-lapsed` is the desk's own where the stated dates already tell. */
const kinds = {
  'amount-over-cap': { status: 422, title: { zh: '超出可冻结的限额', en: 'More than may still be frozen' } },
  'measure-lapsed': { status: 422, title: { zh: '原措施已届满失效，须重新查封、冻结', en: 'The measure has lapsed: make it anew' } },
  'measure-ended': { status: 422, title: { zh: '原措施已解除', en: 'The measure has ended' } },
} as const satisfies Record<string, Omit<ProblemKind, 'slug'>>;

const refusal = (slug: keyof typeof kinds, pointer: string, detail: Bilingual, extra?: Record<string, unknown>): Problem =>
  new Problem({ slug, ...kinds[slug] }, { detail, errors: [{ pointer, code: slug, detail }], ...(extra && { extra }) });

/** @param remaining yuan that may still be frozen in the case */
export const amountOverCap = (remaining: string): Problem => refusal('amount-over-cap', '/details/amount', {
  zh: `本案各项冻结合计不得超过尚欠款项及费用，尚可冻结 ${remaining} 元（民事诉讼法第二百五十三条、第一百零五条）`,
  en: `All freezes of the case together must not exceed what is owed and the costs; ${remaining} yuan may still be frozen (民事诉讼法 arts. 253, 105)`,
}, { remainingCap: remaining });

export const measureLapsed = (until: string): Problem => refusal('measure-lapsed', '/follows', {
  zh: `原措施已于 ${until} 届满失效，不能续行，须重新查封、冻结（查封扣押冻结规定第二十七条）`,
  en: `The measure lapsed after ${until} and cannot be renewed: freeze or seal anew (查封扣押冻结规定 art. 27)`,
}, { until });

export const measureEnded = (state: string): Problem => refusal('measure-ended', '/follows', { zh: '原措施已不存在，不能续行', en: `The measure is ${state} and cannot be renewed` }, { state });
