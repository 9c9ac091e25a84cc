import { lazy, type ComponentType } from 'react';
import type { IconName } from '../parts/icon';
import type { Session } from '../session/session';
import type { Words } from '../words/zh';

/** What an organisation may do, as the catalogue says. */
export interface Abilities { answers: boolean; asks: boolean; /** Keeps enforcement cases, in whose name it asks. */ holdsCases: boolean }

/** One page of the console. A page in the navigation has a title and an icon. To add one: a line here, a word in zh.ts and en.ts. */
export interface Page {
  path: string;
  nav?: { title: keyof Words['nav']; icon: IconName };
  /** Who has it. */
  for: (session: Session, abilities: Abilities) => boolean;
  component: ComponentType;
}

const keepsCases = (_session: Session, { holdsCases }: Abilities): boolean => holdsCases;
/** A supervising body: it has no desk, and looks over its region at the coordinator. */
const watches = ({ desk, roles }: Session): boolean => desk === undefined && roles.includes('supervisor');
const hasDesk = ({ desk }: Session): boolean => desk !== undefined;

export const pages: readonly Page[] = [
  { path: '/new', nav: { title: 'newRequest', icon: 'plus' }, for: keepsCases, component: lazy(() => import('../new-request/new-request-page')) },
  { path: '/sent', nav: { title: 'sent', icon: 'document' }, for: keepsCases, component: lazy(() => import('../worklist/sent-page')) },
  { path: '/cases', nav: { title: 'cases', icon: 'lines' }, for: keepsCases, component: lazy(() => import('../case/cases-page')) },
  { path: '/cases/:caseNumber', for: keepsCases, component: lazy(() => import('../case/case-page')) },
  { path: '/measures', nav: { title: 'ledger', icon: 'lock' }, for: keepsCases, component: lazy(() => import('../measures/measures-page')) },
  { path: '/batches', for: keepsCases, component: lazy(() => import('../batch/batches-page')) },
  { path: '/batches/:id', for: keepsCases, component: lazy(() => import('../batch/batch-page')) },
  { path: '/worklist', nav: { title: 'worklist', icon: 'clock' }, for: (session, { answers }) => hasDesk(session) && answers, component: lazy(() => import('../worklist/worklist-page')) },
  { path: '/all', nav: { title: 'all', icon: 'document' }, for: (session, { answers }) => hasDesk(session) && answers, component: lazy(() => import('../worklist/all-page')) },
  { path: '/requests/:id', for: hasDesk, component: lazy(() => import('../request/request-page')) },
  { path: '/requests/:id/print/:what', for: hasDesk, component: lazy(() => import('../request/print-page')) },
  { path: '/board', nav: { title: 'board', icon: 'lines' }, for: watches, component: lazy(() => import('../watch/board-page')) },
  { path: '/statistics', nav: { title: 'statistics', icon: 'lines' }, for: watches, component: lazy(() => import('../watch/statistics-page')) },
  { path: '/watch', nav: { title: 'list', icon: 'document' }, for: watches, component: lazy(() => import('../watch/list-page')) },
  { path: '/watch/obligations', for: watches, component: lazy(() => import('../watch/obligations-page')) },
  { path: '/alerts', nav: { title: 'watchAlerts', icon: 'bell' }, for: watches, component: lazy(() => import('../watch/alerts-page')) },
  { path: '/requests/:id', for: watches, component: lazy(() => import('../watch/item-page')) },
  { path: '/operations', nav: { title: 'operations', icon: 'shield' }, for: ({ roles }) => roles.includes('operator'), component: lazy(() => import('../operations/operations-page')) },
];
