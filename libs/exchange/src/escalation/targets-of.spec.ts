import { ladderBetween } from '@lianzhi/contracts';
import { type OrganisationRecord, OrganisationTree } from '../directory';
import { liesIn, regionPrefix, supervisorsOf } from './region';
import { type Ends, type Hierarchy, targetsOf } from './targets-of';

const lines = `court-000000 court 000000 -
court-140000 court 140000 court-000000
court-140100 court 140100 court-140000
court-140108 court 140108 court-140100
court-610800 court 610800 court-000000
police-140108 police 140108 -
police-140900 police 140900 -
supervisor-000000 - 000000 -
supervisor-140000 - 140000 supervisor-000000
supervisor-140100 - 140100 supervisor-140000
supervisor-141000 - 141000 supervisor-140000`;

function hierarchy(): Hierarchy {
  const tree = new OrganisationTree();
  for (const line of lines.split('\n')) {
    const [code, operator, region, parent] = line.split(' ') as [string, string, string, string];
    const record: OrganisationRecord = {
      kind: 'organisation', code, agency: code.split('-')[0]!, region, name: code, validFrom: '2020-01-01T00:00:00Z', status: 'active',
      ...(operator !== '-' && { operator }), ...(parent !== '-' && { parent }),
    };
    tree.put(record);
  }
  return { organisation: (code) => tree.find(code), organisations: () => tree.all(), superiors: (code) => tree.superiors(code) };
}

const directory = hierarchy();
const targets = (requester: string, responder: string, n: number, ends: Ends): string[] =>
  targetsOf(ladderBetween(requester, responder).steps[n - 1]!, ends, directory);

describe('regions', () => {
  it('are prefixes of two digits each', () => {
    expect(['000000', '140000', '141000', '140100', '141031', '500000'].map(regionPrefix)).toEqual(['', '14', '1410', '1401', '141031', '50']);
    expect(liesIn('141031', '140000') && liesIn('141031', '141000') && liesIn('141031', '000000')).toBe(true);
    expect(liesIn('141031', '140100') || liesIn('140000', '141031')).toBe(false);
  });

  it('have supervising bodies, the nearest first', () => {
    expect(supervisorsOf('140108', directory.organisations()).map(({ code }) => code)).toEqual(['supervisor-140100', 'supervisor-140000', 'supervisor-000000']);
  });
});

describe('targetsOf', () => {
  const ends: Ends = { from: 'court-140108', to: 'police-140108', owedBy: 'recipient' };

  it('tells the superior court and the supervising body, one level further with each step', () => {
    expect(targets('court', 'police', 1, ends)).toEqual(['court-140100', 'supervisor-140100']);
    expect(targets('court', 'police', 2, ends)).toEqual(['court-140000', 'supervisor-140000']);
    expect(targets('court', 'police', 3, ends)).toEqual(['court-000000', 'supervisor-000000']);
  });

  it('stays at the top, and leaves out who is not there', () => {
    expect(targets('court', 'police', 3, { ...ends, from: 'court-610800' })).toEqual(['court-000000', 'supervisor-000000']);
    expect(targets('police', 'procuratorate', 1, { ...ends, from: 'police-140900' })).toEqual(['supervisor-140100']);
  });

  it('takes the region of whoever owes', () => {
    const collect: Ends = { from: 'court-140108', to: 'police-140900', owedBy: 'requester' };
    expect(targets('court', 'police', 1, collect)).toEqual(['court-140100', 'supervisor-140100']);
    expect(targets('court', 'police', 1, { ...collect, owedBy: 'recipient' })).toEqual(['court-140100', 'supervisor-140000']);
  });

  it('tells both superiors between courts, but never an end itself', () => {
    expect(targets('court', 'court', 1, { from: 'court-140108', to: 'court-610800', owedBy: 'recipient' })).toEqual(['court-140100', 'court-000000', 'supervisor-000000']);
    expect(targets('court', 'court', 1, { from: 'court-140108', to: 'court-140100', owedBy: 'recipient' })).toEqual(['court-140000', 'supervisor-140100']);
  });
});
