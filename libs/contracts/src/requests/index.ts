import type { RequestContract } from '../request-contract';
import { freezeAccount } from './freeze-account.request';
import { locateDebtor } from './locate-debtor.request';
import { queryDeposits } from './query-deposits.request';
import { queryPerson } from './query-person.request';
import { referRefusalOffence } from './refer-refusal-offence.request';
import { releaseEarly } from './release-early.request';
import { takeIntoDetention } from './take-into-detention.request';
import { unfreezeAccount } from './unfreeze-account.request';
import { queryRealEstate } from './query-real-estate.request';
import { sealRealEstate } from './seal-real-estate.request';
import { renewRealEstateSeal } from './renew-real-estate-seal.request';
import { unsealRealEstate } from './unseal-real-estate.request';
import { transferRealEstate } from './transfer-real-estate.request';
import { queryTransactions } from './query-transactions.request';
import { renewFreeze } from './renew-freeze.request';
import { transferFunds } from './transfer-funds.request';
import { openCaseAccount } from './open-case-account.request';
import { disburseFunds } from './disburse-funds.request';
import { fundsReceived } from './funds-received.request';
import { objectToMeasure } from './object-to-measure.request';
import { queryEquity } from './query-equity.request';
import { freezeEquity } from './freeze-equity.request';
import { queryHousingContract } from './query-housing-contract.request';
import { jointDiscipline } from './joint-discipline.request';
import { creditRepair } from './credit-repair.request';
import { referDiscipline } from './refer-discipline.request';
import { recommend } from './recommend.request';
import { socialAid } from './social-aid.request';
import { gridAssist } from './grid-assist.request';
import { freezeNetworkAsset } from './freeze-network-asset.request';

/** The only list of request types (事项类型): a new one is one file and one line here. */
export const requests: readonly RequestContract[] = [
  queryPerson, locateDebtor, takeIntoDetention, releaseEarly, referRefusalOffence,
  queryDeposits, freezeAccount, unfreezeAccount,
  queryRealEstate, sealRealEstate, renewRealEstateSeal, unsealRealEstate, transferRealEstate,
  queryTransactions, renewFreeze, transferFunds, openCaseAccount, disburseFunds, fundsReceived, objectToMeasure,
  queryEquity, freezeEquity, queryHousingContract, jointDiscipline, creditRepair, referDiscipline, recommend, socialAid, gridAssist, freezeNetworkAsset,
];

export { freezeAccount, locateDebtor, queryDeposits, queryPerson, referRefusalOffence, releaseEarly, takeIntoDetention, unfreezeAccount };
export { queryRealEstate, sealRealEstate, renewRealEstateSeal, unsealRealEstate, transferRealEstate };
export { queryTransactions, renewFreeze, transferFunds, openCaseAccount, disburseFunds, fundsReceived, objectToMeasure };
export { queryEquity, freezeEquity, queryHousingContract, jointDiscipline, creditRepair, referDiscipline, recommend, socialAid, gridAssist, freezeNetworkAsset };
