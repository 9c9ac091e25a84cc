import { useCatalogue } from '../api/use-catalogue';
import { useSession } from '../session/session';
import type { Abilities } from './pages';

/** As libs/contracts/src/agencies.ts has it (`holdsCases`): their desk has cases, drafts and the ledger of measures. */
const agenciesWithCases: ReadonlySet<string> = new Set(['court']);

/** Undefined until the catalogue is here. An organisation without a desk neither asks nor answers. */
export function useAbilities(): Abilities | undefined {
  const { organisation, desk } = useSession();
  const catalogue = useCatalogue();
  if (desk === undefined) return { answers: false, asks: false, holdsCases: false };
  if (catalogue.length === 0) return undefined;
  return {
    answers: catalogue.some(({ responders, channel }) => channel === 'lane' && responders.includes(organisation.agency)),
    holdsCases: agenciesWithCases.has(organisation.agency),
    asks: catalogue.some(({ requesters }) => requesters.includes(organisation.agency)),
  };
}
