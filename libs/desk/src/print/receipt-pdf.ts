import { outcomes, replyForm } from '@lianzhi/contracts';
import type { ReplyView } from '../requests/request-detail';
import { momentOf, words } from './paper-words';
import { RequestPaper, type PaperContext } from './request-paper';
import { valueLines, type PaperLine } from './value-lines';

/** The receipt 回执: when the recipient got it, and what came of it, with every reply that stands. */
export function receiptPdf(context: PaperContext): Promise<Buffer> {
  const { request, contract, language } = context;
  const paper = new RequestPaper(context, 'receipt');
  const { say } = paper;
  const accepted = request.obligations.find(({ name }) => name === 'accept')?.dischargedAt;
  const at = (instant: string | null | undefined): string => (instant == null ? say(words.notYet) : momentOf(instant, language));
  const fields = contract === undefined ? [] : replyForm(contract).fields.filter(({ pointer }) => pointer.startsWith('/details/'));
  const replyLines = ({ outcome, milestone, until, details, documents }: ReplyView): PaperLine[] => [
    ...(outcome === null ? [] : [{ title: say(words.outcome), value: say(contract && outcomes[contract.kind].find(({ name }) => name === outcome)?.title, outcome), depth: 0 }]),
    ...(milestone === null ? [] : [{ title: say(words.milestone), value: say(contract?.milestones.find(({ name }) => name === milestone)?.title, milestone), depth: 0 }]),
    ...(details === null ? [{ title: say(words.unreadable), depth: 0 }] : valueLines(fields, details, { say, language })),
    ...(until === undefined ? [] : [{ title: say(words.until), value: momentOf(until, language), depth: 0 }]),
    ...paper.documents(documents),
  ];
  paper.head(words.received).section(words.subject, paper.party()).section(words.course, [
    { title: say(words.submitted), value: at(request.submittedAt), depth: 0 }, { title: say(words.delivered), value: at(request.deliveredAt), depth: 0 }, { title: say(words.accepted), value: at(accepted), depth: 0 },
  ]);
  if (request.returned !== undefined) {
    const { at: when, reason, missing } = request.returned;
    paper.section(words.returned, [{ title: momentOf(when, language), depth: 0 }, ...(reason === undefined ? [] : [{ title: say(words.reason), value: reason, depth: 0 }]), ...(missing.length === 0 ? [] : [{ title: say(words.missing), value: missing.join('、'), depth: 0 }])]);
  } else if (request.replies.length === 0) paper.section(words.result, [{ title: say(words.none), depth: 0 }]);
  for (const reply of request.replies) {
    const title = reply.final ? words.final : words.interim;
    const when = momentOf(reply.at, language);
    paper.section({ zh: `${title.zh}\u3000${when}`, en: `${title.en}, ${when}` }, replyLines(reply));
  }
  return paper.end(request.returned?.at ?? request.replies.at(-1)?.at ?? context.printedAt);
}
