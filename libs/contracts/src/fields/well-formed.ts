/**
 * Text that every store takes: no NUL and other control characters, no lone surrogates (PostgreSQL refuses both), not blank.
 * Read with the `u` flag, as JSON Schema demands.
 */
export const linePattern = '^(?=.*\\S)[^\\u0000-\\u001F\\u007F\\u0085\\u2028\\u2029\\uD800-\\uDFFF]*$';
/** The same with tabs and line breaks. */
export const textPattern = '^(?=[\\s\\S]*\\S)[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F\\uD800-\\uDFFF]*$';

/** At most `max` Unicode characters, as JSON Schema counts them; `length` counts surrogates twice. */
export const atMost = (text: string, max: number): boolean => text.length <= max || (text.length <= 2 * max && [...text].length <= max);
