import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../e2e/support/service-process';

export interface Visit { user: string; /** As in the list of pages. */ page: string; /** With what stands for its parameters. */ path: string }

const JUDGE = 'court-141031-officer';
const OFFICER = 'police-141031-officer';
const OPERATOR = 'police-141031-operator';
const SUPERVISOR = 'supervisor-140000-user';

export interface Examples { /** Sent by the court to the police. */ request: string; caseNumber: string; batch: string }

/** Every page of the console, as somebody sees it to whom it belongs. */
export const visits = ({ request, caseNumber, batch }: Examples): Visit[] => [
  { user: JUDGE, page: '/new', path: `/new?case=${encodeURIComponent(caseNumber)}&type=locate-debtor` },
  { user: JUDGE, page: '/sent', path: '/sent' },
  { user: JUDGE, page: '/cases', path: '/cases' },
  { user: JUDGE, page: '/cases/:caseNumber', path: `/cases/${encodeURIComponent(caseNumber)}` },
  { user: JUDGE, page: '/measures', path: '/measures' },
  { user: JUDGE, page: '/batches', path: '/batches' },
  { user: JUDGE, page: '/batches/:id', path: `/batches/${batch}` },
  { user: JUDGE, page: '/requests/:id', path: `/requests/${request}` },
  { user: OFFICER, page: '/worklist', path: '/worklist' },
  { user: OFFICER, page: '/all', path: '/all' },
  { user: OFFICER, page: '/requests/:id', path: `/requests/${request}` },
  { user: OFFICER, page: '/requests/:id/print/:what', path: `/requests/${request}/print/notice` },
  { user: OFFICER, page: '/requests/:id/print/:what', path: `/requests/${request}/print/receipt` },
  { user: OFFICER, page: '*', path: '/nowhere' },
  { user: SUPERVISOR, page: '/board', path: '/board' },
  { user: SUPERVISOR, page: '/statistics', path: '/statistics?period=all' },
  { user: SUPERVISOR, page: '/watch', path: '/watch' },
  { user: SUPERVISOR, page: '/watch/obligations', path: '/watch/obligations' },
  { user: SUPERVISOR, page: '/requests/:id', path: `/requests/${request}` },
  { user: SUPERVISOR, page: '/alerts', path: '/alerts?all=1' },
  { user: OPERATOR, page: '/operations', path: '/operations' },
];

/** The paths that the console has: a page that is added without a visit is found. */
export function pagePaths(): string[] {
  const source = readFileSync(join(ROOT, 'apps', 'console', 'web', 'src', 'app', 'pages.tsx'), 'utf8');
  return [...new Set([...source.matchAll(/\{ path: '([^']+)'/g)].map(([, path]) => path!))];
}
