import type { ProblemField } from '../errors/problem';

/** Deeper bodies have no use here and cost every recursive step behind this one its stack. */
const MAX_DEPTH = 32;
const MAX_FAULTS = 20;
const LONE_SURROGATE = /\p{Surrogate}/gu;

const FAULTS = {
  'null-character': { zh: '文本中不能含有空字符（\\u0000）', en: 'Text must not contain the null character (\\u0000)' },
  'lone-surrogate': { zh: '文本中含有不成对的代理码元，不是有效的 Unicode', en: 'Text contains a lone surrogate, which is not valid Unicode' },
  'too-deep': { zh: `嵌套不能超过 ${MAX_DEPTH} 层`, en: `Nesting must not exceed ${MAX_DEPTH} levels` },
  'forbidden-name': { zh: '字段名不可用', en: 'The field name is not allowed' },
} as const;

/**
 * Finds what no field of any contract can hold, wherever it stands in a JSON value: null characters (PostgreSQL has no place for them),
 * lone surrogates (UTF-8 has none), nesting beyond 32 levels, and the name `__proto__`.
 */
export function unsafeText(value: unknown): ProblemField[] {
  const found: ProblemField[] = [];
  visit(value, '', 0, found);
  return found;
}

function visit(value: unknown, pointer: string, depth: number, found: ProblemField[]): void {
  if (found.length >= MAX_FAULTS) return;
  if (typeof value === 'string') return note(found, pointer, faultOf(value));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if (depth >= MAX_DEPTH) return note(found, pointer, 'too-deep');
  for (const [name, child] of Object.entries(value)) {
    const fault = name === '__proto__' ? 'forbidden-name' : faultOf(name);
    const below = `${pointer}/${name.replace(/~/g, '~0').replace(/\//g, '~1').replace(/\0/g, '\\u0000').replace(LONE_SURROGATE, '\ufffd')}`;
    note(found, below, fault);
    if (fault === undefined) visit(child, below, depth + 1, found);
  }
}

function faultOf(text: string): keyof typeof FAULTS | undefined {
  if (text.includes('\0')) return 'null-character';
  return text.search(LONE_SURROGATE) === -1 ? undefined : 'lone-surrogate';
}

function note(found: ProblemField[], pointer: string, code: keyof typeof FAULTS | undefined): void {
  if (code !== undefined) found.push({ pointer, code, detail: FAULTS[code] });
}
