import { Problem } from '../errors/problem';
import { decodeCursor, encodeCursor } from './cursor';
import { enumParameter, instantParameter, limitParameter, textParameter } from './list-parameters';

const isPair = (value: unknown): value is [string, string] => Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === 'string');

describe('list parameters', () => {
  it('reads what is there', () => {
    expect([limitParameter({}), limitParameter({ limit: '1' }), limitParameter({ limit: '200' })]).toEqual([50, 1, 200]);
    expect(enumParameter({ box: 'sent' }, 'box', ['sent', 'received'])).toBe('sent');
    expect(enumParameter({}, 'box', ['sent', 'received'])).toBeUndefined();
    expect(instantParameter({ at: '2025-09-03T00:00:00 08:00' }, 'at')?.toISOString()).toBe('2025-09-02T16:00:00.000Z');
    expect(textParameter({ q: '' }, 'q')).toBeUndefined();
    expect(decodeCursor(encodeCursor(['2025-09-03', 'x']), isPair)).toEqual(['2025-09-03', 'x']);
  });

  it.each([
    () => limitParameter({ limit: '0' }), () => limitParameter({ limit: '201' }), () => limitParameter({ limit: '-1' }), () => limitParameter({ limit: '1.5' }), () => limitParameter({ limit: 'all' }),
    () => limitParameter({ limit: ['1', '2'] }), () => enumParameter({ box: 'x' }, 'box', ['sent']), () => instantParameter({ at: '2025-09-03' }, 'at'), () => instantParameter({ at: '2026-02-30T00:00:00Z' }, 'at'), () => textParameter({ q: 'x'.repeat(201) }, 'q'),
    () => decodeCursor('%%%', isPair), () => decodeCursor(encodeCursor([1, 2]), isPair),
  ])('refuses the rest with 422 (%#)', (read) => {
    expect(read).toThrow(Problem);
    expect(read).toThrow(expect.objectContaining({ status: 422 }));
  });
});
