import type { AccountsAnswer, CoreBanking, Operation, OperationAnswers, TransactionsAnswer } from '../../core-banking/core-banking';

type Script<T> = T | Error;
type Scripts = { [K in keyof OperationAnswers]?: Script<OperationAnswers[K]> } & { query?: Script<AccountsAnswer>; transactions?: Script<TransactionsAnswer>; find?: Script<Operation | undefined> };

/** Core banking that answers what it is told, or throws it, and remembers what it was asked. */
export class ScriptedCoreBanking implements CoreBanking {
  readonly calls: { method: keyof CoreBanking; arguments: unknown[] }[] = [];

  constructor(private readonly script: Scripts) {}

  queryAccounts = (...given: Parameters<CoreBanking['queryAccounts']>) => this.play('queryAccounts', given, this.script.query!);
  queryTransactions = (...given: Parameters<CoreBanking['queryTransactions']>) => this.play('queryTransactions', given, this.script.transactions!);
  freeze = (...given: Parameters<CoreBanking['freeze']>) => this.play('freeze', given, this.script.freeze!);
  release = (...given: Parameters<CoreBanking['release']>) => this.play('release', given, this.script.release!);
  renew = (...given: Parameters<CoreBanking['renew']>) => this.play('renew', given, this.script.renew!);
  transfer = (...given: Parameters<CoreBanking['transfer']>) => this.play('transfer', given, this.script.transfer!);
  openCaseAccount = (...given: Parameters<CoreBanking['openCaseAccount']>) => this.play('openCaseAccount', given, this.script.open!);
  pay = (...given: Parameters<CoreBanking['pay']>) => this.play('pay', given, this.script.pay!);
  findByReference = (...given: Parameters<CoreBanking['findByReference']>) => this.play('findByReference', given, this.script.find);

  private async play<T>(method: keyof CoreBanking, given: unknown[], scripted: Script<T>): Promise<T> {
    this.calls.push({ method, arguments: given });
    if (scripted instanceof Error) throw scripted;
    return scripted;
  }
}
