import type { AccountsAnswer, CoreBanking, FreezeAnswer, Operation, ReleaseAnswer } from '../../core-banking/core-banking';

type Script<T> = T | Error;

/** Core banking that answers what it is told, or throws it, and remembers what it was asked. */
export class ScriptedCoreBanking implements CoreBanking {
  readonly calls: { method: keyof CoreBanking; arguments: unknown[] }[] = [];

  constructor(private readonly script: { query?: Script<AccountsAnswer>; freeze?: Script<FreezeAnswer>; release?: Script<ReleaseAnswer>; find?: Script<Operation | undefined> }) {}

  queryAccounts = (...given: Parameters<CoreBanking['queryAccounts']>) => this.play('queryAccounts', given, this.script.query!);
  freeze = (...given: Parameters<CoreBanking['freeze']>) => this.play('freeze', given, this.script.freeze!);
  release = (...given: Parameters<CoreBanking['release']>) => this.play('release', given, this.script.release!);
  findByReference = (...given: Parameters<CoreBanking['findByReference']>) => this.play('findByReference', given, this.script.find);

  private async play<T>(method: keyof CoreBanking, given: unknown[], scripted: Script<T>): Promise<T> {
    this.calls.push({ method, arguments: given });
    if (scripted instanceof Error) throw scripted;
    return scripted;
  }
}
