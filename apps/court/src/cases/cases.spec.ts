import type { Subject } from '@lianzhi/contracts';
import type { SubmitCommand } from '@lianzhi/desk';
import { Problem } from '@lianzhi/platform';
import { KnownCaseCheck } from './known-case-check';
import { readCase } from './read-case';

const person: Subject = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };
const company: Subject = { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };
const now = Date.parse('2025-06-05T10:00:00+08:00');
const read = (body: unknown, caseNumber = '（2025）晋1031执312号') => readCase(body, caseNumber, now);
const content = { cause: '买卖合同纠纷', debtors: [person, company], amountOwed: '186400.00' };

const refused = async (act: () => unknown): Promise<{ slug: string; status: number; pointers?: (string | undefined)[] }> => {
  try {
    await act();
  } catch (error) {
    if (error instanceof Problem) return { slug: error.slug, status: error.status, pointers: error.errors?.map(({ pointer }) => pointer) };
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('readCase', () => {
  it('takes a case', () => expect(read({ ...content, costs: '2700.00' })).toEqual({ ...content, costs: '2700.00' }));

  it.each<[string, unknown, string[]]>([
    ['no object', [], ['']],
    ['no debtors', { ...content, debtors: undefined }, ['/debtors']],
    ['an empty list', { ...content, debtors: [] }, ['/debtors']],
    ['a wrong checksum', { ...content, debtors: [person, { ...person, idNumber: '142629198703124516' }] }, ['/debtors/1/idNumber']],
    ['an unknown kind', { ...content, debtors: [{ kind: 'cat', name: '猫' }] }, ['/debtors/0/kind']],
    ['three decimals, negative costs, an unknown field', { ...content, amountOwed: '1.000', costs: '-1.00', wish: 1 }, ['/wish', '/amountOwed', '/costs']],
  ])('refuses %s', async (_, body, pointers) => expect(await refused(() => read(body))).toEqual({ slug: 'invalid', status: 422, pointers }));
});

describe('readCase of a preservation', () => {
  const preserved = (more: object = {}) => ({ ...content, preservation: { kind: 'urgent', acceptedAt: '2025-06-04T15:20:00+08:00', ...more } });
  it('takes what decides its limits, in a case 执保 only', async () => {
    expect(read(preserved(), '（2025）晋1031执保57号')).toEqual(preserved());
    expect(await refused(() => read(preserved()))).toMatchObject({ pointers: ['/preservation'] });
    expect(await refused(() => read(preserved({ ruledAt: '2025-06-04T15:00:00+08:00' }), '（2025）晋1031执保57号'))).toMatchObject({ pointers: ['/preservation/ruledAt'] });
    expect(await refused(() => read(preserved({ kind: 'soon' }), '（2025）晋1031执保57号'))).toMatchObject({ pointers: ['/preservation/kind'] });
  });
});

describe('KnownCaseCheck', () => {
  const check = new KnownCaseCheck({ find: (court, caseNumber) => Promise.resolve(court === 'court-141031' && caseNumber === '（2025）晋1031执312号' ? { caseNumber, ...content } : undefined) });
  const command = (more: Partial<SubmitCommand> = {}) => ({ from: 'court-141031', caseNumber: '（2025）晋1031执312号', subject: person, details: {}, ...more }) as SubmitCommand;
  const own = { caseOf: 'requester' } as const;

  it('lets a request about a debtor pass, whatever the width of the name', async () => {
    await check.check(command(), own);
    await check.check(command({ subject: { ...company, name: ' 隰县某商贸有限公司' } }), own);
  });
  it('refuses an unknown case, also that of another court', async () => {
    const unknown = { slug: 'unknown-case', status: 422, pointers: ['/caseNumber'] };
    expect(await refused(() => check.check(command({ caseNumber: '（2025）晋1031执313号' }), own))).toEqual(unknown);
    expect(await refused(() => check.check(command({ from: 'court-141000' }), own))).toEqual(unknown);
  });
  it('refuses who is not a debtor, and a name that is not the debtor\'s', async () => {
    expect(await refused(() => check.check(command({ subject: { ...person, idNumber: '142629197911050034' } }), own))).toEqual({ slug: 'not-a-debtor', status: 422, pointers: ['/subject/idNumber'] });
    expect(await refused(() => check.check(command({ subject: { ...person, name: '刘某乙' } }), own))).toEqual({ slug: 'not-a-debtor', status: 422, pointers: ['/subject/name'] });
  });
  it('asks nothing about a request that may be about the case of any court', async () => {
    await check.check(command({ from: 'court-140000' }), { caseOf: 'any' });
  });
  it('lets another person stand for a debtor whom the request names', async () => {
    const stands = { caseOf: 'requester', debtorNamedIn: 'debtor' } as const;
    const representative = { ...person, name: '刘某乙', idNumber: '142629197911050034' };
    await check.check(command({ subject: representative, details: { debtor: company.name } }), stands);
    expect(await refused(() => check.check(command({ subject: representative, details: { debtor: '另一公司' } }), stands))).toEqual({ slug: 'not-a-debtor', status: 422, pointers: ['/details/debtor'] });
    expect(await refused(() => check.check(command({ subject: representative }), stands))).toEqual({ slug: 'not-a-debtor', status: 422, pointers: ['/subject/idNumber'] });
  });
});
