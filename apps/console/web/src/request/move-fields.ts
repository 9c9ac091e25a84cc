import type { FormField, Widget } from '../forms/contract-entry';

const field = (name: string, zh: string, en: string, widget: Widget, required = false): FormField => ({ name, title: { zh, en }, required, sensitive: false, kind: widget.name, widget });
const reason = field('reason', '原因', 'Reason', { name: 'long-text', maxLength: 2000 }, true);

/** What the moves besides submission and reply take besides replies. The same for every contract: libs/contracts/src/validate-move.ts. */
export const moveFields = {
  return: [reason, field('missing', '欠缺的材料', 'What is missing', { name: 'list', min: 0, max: 50, item: { name: 'text', maxLength: 200 } })],
  'information-requests': [field('question', '需要补充的内容', 'Question', { name: 'long-text', maxLength: 2000 }, true)],
  extensions: [reason, field('until', '延期至', 'Until', { name: 'date-or-instant' }, true)],
  supplements: [field('details', '补充内容', 'What is added', { name: 'group', fields: [field('note', '说明', 'Note', { name: 'long-text', maxLength: 2000 })] })],
  urges: [field('note', '备注', 'Note', { name: 'long-text', maxLength: 2000 })],
  withdrawal: [reason],
  closure: [field('note', '备注', 'Note', { name: 'long-text', maxLength: 2000 })],
  objection: [reason],
} as const satisfies Record<string, readonly FormField[]>;

export type DialogMove = keyof typeof moveFields;

/** The moves of the side that asked, in the order of their buttons. */
export const sentMoves = ['urges', 'supplements', 'closure', 'objection', 'withdrawal'] as const satisfies readonly DialogMove[];
export type SentMove = (typeof sentMoves)[number];
