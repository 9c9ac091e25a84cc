import type { Operation, OperationAnswers, PropertiesAnswer, Registry } from '../../registry/registry';

type Script<T> = T | Error;
type Scripts = { [K in keyof OperationAnswers]?: Script<OperationAnswers[K]> } & { query?: Script<PropertiesAnswer>; find?: Script<Operation | undefined> };

/** A registration system that answers what it is told, or throws it, and remembers what it was asked. */
export class ScriptedRegistry implements Registry {
  readonly calls: { method: keyof Registry; given: unknown[] }[] = [];

  constructor(private readonly script: Scripts) {}

  queryProperties = (...given: Parameters<Registry['queryProperties']>) => this.play('queryProperties', given, this.script.query!);
  seal = (...given: Parameters<Registry['seal']>) => this.play('seal', given, this.script.seal!);
  renew = (...given: Parameters<Registry['renew']>) => this.play('renew', given, this.script.renew!);
  unseal = (...given: Parameters<Registry['unseal']>) => this.play('unseal', given, this.script.unseal!);
  transfer = (...given: Parameters<Registry['transfer']>) => this.play('transfer', given, this.script.transfer!);
  findByReference = (...given: Parameters<Registry['findByReference']>) => this.play('findByReference', given, this.script.find);

  private async play<T>(method: keyof Registry, given: unknown[], scripted: Script<T>): Promise<T> {
    this.calls.push({ method, given });
    if (scripted instanceof Error) throw scripted;
    return scripted;
  }
}
