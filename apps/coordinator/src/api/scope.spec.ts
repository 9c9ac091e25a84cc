import type { OrganisationRecord } from '@lianzhi/exchange';
import type { Role } from '@lianzhi/platform';
import { scopeOf, sees } from './scope';

const parents: Record<string, string | undefined> = {
  'court-000000': undefined, 'court-140000': 'court-000000', 'court-140100': 'court-140000', 'court-140108': 'court-140100', 'court-141031': 'court-140000',
  'police-140108': undefined, 'police-150207': undefined, 'supervisor-000000': undefined, 'supervisor-140000': 'supervisor-000000', 'supervisor-141000': 'supervisor-140000',
};
const organisations = Object.entries(parents).map(([code, parent]): OrganisationRecord => ({
  kind: 'organisation', code, agency: code.split('-')[0]!, region: code.split('-')[1]!, name: code, validFrom: '2020-01-01T00:00:00Z', status: 'active', ...(parent && { parent }),
}));
const seen = (organisation: string, ...roles: Role[]): string[] => [...scopeOf({ organisation, roles }, organisations).organisations].sort();

describe('scopeOf', () => {
  it('an organisation sees itself and those below it', () => {
    expect(seen('court-140108', 'system')).toEqual(['court-140108']);
    expect(seen('court-140100', 'officer')).toEqual(['court-140100', 'court-140108']);
    expect(seen('court-140000', 'system')).toEqual(['court-140000', 'court-140100', 'court-140108', 'court-141031']);
    expect(seen('police-140108', 'system')).toEqual(['police-140108']);
  });

  it('whoever succeeded a closed organisation sees what was its, and what lay below it', () => {
    const closed = organisations.map((one): OrganisationRecord => (one.code === 'court-140100' ? { ...one, status: 'closed', successor: 'court-141031' } : one));
    expect([...scopeOf({ organisation: 'court-141031', roles: ['system'] }, closed).organisations].sort()).toEqual(['court-140100', 'court-140108', 'court-141031']);
  });

  it('a supervisor sees its region', () => {
    expect(seen('supervisor-141000', 'system', 'supervisor')).toEqual(['court-141031', 'supervisor-141000']);
    expect(seen('supervisor-140000', 'supervisor')).toEqual(expect.arrayContaining(['police-140108', 'court-141031', 'court-140000']));
    expect(seen('supervisor-140000', 'supervisor')).not.toContain('police-150207');
    expect(scopeOf({ organisation: 'supervisor-140000', roles: ['supervisor'] }, organisations).all).toBe(false);
    expect(scopeOf({ organisation: 'supervisor-000000', roles: ['supervisor'] }, organisations).all).toBe(true);
  });

  it('without the role a supervising body sees only what lies below it, and a stranger nothing', () => {
    expect(seen('supervisor-140000', 'system')).toEqual(['supervisor-140000', 'supervisor-141000']);
    expect(seen('nobody', 'supervisor')).toEqual([]);
  });

  it('one visible end is enough', () => {
    const scope = scopeOf({ organisation: 'court-140108', roles: ['system'] }, organisations);
    expect([sees(scope, 'court-140108', 'police-150207'), sees(scope, 'court-140100', 'police-140108')]).toEqual([true, false]);
  });
});
