import { choice, fieldSet, legalDate, listOfGroups, optional, sensitive, text } from '../fields';
import type { Issue } from '../issue';
import { addMonths, type LegalDate } from '../shanghai-time';

const measure = fieldSet({
  kind: choice({
    zh: '措施种类', en: 'Kind of measure', options: {
      seal: { zh: '查封', en: 'Seal' }, seize: { zh: '扣押', en: 'Seizure' }, freeze: { zh: '冻结', en: 'Freeze' }, 'exit-restriction': { zh: '限制出境', en: 'Exit restriction' },
    },
  }),
  object: sensitive(text({ zh: '标的', en: 'Object' })),
  until: legalDate({ zh: '期限至', en: 'Until' }),
  measure: optional(text({ zh: '台账中的措施编号', en: 'Id in the ledger of measures', max: 36, hint: { zh: '填写后按台账核对期限', en: 'its end is then checked against the ledger' } })),
  order: optional(text({ zh: '文书文号', en: 'Number of the order', max: 120 })),
}, 'HandedOverMeasure');

/** 随案移交的查控措施: the live measures that go to the other court with the case. */
export const handedOverMeasures = optional(listOfGroups({ zh: '随案移交的查控措施', en: 'Measures handed over', of: measure, max: 200 }));

/** 委托执行规定 (2020) art. 6: a measure with less than one month left is renewed before the case is handed over. */
export const measuresLastAMonth = (measures: readonly { until: LegalDate }[] | undefined, businessDate: LegalDate): Issue[] => (measures ?? []).flatMap(({ until }, i) => until >= addMonths(businessDate, 1) ? [] : [{
  pointer: `/details/measures/${i}/until`, code: 'measure-ends-soon',
  zh: '剩余期限不足一个月，须先行续封、续冻再移交（委托执行规定第六条）', en: 'has less than one month left: renew it before handing the case over (委托执行规定 art. 6)',
}]);
