import type { DeskOptions } from '@lianzhi/desk';
import { caseMigrations } from './cases/case-migrations';
import { CaseRegister } from './cases/case-register';
import { CasesModule } from './cases/cases-module';
import { KnownCaseCheck } from './cases/known-case-check';
import { draftMigrations } from './drafts/draft-migrations';
import { DraftStore } from './drafts/draft-store';
import { DraftsModule } from './drafts/drafts-module';
import { FollowDrafts } from './follow-drafts/follow-drafts';
import { followWatchMigrations } from './follow-drafts/follow-watch-migrations';
import { watchFollows } from './follow-drafts/watch-follows';
import { PartyModule } from './party/party-module';

/** What makes a desk the desk of courts. */
export const courtDesk: DeskOptions = {
  agency: 'court', defaultPort: 7001, migrations: [...caseMigrations, ...draftMigrations, ...followWatchMigrations],
  parts: ({ pool, cipher, raiseAlerts, catalogue }) => {
    const register = new CaseRegister(pool, cipher);
    const drafts = new DraftStore(pool, cipher, raiseAlerts);
    return {
      imports: [CasesModule.with(register), PartyModule.with(register), DraftsModule.with(drafts)],
      submissionCheck: new KnownCaseCheck(register),
      onRequests: (client, requests) => watchFollows(client, requests, catalogue),
      background: (inside) => [new FollowDrafts(inside, drafts)],
    };
  },
};
