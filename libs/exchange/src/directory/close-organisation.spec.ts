import { BadSuccession, closeOrganisation } from './close-organisation';
import type { OrganisationRecord } from './directory-record';
import { OrganisationTree } from './organisation-tree';
import { parseRecord } from './parse-record';

const organisation = (code: string, more: Partial<OrganisationRecord> = {}): OrganisationRecord =>
  ({ kind: 'organisation', code, agency: 'police', operator: 'police', region: '141031', name: code, validFrom: '2020-01-01T00:00:00Z', status: 'active', ...more });
const all = [organisation('a'), organisation('b'), organisation('elsewhere', { operator: 'police-shanxi' }), organisation('court', { agency: 'court', operator: 'court' }), organisation('gone', { status: 'closed' })];
const refusal = (code: string, successor?: string): string => {
  try {
    closeOrganisation(all, { code, successor });
  } catch (error) {
    if (error instanceof BadSuccession) return error.en;
  }
  return 'nothing was refused';
};

describe('closeOrganisation', () => {
  it('names the successor; the record is one of the directory', () => {
    const closed = closeOrganisation(all, { code: 'a', successor: 'b' });
    expect(closed).toEqual({ ...all[0], status: 'closed', successor: 'b' });
    expect(parseRecord(JSON.parse(JSON.stringify(closed)))).toEqual(closed);
    expect(closeOrganisation(all, { code: 'a' })).toMatchObject({ status: 'closed' });
  });
  it('refuses what cannot be handed over, and says what to do', () => {
    expect(refusal('a', 'elsewhere')).toMatch(/run by another operator \(police-shanxi\).*answer or return them first/);
    expect([refusal('a', 'court'), refusal('a', 'gone'), refusal('a', 'a'), refusal('a', 'x'), refusal('x', 'b'), refusal('gone', 'b')].map((text) => text.split(' ').slice(0, 3).join(' ')))
      .toEqual(['court is of', 'gone does not', 'a does not', 'the directory has', 'the directory has', 'gone is closed']);
  });
});

describe('successors', () => {
  const tree = (...records: OrganisationRecord[]): OrganisationTree => {
    const made = new OrganisationTree();
    records.forEach((record) => made.put(record));
    return made;
  };
  const closed = (code: string, successor?: string, more: Partial<OrganisationRecord> = {}) => organisation(code, { status: 'closed', successor, ...more });

  it('stand for those before them, also through several', () => {
    const made = tree(closed('a', 'b'), closed('b', 'c'), organisation('c'), organisation('d'));
    expect([made.speaksFor('c'), made.speaksFor('d'), made.actingFor('a')?.code, made.actingFor('d')?.code, made.actingFor('x')]).toEqual([['c', 'b', 'a'], ['d'], 'c', 'd', undefined]);
  });
  it('stand for nobody of another operator, nor for one that is open again, nor for ever in a circle', () => {
    const made = tree(closed('a', 'c', { operator: 'other' }), closed('b', 'c'), organisation('c'));
    expect(made.speaksFor('c')).toEqual(['c', 'b']);
    made.put(organisation('b'));
    expect(made.speaksFor('c')).toEqual(['c']);
    const circle = tree(closed('a', 'b'), closed('b', 'a'));
    expect([circle.speaksFor('a').sort(), circle.actingFor('a')?.status]).toEqual([['a', 'b'], 'closed']);
    expect(tree(closed('a', 'nobody')).actingFor('a')?.code).toBe('a');
  });
  it('have one succession with those before them, told from either end; who acts stands first', () => {
    const made = tree(closed('a', 'b'), closed('b', 'c'), organisation('c'), organisation('d'), closed('e', 'd', { operator: 'other' }), closed('f'));
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'x'].map((code) => made.successionOf(code))).toEqual([['c', 'b', 'a'], ['c', 'b', 'a'], ['c', 'b', 'a'], ['d'], ['e'], ['f'], ['x']]);
    const circle = tree(closed('a', 'b'), closed('b', 'a'));
    expect(circle.successionOf('a').sort()).toEqual(['a', 'b']);
  });
  it('stand above whom they stood above', () => {
    const made = tree(organisation('low', { parent: 'middle' }), organisation('beside', { parent: 'top' }), closed('middle', 'next', { parent: 'top' }), organisation('next', { parent: 'top' }), organisation('top'));
    expect([['top', 'low'], ['next', 'low'], ['middle', 'low'], ['low', 'top'], ['low', 'low'], ['beside', 'low'], ['top', 'nobody']].map(([above, below]) => made.isAbove(above!, below!)))
      .toEqual([true, true, true, false, false, false, false]);
  });
  it('are who stands above those below a closed one', () => {
    expect(tree(organisation('below', { parent: 'a' }), closed('a', 'b'), organisation('b', { parent: 'top' }), organisation('top')).superiors('below').map(({ code }) => code)).toEqual(['b', 'top']);
  });
});
