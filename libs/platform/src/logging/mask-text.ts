/** Resident ID or account number with first and last four characters: `1401**********1234`. */
export function maskIdNumber(number: string): string {
  return keepEnds(number, 4, 4, '*');
}

/** Unified social credit code with first eight and last four characters. */
export function maskCreditCode(code: string): string {
  return keepEnds(code, 8, 4, '*');
}

/**
 * Masks what looks like an 18-character resident ID, a credit code or an account number (12 digits or more) anywhere in a text.
 * UUIDs, digests and trace ids are left alone. The result of masking a line of JSON is again JSON.
 */
export function maskText(text: string): string {
  return text.replace(SENSITIVE, (match, harmless: string | undefined, creditCode: string | undefined, offset: number) => {
    if (harmless !== undefined) return match;
    if (creditCode !== undefined) return maskCreditCode(match);
    return keepEnds(match, 4, 4, isBareNumber(text, offset, match.length) ? '0' : '*');
  });
}

const SENSITIVE = new RegExp(
  [
    '(\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b|\\b[0-9a-f]{64}\\b|\\b[0-9a-f]{32}\\b)',
    '\\d{17}[\\dXx](?!\\d)',
    '(\\b[1-9A-HJ-NP-RTUWY][1-9A-HJ-NP-RTUWY]\\d{6}[0-9A-HJ-NP-RTUWXY]{10}\\b)',
    '\\d{12,}',
  ].join('|'),
  'g',
);

// A JSON number must stay one: stars would make the line unreadable for the log collector.
function isBareNumber(text: string, offset: number, length: number): boolean {
  return /[:,[-]/.test(text[offset - 1] ?? '') && /[,}\].eE]/.test(text[offset + length] ?? '');
}

function keepEnds(text: string, first: number, last: number, mask: string): string {
  if (text.length <= first + last) return mask.repeat(text.length);
  return text.slice(0, first) + mask.repeat(text.length - first - last) + text.slice(-last);
}
