import { isCaseNumber, normaliseCaseNumber, partyCapacities, type PartyCapacity } from '@lianzhi/contracts';
import type { Directory } from '@lianzhi/exchange';
import { forbidden, notFound, type Caller, type DataCipher } from '@lianzhi/platform';

/** A person of a case as the court knows it from a token: never more than that. */
export interface Party {
  /** Stands for the person as the sender of requests; says nothing of who it is. WARNING: stored. */
  code: string;
  /** Under which the person has written to this court, and to those whose matters came to it. */
  codes: readonly string[];
  /** As the identity service verified it. */
  name: string;
  capacity: PartyCapacity;
  /** Who acts for the court that the token names: that court itself, or its successor. */
  court: string;
  /** That one, and those whose matters came to it. */
  courts: readonly string[];
  /** In normal form. */
  caseNumber: string;
}

/** The code of a person at a court: the same for all of its cases there, another one at another court. */
export const partyCode = ({ organisation, user }: Pick<Caller, 'organisation' | 'user'>, cipher: Pick<DataCipher, 'keyedHash'>): string =>
  `party-${cipher.keyedHash(`party ${organisation} ${user ?? ''}`).toString('hex').slice(0, 16)}`;

/** All codes of a person at a court and those whose matters came to it: what it wrote before one was closed stays its own. */
export const partyCodes = ({ organisation, user }: Pick<Caller, 'organisation' | 'user'>, cipher: Pick<DataCipher, 'keyedHash'>, directory: Pick<Directory, 'successionOf'>): string[] =>
  directory.successionOf(organisation).map((court) => partyCode({ organisation: court, user }, cipher));

/**
 * Who speaks in which case. A case that the token does not name does not exist for the caller, whether the court has it or not.
 * @throws Problem 403 for a token without a person, 404 for a case that is not the caller's
 */
export function partyOf(caller: Caller, written: string, { cipher, directory }: { cipher: Pick<DataCipher, 'keyedHash'>; directory: Pick<Directory, 'successionOf'> }): Party {
  if (caller.user === undefined) throw forbidden({ zh: '须由当事人本人登录', en: 'A person has to sign in' });
  const caseNumber = isCaseNumber(written) ? normaliseCaseNumber(written) : written;
  const own = caller.cases?.find((one) => isCaseNumber(one.caseNumber) && normaliseCaseNumber(one.caseNumber) === caseNumber);
  if (own === undefined || !Object.hasOwn(partyCapacities, own.as)) throw notFound({ zh: '没有该案件', en: 'There is no such case' });
  const courts = directory.successionOf(caller.organisation);
  const codes = partyCodes(caller, cipher, directory);
  return { code: codes[0]!, codes, name: caller.name ?? caller.user, capacity: own.as as PartyCapacity, court: courts[0]!, courts, caseNumber };
}
