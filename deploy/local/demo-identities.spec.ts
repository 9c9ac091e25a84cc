import { demoClients, demoUsers } from './demo-identities';
import type { Organisation } from './organisations';

const organisation = (code: string, agency: string, operator = agency): Organisation => ({ code, agency, operator, region: '141031', parent: '', name: code });

describe('demo identities', () => {
  const organisations = [
    organisation('court-141031', 'court'), organisation('court-140108', 'court'), organisation('court-140000', 'court'), organisation('supervisor-140000', 'supervisor', ''),
  ];

  it('give every organisation a system client, and a supervising one its role', () => {
    expect(demoClients(organisations)).toContainEqual({ clientId: 'court-140000-system', organisation: 'court-140000', roles: ['system'] });
    expect(demoClients(organisations)).toContainEqual({ clientId: 'supervisor-140000-system', organisation: 'supervisor-140000', roles: ['system', 'supervisor'] });
  });

  it('give a client to whoever runs a service: one desk of each agency, and the topmost supervising body', () => {
    expect(demoClients(organisations).filter(({ roles }) => roles.includes('operator')).map(({ clientId }) => clientId)).toEqual(['court-141031-operator', 'supervisor-140000-operator']);
  });

  it('give people of a case its number and no more', () => {
    expect(demoUsers(organisations).find(({ username }) => username === 'party-applicant')).toMatchObject({ organisation: 'court-141031', party: { cases: [{ caseNumber: '（2025）晋1031执312号', as: 'applicant' }] } });
  });

  it('give officers to the organisations of the stories and one operator to each agency', () => {
    expect(demoUsers(organisations).map(({ username, roles }) => `${username} ${roles.join()}`)).toEqual([
      'court-141031-officer officer', 'court-141031-operator officer,operator', 'court-140108-officer officer', 'supervisor-140000-user officer,supervisor',
      'party-applicant party', 'party-informant party',
    ]);
  });
});
