import { maskHead, maskValues } from './mask-values';

describe('maskValues', () => {
  it('shows structure, ids, times and words of the catalogue, and no person', () => {
    expect(maskValues({
      caseNumber: '（2025）晋1031执123号', subject: { kind: 'person', name: '张某甲', idNumber: '142630199001014515', alias: 'zhang' }, details: { items: ['household', 'vehicle'], until: '2025-10-01', amount: '500000.00', phone: 'x' },
      documents: [{ id: '01990f2e-0000-7000-8000-000000000000', sha256: 'a'.repeat(64), size: 12 }], note: 'urgent',
    })).toEqual({
      caseNumber: '************', subject: { kind: 'person', name: '***', idNumber: '************', alias: '*****' }, details: { items: ['household', 'vehicle'], until: '2025-10-01', amount: '*********', phone: '*' },
      documents: [{ id: '01990f2e-0000-7000-8000-000000000000', sha256: 'a'.repeat(64), size: 12 }], note: '******',
    });
  });

  it('of what is no JSON nothing but the shape', () => {
    expect(maskHead(Buffer.from('{"name":"张某","id":142630'))).toBe('{"name":"**","id":******');
  });
});
