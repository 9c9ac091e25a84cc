import { useCatalogue } from '../api/use-catalogue';
import { useSession } from '../session/session';
import type { Abilities } from './pages';

/** Undefined until the catalogue is here. An organisation without a desk neither asks nor answers. */
export function useAbilities(): Abilities | undefined {
  const { organisation, desk } = useSession();
  const catalogue = useCatalogue();
  if (desk === undefined) return { answers: false, asks: false };
  if (catalogue.length === 0) return undefined;
  return {
    answers: catalogue.some(({ responders, channel }) => channel === 'lane' && responders.includes(organisation.agency)),
    asks: catalogue.some(({ requesters }) => requesters.includes(organisation.agency)),
  };
}
