/** A text shown to people: Chinese first, English beside it. */
export interface Bilingual { zh: string; en: string }
