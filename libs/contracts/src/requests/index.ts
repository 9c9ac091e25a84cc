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

/** The only list of request types (事项类型): a new one is one file and one line here. */
export const requests: readonly RequestContract[] = [
  queryPerson, locateDebtor, takeIntoDetention, releaseEarly, referRefusalOffence,
  queryDeposits, freezeAccount, unfreezeAccount,
  holdVehicle, seizeVehicleRegistration, restrictExit, attendEnforcement, inviteToAttend,
  requestFilingSupervision, explainNonFiling, orderFiling, requestArrestApproval, transferForProsecution, fileProsecution,
  enforcementSupervision, delegateMatter, assignCase, jointEnforcement, superviseCase, dispatchDuty,
];

export { freezeAccount, locateDebtor, queryDeposits, queryPerson, referRefusalOffence, releaseEarly, takeIntoDetention, unfreezeAccount };
export {
  holdVehicle, seizeVehicleRegistration, restrictExit, attendEnforcement, inviteToAttend,
  requestFilingSupervision, explainNonFiling, orderFiling, requestArrestApproval, transferForProsecution, fileProsecution,
  enforcementSupervision, delegateMatter, assignCase, jointEnforcement, superviseCase, dispatchDuty,
};
