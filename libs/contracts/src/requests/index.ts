import type { RequestContract } from '../request-contract';
import { freezeAccount } from './freeze-account.request';
import { locateDebtor } from './locate-debtor.request';
import { queryDeposits } from './query-deposits.request';
import { queryPerson } from './query-person.request';
import { referRefusalOffence } from './refer-refusal-offence.request';
import { releaseEarly } from './release-early.request';
import { takeIntoDetention } from './take-into-detention.request';
import { unfreezeAccount } from './unfreeze-account.request';

/** The only list of request types (事项类型): a new one is one file and one line here. */
export const requests: readonly RequestContract[] = [
  queryPerson, locateDebtor, takeIntoDetention, releaseEarly, referRefusalOffence,
  queryDeposits, freezeAccount, unfreezeAccount,
];

export { freezeAccount, locateDebtor, queryDeposits, queryPerson, referRefusalOffence, releaseEarly, takeIntoDetention, unfreezeAccount };
