import type { RequestContract } from '../request-contract';
import { freezeAccount } from './freeze-account.request';
import { locateDebtor } from './locate-debtor.request';
import { queryDeposits } from './query-deposits.request';
import { queryPerson } from './query-person.request';
import { referRefusalOffence } from './refer-refusal-offence.request';
import { releaseEarly } from './release-early.request';
import { takeIntoDetention } from './take-into-detention.request';
import { unfreezeAccount } from './unfreeze-account.request';
import { holdVehicle } from './hold-vehicle.request';
import { seizeVehicleRegistration } from './seize-vehicle-registration.request';
import { restrictExit } from './restrict-exit.request';
import { attendEnforcement } from './attend-enforcement.request';
import { inviteToAttend } from './invite-to-attend.request';
import { requestFilingSupervision } from './request-filing-supervision.request';
import { explainNonFiling } from './explain-non-filing.request';
import { orderFiling } from './order-filing.request';
import { requestArrestApproval } from './request-arrest-approval.request';
import { transferForProsecution } from './transfer-for-prosecution.request';
import { fileProsecution } from './file-prosecution.request';
import { enforcementSupervision } from './enforcement-supervision.request';
import { delegateMatter } from './delegate-matter.request';
import { assignCase } from './assign-case.request';
import { jointEnforcement } from './joint-enforcement.request';
import { superviseCase } from './supervise-case.request';
import { dispatchDuty } from './dispatch-duty.request';
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
import { renewEquityFreeze } from './renew-equity-freeze.request';
import { renewNetworkAssetFreeze } from './renew-network-asset-freeze.request';
import { unfreezeEquity } from './unfreeze-equity.request';
import { unfreezeNetworkAsset } from './unfreeze-network-asset.request';
import { partyMessage } from './party-message.request';
import { reportClue } from './report-clue.request';

/** The only list of request types (事项类型): a new one is one file and one line here. */
export const requests: readonly RequestContract[] = [
  queryPerson, locateDebtor, takeIntoDetention, releaseEarly, referRefusalOffence,
  queryDeposits, freezeAccount, unfreezeAccount,
  holdVehicle, seizeVehicleRegistration, restrictExit, attendEnforcement, inviteToAttend,
  requestFilingSupervision, explainNonFiling, orderFiling, requestArrestApproval, transferForProsecution, fileProsecution,
  enforcementSupervision, delegateMatter, assignCase, jointEnforcement, superviseCase, dispatchDuty,
  queryRealEstate, sealRealEstate, renewRealEstateSeal, unsealRealEstate, transferRealEstate,
  queryTransactions, renewFreeze, transferFunds, openCaseAccount, disburseFunds, fundsReceived, objectToMeasure,
  queryEquity, freezeEquity, queryHousingContract, jointDiscipline, creditRepair, referDiscipline, recommend, socialAid, gridAssist, freezeNetworkAsset,
  renewEquityFreeze, unfreezeEquity, renewNetworkAssetFreeze, unfreezeNetworkAsset,
  partyMessage, reportClue,
];

export { freezeAccount, locateDebtor, queryDeposits, queryPerson, referRefusalOffence, releaseEarly, takeIntoDetention, unfreezeAccount };
export {
  holdVehicle, seizeVehicleRegistration, restrictExit, attendEnforcement, inviteToAttend,
  requestFilingSupervision, explainNonFiling, orderFiling, requestArrestApproval, transferForProsecution, fileProsecution,
  enforcementSupervision, delegateMatter, assignCase, jointEnforcement, superviseCase, dispatchDuty,
};
export { queryRealEstate, sealRealEstate, renewRealEstateSeal, unsealRealEstate, transferRealEstate };
export { queryTransactions, renewFreeze, transferFunds, openCaseAccount, disburseFunds, fundsReceived, objectToMeasure };
export { queryEquity, freezeEquity, queryHousingContract, jointDiscipline, creditRepair, referDiscipline, recommend, socialAid, gridAssist, freezeNetworkAsset };
export { renewEquityFreeze, unfreezeEquity, renewNetworkAssetFreeze, unfreezeNetworkAsset };
export { partyMessage, reportClue };
