import { readCommandLine, type CommandLine } from './command-line';
import { audit } from './commands/audit';
import { catalogue } from './commands/catalogue';
import { deadLetters } from './commands/dead-letters';
import { due } from './commands/due';
import { rules } from './commands/rules';
import { send } from './commands/send';
import { verify } from './commands/verify';
import { watch } from './commands/watch';
import { DeskConnection } from './desk-connection';
import { helpText } from './help';
import { Refusal } from './refusal';
import { UsageError } from './usage-error';

export interface CliIo {
  /** Results, whole lines. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  env(): Promise<Readonly<Record<string, string | undefined>>>;
  now(): Date;
}

/** Runs one command. Resolves with the exit code: 0 done, 1 not done, 2 wrong usage. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  try {
    const line = readCommandLine(argv);
    if (line.options.help) return io.out(helpText(line.options.lang)), 0;
    if (line.command === undefined) return io.err(helpText(line.options.lang)), 2;
    return (await runCommand(line, io)) === false ? 1 : 0;
  } catch (error) {
    return report(error, io);
  }
}

/** @returns false when what was looked at does not hold */
async function runCommand(line: CommandLine, io: CliIo): Promise<boolean | void> {
  const connect = async () => DeskConnection.open(line, await io.env());
  const print = (result: object) => io.out(`${JSON.stringify(result, null, 2)}\n`);
  switch (line.command) {
    case 'due': return print(due(line));
    case 'rules': return print(rules(line));
    case 'catalogue': return print(catalogue(line, io.now()));
    case 'send': return print(await send(line, connect));
    case 'watch': return watch(line, connect, (result) => io.out(`${JSON.stringify(result)}\n`));
    case 'dead-letters': return print(await deadLetters(line, async () => DeskConnection.open(line, await io.env(), 'operator')));
    case 'verify': return verify(line, (text) => io.out(text));
    case 'audit': return audit(line, (text) => io.out(text));
    default: throw new UsageError(`没有命令 ${line.command}，请查看 lianzhi --help`, `There is no command ${line.command}: see lianzhi --help`);
  }
}

function report(error: unknown, { err }: CliIo): number {
  if (error instanceof UsageError) {
    err(`${error.zh}\n${error.en}\n`);
    return 2;
  }
  if (error instanceof Refusal) {
    err(`${error.message}\n${error.problem === undefined ? '' : `${JSON.stringify(error.problem, null, 2)}\n`}`);
    return 1;
  }
  err(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  return 1;
}
