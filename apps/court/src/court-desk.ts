import type { DeskOptions } from '@lianzhi/desk';
import { caseMigrations } from './cases/case-migrations';
import { CaseRegister } from './cases/case-register';
import { CasesModule } from './cases/cases-module';
import { KnownCaseCheck } from './cases/known-case-check';
import { draftMigrations } from './drafts/draft-migrations';
import { DraftStore } from './drafts/draft-store';
import { DraftsModule } from './drafts/drafts-module';

/** What makes a desk the desk of courts. */
export const courtDesk: DeskOptions = {
  agency: 'court', defaultPort: 7001, migrations: [...caseMigrations, ...draftMigrations],
  parts: ({ pool, cipher, raiseAlerts }) => {
    const register = new CaseRegister(pool, cipher);
    const drafts = new DraftStore(pool, cipher, raiseAlerts);
    return { imports: [CasesModule.with(register), DraftsModule.with(drafts)], submissionCheck: new KnownCaseCheck(register) };
  },
};
