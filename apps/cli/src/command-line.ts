import { parseArgs } from 'node:util';
import { UsageError } from './usage-error';

const OPTIONS = {
  start: { type: 'string' }, urgency: { type: 'string' }, until: { type: 'string' }, milestone: { type: 'string' }, region: { type: 'string' }, rules: { type: 'string' }, calendar: { type: 'string' },
  organisation: { type: 'string' }, url: { type: 'string' }, 'client-id': { type: 'string' }, 'client-secret': { type: 'string' }, issuer: { type: 'string' },
  discovery: { type: 'string' }, 'idempotency-key': { type: 'string' }, once: { type: 'boolean' }, state: { type: 'string' }, reason: { type: 'string' },
  root: { type: 'string' }, directory: { type: 'string' }, keys: { type: 'string' }, kept: { type: 'string' }, operator: { type: 'string' }, export: { type: 'string' }, json: { type: 'boolean' }, lang: { type: 'string' }, help: { type: 'boolean', short: 'h' },
} as const;

export interface CommandLine {
  command: string | undefined;
  arguments: string[];
  options: { [K in keyof typeof OPTIONS]?: (typeof OPTIONS)[K]['type'] extends 'boolean' ? boolean : string };
}

/** @throws UsageError for an unknown option or one without its value */
export function readCommandLine(argv: readonly string[]): CommandLine {
  try {
    const { positionals: [command, ...rest], values } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    return { command, arguments: rest, options: values };
  } catch (error) {
    const reason = (error as Error).message.split('. ')[0]!;
    throw new UsageError(`命令行有误：${reason}`, `The command line is wrong: ${reason}`);
  }
}

/** @throws UsageError unless there are between `min` and `max` arguments */
export function checkCount({ arguments: given, command }: CommandLine, min: number, max: number): void {
  if (given.length < min || given.length > max) {
    throw new UsageError(`命令 ${command} 的参数个数不对，请查看 lianzhi --help`, `The command ${command} has the wrong number of arguments: see lianzhi --help`);
  }
}
