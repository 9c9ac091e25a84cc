import type { Bilingual } from '../bilingual';
import type { Catalogue } from '../catalogue';
import { outcomes } from '../outcomes';
import type { DocumentMove, DocumentRule, RequestContract } from '../request-contract';
import { acceptObligation, deliverObligation } from '../standard-obligations';
import { obligationWords } from './obligation-words';

export type Language = keyof Bilingual;

const words = {
  title: { zh: '事项目录', en: 'The request catalogue' },
  intro: {
    zh: '全部事项类型，由合同文件（`libs/contracts/src/requests`）生成，请勿手改：`npm run generate`。English: [catalogue.en.md](catalogue.en.md)',
    en: 'All request types, generated from the contracts (`libs/contracts/src/requests`). Do not edit: `npm run generate`. 中文：[catalogue.md](catalogue.md)',
  },
  levels: {
    zh: '时限来源：“法律”“意见”载明文件与条号；“政策”没有法律依据，是可由运行单位调整的默认值；“事项载明”以请求或反馈中的日期为准。除另有写明外，时限自送达起算。',
    en: 'Sources of limits: *law* and *opinion* name document and article; *policy* has no source in law and is a default that operators may change; *as the request says* is a date in the request or the reply.',
  },
  overHttp: {
    zh: '请求方没有总线通道：经承办单位的接口 `POST /v1/party/messages` 提出，消息不上总线。', en: 'The requesters have no lane: they ask over HTTP at the desk that answers (`POST /v1/party/messages`), and nothing of it goes on the bus.',
  },
  everywhere: { zh: '每一事项另有（写有自己的同名义务的除外）：', en: 'Every type owes besides, unless it declares its own of that name:' },
  columns: {
    zh: ['事项类型', '谁向谁', '文书（**必备**）', '结果', '节点', '义务与时限'],
    en: ['type', 'who asks whom', 'documents (**required**)', 'outcomes', 'milestones', 'obligations and limits'],
  },
} as const;

const moveWords: Readonly<Record<DocumentMove, Bilingual>> = {
  request: { zh: '随请求', en: 'with the request' }, accept: { zh: '随签收', en: 'on accepting' }, reply: { zh: '随反馈', en: 'with the reply' }, supplement: { zh: '随补充', en: 'with a supplement' },
  'measure-change': { zh: '随后续变化', en: 'with later news' },
};

const cell = (lines: readonly string[]): string => (lines.length === 0 ? '—' : lines.map((line) => line.replaceAll('|', '\\|').replaceAll('\n', ' ')).join('<br>'));

/** The value of a choice as its form shows it: 拍卖成交 rather than `auction`. */
function valueWords(contract: RequestContract, field: string, value: string | boolean, language: Language): string {
  const { title, widget } = contract.request.fields[field]!;
  const options = (widget.options ?? []) as { value: string; title: Bilingual }[];
  const shown = typeof value === 'boolean' ? { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } }[`${value}`] : options.find((option) => option.value === value)?.title;
  return language === 'zh' ? `「${title.zh}」为${shown?.zh ?? String(value)}` : `“${title.en}” is ${shown?.en ?? String(value)}`;
}

/** The outcomes and milestones that a document goes with, as their forms show them. */
function withWords({ kind: of, milestones }: RequestContract, { outcomes: named = [], milestones: reached = [] }: NonNullable<DocumentRule['requiredWith']>, language: Language): string {
  const titles = [...outcomes[of].filter(({ name }) => named.includes(name)), ...milestones.filter(({ name }) => reached.includes(name))].map(({ title }) => title[language]);
  return language === 'zh' ? `${titles.map((title) => `「${title}」`).join('、')}时**必备**` : `**required** with ${titles.map((title) => `“${title}”`).join(', ')}`;
}

function documentWords(contract: RequestContract, { kind, title, required, requiredWhen, requiredWith, on = ['request'] }: DocumentRule, language: Language): string {
  const name = language === 'zh' ? kind : `${kind} ${title.en}`;
  const when = requiredWhen === undefined ? undefined : valueWords(contract, requiredWhen.field, requiredWhen.equals, language);
  const moves = on.includes('request') ? undefined : on.map((move) => moveWords[move][language]).join(language === 'zh' ? '、' : ', ');
  const notes = [when === undefined ? undefined : language === 'zh' ? `${when}时**必备**` : `**required** when ${when}`, requiredWith && withWords(contract, requiredWith, language), moves].filter((note) => note !== undefined);
  return (required ? `**${name}**` : name) + (notes.length === 0 ? '' : language === 'zh' ? `（${notes.join('；')}）` : ` (${notes.join('; ')})`);
}

function outcomeWords(contract: RequestContract, language: Language): string[] {
  return outcomes[contract.kind].map(({ name, title, final, interim }) => {
    const only = final && interim ? '' : final ? { zh: '（最终）', en: ' (final only)' }[language] : { zh: '（阶段）', en: ' (interim only)' }[language];
    return `${title[language]} \`${name}\`${only}`;
  });
}

/** 上级 → 下级, and where it says so. */
function relationWords({ requester }: RequestContract, language: Language): string[] {
  if (!requester) return [];
  const { document, article } = requester.source;
  const where = document === undefined ? '' : language === 'zh' ? `（${document}第${article}条）` : ` (${document} art. ${article})`;
  return [{ zh: '上级向下级', en: 'superior to subordinate' }[language] + where, ...(requester.turnsUpAfter ?? []).map((type) => ({ zh: `承接 \`${type}\` 时：向受托单位的上级`, en: `after \`${type}\`: to whoever stands above the one asked` })[language])];
}

function row(contract: RequestContract, language: Language, nameOf: (agency: string) => string): string {
  const names = (codes: readonly string[]) => codes.map(nameOf).join(language === 'zh' ? '、' : ', ');
  const standard = [deliverObligation, acceptObligation];
  const columns = [
    [`**${contract.title[language]}**`, `\`${contract.type}\``],
    [`${names(contract.requesters)} → ${names(contract.responders)}`, ...relationWords(contract, language)],
    contract.documents.map((document) => documentWords(contract, document, language)),
    outcomeWords(contract, language),
    contract.milestones.map(({ name, title }) => `${title[language]} \`${name}\``),
    contract.obligations.filter((rule) => !standard.includes(rule)).map((rule) => obligationWords(rule, contract.milestones)[language]),
  ];
  return `| ${columns.map((lines) => cell(lines)).join(' | ')} |`;
}

/** Those of one asker and answerer together, in the order of the catalogue. */
function groups(contracts: readonly RequestContract[]): [string, RequestContract[]][] {
  const byPair = new Map<string, RequestContract[]>();
  for (const contract of contracts) {
    const pair = `${contract.requesters.join()} → ${contract.responders.join()}`;
    byPair.set(pair, [...byPair.get(pair) ?? [], contract]);
  }
  return [...byPair];
}

/**
 * All request types as a page of Markdown (docs/catalogue.md, docs/catalogue.en.md): who asks whom, documents, outcomes,
 * milestones, obligations with limit and source. The same catalogue gives the same text.
 */
export function catalogueTable(catalogue: Pick<Catalogue, 'contracts' | 'agency'>, language: Language): string {
  const nameOf = (code: string): string => catalogue.agency(code)?.title[language] ?? code;
  const names = (codes: readonly string[]) => codes.map(nameOf).join(language === 'zh' ? '、' : ', ');
  const head = [`| ${words.columns[language].join(' | ')} |`, `|${' --- |'.repeat(words.columns[language].length)}`];
  const sections = groups(catalogue.contracts).flatMap(([, contracts]) => [
    '', `## ${names(contracts[0]!.requesters)} → ${names(contracts[0]!.responders)}`, '', ...contracts[0]!.channel === 'http' ? [words.overHttp[language], ''] : [], ...head, ...contracts.map((contract) => row(contract, language, nameOf)),
  ]);
  return `${[
    `# ${words.title[language]}`, '', words.intro[language], '', ({ zh: `共${catalogue.contracts.length}种。`, en: `${catalogue.contracts.length} request types. ` })[language] + words.levels[language], '',
    words.everywhere[language], '', ...[deliverObligation, acceptObligation].map((rule) => `- ${obligationWords(rule, [])[language]}`), ...sections,
  ].join('\n')}\n`;
}
