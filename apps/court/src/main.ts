import { runDesk } from '@lianzhi/desk';
import { caseMigrations } from './cases/case-migrations';
import { CaseRegister } from './cases/case-register';
import { CasesModule } from './cases/cases-module';
import { KnownCaseCheck } from './cases/known-case-check';
import { PartyModule } from './party/party-module';

runDesk({
  agency: 'court', defaultPort: 7001, migrations: caseMigrations,
  parts: ({ pool, cipher }) => {
    const register = new CaseRegister(pool, cipher);
    return { imports: [CasesModule.with(register), PartyModule.with(register)], submissionCheck: new KnownCaseCheck(register) };
  },
});
