import type { Bilingual, Language } from '../words/i18n';

/** Kinds of alerts that desks and coordinator raise; milestones bring their own title, or stand under their name. */
const titles: Record<string, Bilingual> = {
  warning: { zh: '时限预警', en: 'Time limit warning' }, breach: { zh: '时限已超', en: 'Time limit passed' }, escalation: { zh: '已升级', en: 'Escalated' }, urge: { zh: '督办催办', en: 'Urged by a supervisor' }, 'due-changed': { zh: '时限变化', en: 'Time limit changed' },
  'data-unusable': { zh: '收到的内容不可用', en: 'Content could not be used' }, held: { zh: '已控制，待移交', en: 'Held, to be collected' }, seen: { zh: '发现行踪', en: 'Seen' },
};

export function alertTitle(kind: string, detail: unknown, language: Language): string {
  const given = (detail as { title?: Partial<Bilingual> } | undefined)?.title?.[language];
  return given ?? titles[kind]?.[language] ?? kind;
}
