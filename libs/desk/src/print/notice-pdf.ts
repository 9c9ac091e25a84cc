import { requestForm } from '@lianzhi/contracts';
import type { ObligationView } from '../requests/obligation-view';
import { endOf, filled, momentOf, words, type Say } from './paper-words';
import { RequestPaper, type PaperContext } from './request-paper';
import { valueLines, type PaperLine } from './value-lines';

/** The notice 协助执行通知书 as the requester would send it on paper. Numbers stand in it whole. */
export function noticePdf(context: PaperContext): Promise<Buffer> {
  const { request, contract, language } = context;
  const paper = new RequestPaper(context, 'notice');
  const { say } = paper;
  const fields = contract === undefined ? [] : requestForm(contract).fields.filter(({ pointer }) => pointer.startsWith('/details/'));
  const owed = request.obligations.filter(({ owedBy }) => owedBy === request.to);
  return paper.head(words.asks)
    .section(words.subject, paper.party())
    .section(words.asked, [{ title: say(words.urgency), value: paper.urgency(), depth: 0 }, ...valueLines(fields, request.details ?? {}, { say, language })])
    .section(words.limits, owed.map((one) => ({ title: say(one.title, one.name), value: `${limitOf(one, context, say)}（${sourceOf(one, say)}）`, depth: 0 })))
    .section(words.officers, request.officers.map(({ name, workCard, dutyCard }): PaperLine => ({ title: name, value: filled(say(words.cards), { work: workCard, duty: dutyCard }), depth: 0 })))
    .section(words.documents, paper.documents(request.documents))
    .end(request.submittedAt);
}

function limitOf({ state, dueAt, dischargedAt, provisional }: ObligationView, { language }: PaperContext, say: Say): string {
  if (state === 'discharged' && dischargedAt !== undefined) return filled(say(words.discharged), { when: momentOf(dischargedAt, language) });
  return dueAt === null ? say(words.notStarted) : `${filled(say(words.before), { when: endOf(dueAt, language) })}${provisional ? say(words.provisional) : ''}`;
}

function sourceOf({ rule }: ObligationView, say: Say): string {
  if (rule === undefined) return say(words.policy);
  const { level, document, article } = rule;
  return document === undefined ? say(words[level]) : `${document}${article === undefined ? '' : filled(say(words.article), { n: article })}`;
}
