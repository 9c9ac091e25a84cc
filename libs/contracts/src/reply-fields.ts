import { instant, integer, longText, optional, text, type Fields } from './fields';
import type { OutcomeKind } from './request-contract';

const reason = optional(longText({ zh: '原因', en: 'Reason', max: 2000 }));
const note = optional(longText({ zh: '备注', en: 'Note', max: 2000 }));

/** Reply fields that every contract of a kind has; a contract may declare its own of the same name. */
export const commonReplyFields: Readonly<Record<OutcomeKind, Fields>> = {
  query: {
    source: optional(text({ zh: '查询来源', en: 'Source searched' })),
    asOf: optional(instant({ zh: '数据截至时间', en: 'Data as of' })),
    reason, note,
  },
  control: {
    rank: optional(integer({ zh: '轮候顺位', en: 'Rank', max: 9999, hint: { zh: '0 为已生效', en: '0 = in effect' } })),
    reason, note,
  },
  search: { reason, note },
  decision: { reason, note },
  service: { reason, note },
};
