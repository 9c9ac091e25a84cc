import type { Bilingual } from './bilingual';
import type { Urgency } from './obligation-rule';

export const urgencies: Readonly<Record<Urgency, Bilingual>> = {
  ordinary: { zh: '普通', en: 'Ordinary' },
  urgent: { zh: '紧急', en: 'Urgent' },
  critical: { zh: '特急', en: 'Critical' },
};
