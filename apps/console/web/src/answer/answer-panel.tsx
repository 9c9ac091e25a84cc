import type { RequestDetail } from '../api/request-types';
import type { ContractEntry } from '../forms/contract-entry';
import { isEnded } from '../parts/due';
import { mayAct, useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { AnswerForm } from './answer-form';

/** The form of the reply, or why there can be none now. */
export function AnswerPanel({ request, contract }: { request: RequestDetail; contract: ContractEntry }) {
  const { t } = useWords();
  const session = useSession();
  if (mayAct(session) && request.allowed.includes('replies')) return <AnswerForm request={request} contract={contract} />;
  if (isEnded(request) || (request.state === 'answered' && request.replies.length > 0)) return null;
  return (
    <section className="panel" id="answer" tabIndex={-1} aria-labelledby="answer-title">
      <header><h2 id="answer-title">{t('answer.title')}</h2></header>
      <div className="body secondary">{t('answer.cannot', { why: mayAct(session) ? t('move.notNow', { state: t(`requestState.${request.state}`), move: t('answer.title') }) : t('move.noRight') })}</div>
    </section>
  );
}
