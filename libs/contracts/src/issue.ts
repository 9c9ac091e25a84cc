/**
 * One thing wrong with a value. `pointer` is a JSON pointer (RFC 6901) into the checked body, `code` a stable slug.
 * The sentences never repeat the value: it may be an ID number, and an issue may reach a log.
 */
export interface Issue { pointer: string; code: string; zh: string; en: string }
