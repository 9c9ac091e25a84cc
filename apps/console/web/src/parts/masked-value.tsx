/** How numbers are shown until somebody asks to see them whole: what tells people apart stays, the rest does not. */
const masks: Record<string, (value: string) => string> = {
  idNumber: (value) => keep(value, 4, 4),
  creditCode: (value) => keep(value, 8, 4),
  'person-id': (value) => keep(value, 4, 4),
  'credit-code': (value) => keep(value, 8, 4),
  'bank-account': (value) => keep(value, 4, 4),
  plate: (value) => `${value.slice(0, 2)}·***${value.slice(-2)}`,
};

function keep(value: string, first: number, last: number): string {
  if (value.includes('*')) return value;
  return value.length <= first + last ? '*'.repeat(value.length) : value.slice(0, first) + '*'.repeat(value.length - first - last) + value.slice(-last);
}

/** By the kind or the name of the field; places, telephones and the like are hidden as a whole. */
export const maskedText = (value: string, kind: string): string => (masks[kind] ?? (() => '••••••'))(value);

export function MaskedValue({ value, kind, shown }: { value: string; kind: string; shown: boolean }) {
  return <span className="number">{shown ? value : maskedText(value, kind)}</span>;
}
