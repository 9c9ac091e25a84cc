import { toShanghaiIso, type Bilingual } from '@lianzhi/contracts';

export type PaperLanguage = 'zh-CN' | 'en';

/** Says a text in the language of the paper; a title that a desk no longer knows stands as its name. */
export type Say = (text: Bilingual | undefined, otherwise?: string) => string;
export const sayIn = (language: PaperLanguage): Say => (text, otherwise = '') => (text === undefined ? otherwise : language === 'en' ? text.en : text.zh);

const parts = (instant: string): RegExpExecArray => /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(instant)!;

/** 2025年9月30日 16:05; a date alone without the time. */
export function momentOf(instant: string, language: PaperLanguage): string {
  const [, year, month, day, time] = parts(instant.includes('T') ? toShanghaiIso(Date.parse(instant)) : instant);
  const date = language === 'en' ? `${year}-${month}-${day}` : `${year}年${Number(month)}月${Number(day)}日`;
  return time === undefined ? date : `${date} ${time}`;
}

/** When a limit ends: midnight belongs to the day that it ends (9月30日 24:00). */
export function endOf(instant: string, language: PaperLanguage): string {
  const ms = Date.parse(instant);
  return toShanghaiIso(ms).includes('T00:00:00') ? `${momentOf(toShanghaiIso(ms - 1), language).slice(0, -6)} 24:00` : momentOf(instant, language);
}

/** Words of the papers. `{…}` is filled in. */
export const words = {
  notice: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, noticeOfOthers: { zh: '协助事项通知书', en: 'Request for assistance' },
  receipt: { zh: '（回执）', en: ': receipt' },
  asks: { zh: '　　本单位办理的{case}一案，需贵单位协助“{what}”。请依法办理，并在下列时限内经联执系统签收、反馈。', en: 'In case {case} this organisation asks for your assistance: {what}. Please act under the law, and accept and answer through Lianzhi within the limits below.' },
  received: { zh: '　　贵单位{case}一案要求协助“{what}”的通知收悉。办理情况回复如下。', en: 'Your notice in case {case} asking for {what} has been received. This is what was done.' },
  subject: { zh: '当事人', en: 'Party' }, asked: { zh: '协助事项', en: 'What is asked' }, urgency: { zh: '紧急程度', en: 'Urgency' }, limits: { zh: '时限与依据', en: 'Limits and their sources' }, officers: { zh: '承办人', en: 'Officers' }, documents: { zh: '所附文书', en: 'Documents' },
  cards: { zh: '工作证 {work}，执行公务证 {duty}', en: 'work card {work}, duty card {duty}' },
  before: { zh: '{when} 前', en: 'before {when}' }, notStarted: { zh: '尚未起算', en: 'not started' }, discharged: { zh: '已于 {when} 履行', en: 'done {when}' }, provisional: { zh: '（暂定：当年放假通知尚未公布）', en: ' (provisional: the holiday notice of that year is not out)' },
  law: { zh: '法律', en: 'law' }, opinion: { zh: '联合意见', en: 'joint opinion' }, policy: { zh: '政策', en: 'policy' }, contract: { zh: '事项载明', en: 'as the request says' }, article: { zh: '第{n}条', en: ' art. {n}' },
  course: { zh: '收件与签收', en: 'Receipt' }, submitted: { zh: '发出', en: 'Sent' }, delivered: { zh: '送达', en: 'Delivered' }, accepted: { zh: '签收', en: 'Accepted' }, notYet: { zh: '尚未', en: 'not yet' },
  result: { zh: '办理结果', en: 'What was done' }, none: { zh: '截至打印时尚无反馈。', en: 'No answer at the time of printing.' }, final: { zh: '最终反馈', en: 'Final reply' }, interim: { zh: '阶段反馈', en: 'Interim reply' },
  outcome: { zh: '结果', en: 'Outcome' }, milestone: { zh: '节点', en: 'Milestone' }, until: { zh: '措施至', en: 'Measure until' }, unreadable: { zh: '反馈内容不可用，已请对方重发。', en: 'The content could not be read; a resend was asked for.' },
  returned: { zh: '退回', en: 'Returned' }, reason: { zh: '理由', en: 'Reason' }, missing: { zh: '欠缺', en: 'Missing' },
  seal: { zh: '（印章）', en: '(seal)' }, yes: { zh: '是', en: 'yes' }, no: { zh: '否', en: 'no' },
  of: { zh: '事项编号 {id}', en: 'Request {id}' },
  made: { zh: '本件由联执系统按双方已签名的电子报文生成，{who} 于 {when} 打印；内容以系统中的报文为准，其签名与存证可用证据包离线核验。', en: 'Made by Lianzhi from the signed messages of both sides; printed by {who} on {when}. The messages in the system are authoritative; signatures can be verified offline from the evidence pack.' },
  rare: { zh: '本机字体缺下列字，以其统一码代替：{list}。', en: 'The font lacks these characters; their code points stand for them: {list}.' },
  page: { zh: '第 {n} 页 共 {of} 页', en: 'Page {n} of {of}' },
} as const satisfies Record<string, Bilingual>;

export const filled = (text: string, values: Readonly<Record<string, string | number>>): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
