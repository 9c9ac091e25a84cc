import type { Organisation } from './organisations';

export interface DemoClient { clientId: string; organisation: string; roles: string[] }
export interface DemoUser { username: string; organisation: string; roles: string[]; name?: string; party?: { cases: { caseNumber: string; as: string }[] } }

/** The organisations of the sample stories: they have people to log in as. */
const STORY_ORGANISATIONS = [
  'court-141031', 'court-140108', 'police-141031', 'police-140108', 'procuratorate-141031', 'land-registry-141031', 'bank-icbc-141031', 'partner-samr-141031',
  'supervisor-140000', 'supervisor-000000',
];

/** Invented; in the order of the organisations. */
const OFFICERS = ['贺敏', '任晓东', '李建国', '韩立新', '周文', '孙丽', '吴刚', '郑洁'];
const OPERATORS = ['何静', '高志刚', '张颖', '冯涛', '林峰', '许丹', '唐宁', '曹雪'];

/** People of the case of the first sample story: the applicant, and somebody who answers a reward notice. */
const STORY_PARTIES: readonly DemoUser[] = [
  { username: 'party-applicant', organisation: 'court-141031', roles: ['party'], name: '李某', party: { cases: [{ caseNumber: '（2025）晋1031执312号', as: 'applicant' }] } },
  { username: 'party-informant', organisation: 'court-141031', roles: ['party'], name: '王某', party: { cases: [{ caseNumber: '（2025）晋1031执312号', as: 'informant' }] } },
];

/**
 * Every organisation has a client for its own system; those of a supervising body may also look over its region. Whoever runs a service has one
 * besides: of each agency the first organisation of the stories, and the topmost supervising body for the coordinator.
 */
export function demoClients(organisations: readonly Organisation[]): DemoClient[] {
  const systems = organisations.map((organisation) => ({
    clientId: `${organisation.code}-system`, organisation: organisation.code, roles: supervises(organisation) ? ['system', 'supervisor'] : ['system'],
  }));
  const first = new Map<string, Organisation>();
  for (const organisation of storyOrganisations(organisations)) if (!supervises(organisation) || organisation.parent === '') first.set(organisation.agency, first.get(organisation.agency) ?? organisation);
  return [...systems, ...[...first.values()].map(({ code }) => ({ clientId: `${code}-operator`, organisation: code, roles: ['operator'] }))];
}

const storyOrganisations = (organisations: readonly Organisation[]): Organisation[] =>
  STORY_ORGANISATIONS.flatMap((code) => organisations.filter((organisation) => organisation.code === code));

/** An officer for each organisation of the stories, for the first of each agency also someone who runs the desk, and people of a case. */
export function demoUsers(organisations: readonly Organisation[]): DemoUser[] {
  const shown = storyOrganisations(organisations);
  const agencies = new Set<string>();
  const officers = shown.flatMap((organisation, index): DemoUser[] => {
    if (supervises(organisation)) return [{ username: `${organisation.code}-user`, organisation: organisation.code, roles: ['officer', 'supervisor'], name: '王海涛' }];
    const users: DemoUser[] = [{ username: `${organisation.code}-officer`, organisation: organisation.code, roles: ['officer'], name: OFFICERS[index % OFFICERS.length]! }];
    if (!agencies.has(organisation.agency)) users.push({ username: `${organisation.code}-operator`, organisation: organisation.code, roles: ['officer', 'operator'], name: OPERATORS[index % OPERATORS.length]! });
    agencies.add(organisation.agency);
    return users;
  });
  return [...officers, ...STORY_PARTIES.filter(({ organisation }) => organisations.some(({ code }) => code === organisation))];
}

/** Without an operator there is no desk: such an organisation only watches. */
function supervises(organisation: Organisation): boolean {
  return organisation.operator === '';
}
