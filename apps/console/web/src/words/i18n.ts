import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { preferences, setPreferences } from '../app/preferences';
import { en } from './en';
import { zh, type Words } from './zh';

/** A sentence in both languages, as contracts and services give it. */
export interface Bilingual { zh: string; en: string }

declare module 'i18next' {
  interface CustomTypeOptions { defaultNS: 'translation'; resources: { translation: Words } }
}

export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: preferences().language, fallbackLng: 'zh-CN', resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false }, // React escapes
  });
  document.documentElement.lang = preferences().language;
}

export function setLanguage(language: 'zh-CN' | 'en'): void {
  setPreferences({ language });
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

export type Language = keyof Bilingual;
export const languageOf = (resolved: string | undefined): Language => (resolved === 'en' ? 'en' : 'zh');

/** Marks between words that stand in no sentence of their own. */
const marks = {
  zh: { comma: '，', list: '、', colon: '：', pause: '；', open: '（', close: '）' },
  en: { comma: ', ', list: ', ', colon: ': ', pause: '; ', open: ' (', close: ')' },
} as const;

/** The language of the page, what picks a text in it, and its punctuation. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.resolvedLanguage);
  return { t, language, mark: marks[language], pick: (text: Bilingual | undefined, otherwise = ''): string => text?.[language] ?? otherwise };
}
