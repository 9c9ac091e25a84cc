import { isEnded, isOpen, shanghaiDate, type Bilingual, type Catalogue, type OutcomeKind, type PartyCapacity, type RequestState } from '@lianzhi/contracts';

/** One thing that the court has asked for in the case. */
export interface CaseStep {
  type: string;
  state: RequestState;
  /** Agency code of whoever was asked. */
  agency: string;
  submittedAt: number;
  answeredAt: number | null;
}

/** As a party sees it: that it was asked and whether it was answered; never by whom, nor what was found. */
export interface ProgressItem {
  title: Bilingual;
  agency: Bilingual;
  state: 'under_way' | 'answered' | 'ended';
  askedOn: string;
  answeredOn: string | null;
}

/**
 * Who may see how the case goes on. The debtor must not learn that property is being looked for before it is frozen; results of
 * the search are given to the applicant by the court alone, if at all (财产调查规定 2020 art. 12).
 */
export const seesProgress: readonly PartyCapacity[] = ['applicant', 'agent'];
/** Of people who are looked for and of criminal matters nothing is told. */
const shownKinds: readonly OutcomeKind[] = ['query', 'control'];

/** The steps of a case, the newest first. Pure. */
export function caseProgress(steps: readonly CaseStep[], catalogue: Pick<Catalogue, 'find' | 'agency'>): ProgressItem[] {
  return [...steps].sort((a, b) => b.submittedAt - a.submittedAt).flatMap(({ type, state, agency, submittedAt, answeredAt }) => {
    const contract = catalogue.find(type);
    const asked = catalogue.agency(agency);
    if (contract === undefined || asked === undefined || !shownKinds.includes(contract.kind)) return [];
    return [{
      title: contract.title, agency: asked.title, state: answeredAt !== null ? 'answered' as const : isOpen(state) || !isEnded(state) ? 'under_way' as const : 'ended' as const,
      askedOn: shanghaiDate(submittedAt), answeredOn: answeredAt === null ? null : shanghaiDate(answeredAt),
    }];
  });
}
