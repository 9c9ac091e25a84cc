/** A text shown to people: Chinese first, English beside it. */
export interface Bilingual { zh: string; en: string }

export const bilingual = (zh: string, en: string): Bilingual => ({ zh, en });

/** Several texts in one. */
export const joined = (parts: readonly Bilingual[], zh: string, en: string): Bilingual => ({
  zh: parts.map((part) => part.zh).join(zh), en: parts.map((part) => part.en).join(en),
});
