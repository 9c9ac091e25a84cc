import { baseRows, catalogue } from '@lianzhi/contracts';
import { checkCount, type CommandLine } from '../command-line';
import { contractNamed } from '../contract-named';
import { readRules } from '../law-files';

/** `rules [<type>]`: the rows of the rule table 规则表, those of a file behind the contract's own, without any service. */
export function rules(line: CommandLine): object {
  checkCount(line, 0, 1);
  const [type] = line.arguments;
  const contracts = type === undefined ? catalogue.contracts : [contractNamed(type)];
  const table = readRules(line.options.rules);
  return { items: contracts.flatMap((contract) => [...baseRows(contract).keys()]).flatMap((id) => table.rowsOf(id)) };
}
