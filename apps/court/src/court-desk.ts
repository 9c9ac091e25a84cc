import type { DeskOptions } from '@lianzhi/desk';
import { CaseMoney } from './case-money/case-money';
import { caseMoneyMigrations } from './case-money/case-money-migrations';
import { CaseLimitWatch } from './cases/case-limit-watch';
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
import { EndSweeper } from './measures/end-sweeper';
import { MeasureEffects } from './measures/measure-effects';
import { measureMigrations } from './measures/measure-migrations';
import { MeasureStore } from './measures/measure-store';
import { MeasuresModule } from './measures/measures-module';
import { performanceMigrations } from './performance/performance-migrations';
import { PerformanceModule } from './performance/performance-module';
import { Performances } from './performance/performances';
import { PartyModule } from './party/party-module';

/** What makes a desk the desk of courts. */
export const courtDesk: DeskOptions = {
  agency: 'court', defaultPort: 7001, migrations: [...caseMigrations, ...caseMoneyMigrations, ...draftMigrations, ...followWatchMigrations, ...measureMigrations, ...performanceMigrations],
  parts: ({ pool, cipher, raiseAlerts, catalogue, clock, directory, onError }) => {
    const register = new CaseRegister(pool, cipher, directory);
    const drafts = new DraftStore(pool, cipher, raiseAlerts);
    const store = new MeasureStore(cipher);
    const money = new CaseMoney(catalogue, directory);
    const effects = new MeasureEffects({ store, cases: register, money, drafts, catalogue, directory });
    register.watchedBy(effects.caseWatch(clock));
    const performances = new Performances({ pool, cipher, cases: register, catalogue, drafts, directory });
    return {
      imports: [CasesModule.with(register), PartyModule.with(register), DraftsModule.with(drafts), MeasuresModule.with(store, register, money), PerformanceModule.with(performances, register)],
      submissionCheck: new KnownCaseCheck(register),
      effects,
      onRequests: (client, requests) => watchFollows(client, requests, catalogue, drafts),
      background: (inside) => [
        new FollowDrafts(inside, drafts), new CaseLimitWatch({ pool, cases: register, calendar: () => inside.context.calendar, clock, raiseAlerts, onError }),
        new EndSweeper({ pool, store, drafts, catalogue, clock, raiseAlerts, onError }),
      ],
    };
  },
};
