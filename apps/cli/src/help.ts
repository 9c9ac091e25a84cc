import type { Bilingual } from '@lianzhi/contracts';

const commands: readonly { usage: string; title: Bilingual }[] = [
  { usage: 'due <type> <obligation> --start <instant> [--urgency <urgency>] [--until <date|instant>] [--milestone <name>] [--region <code>] [--rules <file>] [--calendar <file>]', title: { zh: '计算办理时限的届满时间、所依规则及推算过程（离线）；可另给规则行或放假通知的 JSON 文件', en: 'when a time limit ends, under which rule, and why (offline); with further rule rows or a holiday notice from JSON files' } },
  { usage: 'rules [<type>] [--rules <file>]', title: { zh: '规则表：全部办理时限及其依据，或其中一类事项的（离线）', en: 'the rule table: every time limit with its source, or those of one request type (offline)' } },
  { usage: 'catalogue [<type>]', title: { zh: '事项目录，或其中一类事项（离线）', en: 'the request types, or one of them with its schemas and examples (offline)' } },
  { usage: 'send <file>', title: { zh: '发送一件协助事项；文件为 JSON 或 YAML，内容同 POST /v1/requests，文书可写作 {path, kind}', en: 'send a request; the file is the JSON or YAML body of POST /v1/requests, documents may be given as {path, kind}' } },
  { usage: 'watch <id> [--once]', title: { zh: '跟踪一件事项，每次变化输出一行，直至办结', en: 'follow a request, one line for each change, until it ends' } },
  { usage: 'dead-letters [list|show <id>|requeue <id…>|discard <id…>] [--state open|requeued|discarded] [--reason <text>]', title: { zh: '死信（运维角色）：列出、查看、按当前状态重新判定、作废并写明理由', en: 'dead letters (role operator): list, show masked, judge again against the state as it is now, discard with a reason' } },
  { usage: 'verify <pack.zip> [--root <public JWK>] [--json]', title: { zh: '离线核验证据包：逐条报文列出成立与不成立之处', en: 'check an evidence pack offline: says what holds and what does not, message by message' } },
  { usage: 'audit <postgres-url | export.jsonl> --kept <postgres-url | export.jsonl> [--directory <records.jsonl> --root <public JWK>] [--keys <private keys> --operator <code>] [--export <file>]', title: { zh: '以其他运行方保存的根核对一个服务的全部日志，指出第一处不同；给出名录则并核对每个签名，给出私钥则并核对每条内容；--export 只导出', en: 'check the whole journal of a service against the roots that others keep: names the first position that differs; with the directory it checks every signature, with the private keys all data; --export only writes what is checked to a file' } },
];

const options: readonly { usage: string; title: Bilingual }[] = [
  { usage: '--organisation <code>', title: { zh: '以该单位的身份（本地演示客户端），如 court-141031；环境变量 LIANZHI_ORGANISATION', en: 'act as this organisation (demo client of a local launch), such as court-141031; LIANZHI_ORGANISATION' } },
  { usage: '--url <url>', title: { zh: '办理台地址；环境变量 LIANZHI_URL；默认取自本地发现文档', en: 'base URL of the desk; LIANZHI_URL; by default from the local discovery document' } },
  { usage: '--client-id <id> --client-secret <secret> --issuer <url>', title: { zh: '其他客户端；环境变量 LIANZHI_CLIENT_ID、LIANZHI_CLIENT_SECRET、OIDC_ISSUER', en: 'any other client; LIANZHI_CLIENT_ID, LIANZHI_CLIENT_SECRET, OIDC_ISSUER' } },
  { usage: '--discovery <url>', title: { zh: '本地发现文档的地址；环境变量 LIANZHI_DISCOVERY_URL', en: 'address of the local discovery document; LIANZHI_DISCOVERY_URL' } },
  { usage: '--idempotency-key <key>', title: { zh: '发送时的幂等键：重复发送只办一次', en: 'with send: sending again does it once' } },
  { usage: '--root <file>', title: { zh: '目录根公钥（JWK），核验时以此为准', en: "public JWK of the directory's root, as published" } },
  { usage: '--lang zh-CN|en', title: { zh: '只用一种语言', en: 'one language only' } },
  { usage: '--help', title: { zh: '本说明', en: 'this text' } },
];

const words = {
  zh: { use: '用法', commands: '命令', options: '选项', codes: '结果以 JSON 写到标准输出，其余写到标准错误。退出码：0 成功，1 未成功，2 用法有误。' },
  en: { use: 'Usage', commands: 'Commands', options: 'Options', codes: 'Results are JSON on standard output, everything else goes to standard error. Exit codes: 0 done, 1 not done, 2 wrong usage.' },
};

/** The help text; in both languages unless one is asked for. */
export function helpText(language: string | undefined): string {
  const chosen = language === undefined ? (['zh', 'en'] as const) : [language.toLowerCase().startsWith('zh') ? ('zh' as const) : ('en' as const)];
  return chosen.map(helpIn).join('\n');
}

function helpIn(language: 'zh' | 'en'): string {
  const { use, commands: commandsWord, options: optionsWord, codes } = words[language];
  const lines = (items: typeof commands) => items.map(({ usage, title }) => `  ${usage}\n      ${title[language]}`);
  return ['联执 Lianzhi', '', `${use}: lianzhi <command> [options]`, '', commandsWord, ...lines(commands), '', optionsWord, ...lines(options), '', codes, ''].join('\n');
}
