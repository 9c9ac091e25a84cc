import type { RequestDetail } from '../api/request-types';
import type { ContractEntry } from '../forms/contract-entry';
import { DueTag } from '../parts/due-tag';
import { Icon } from '../parts/icon';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';

/** What the request has brought about, as its replies say: in effect, or waiting in rank. The ledger itself is the court's. */
export function MeasuresPanel({ request, contract }: { request: RequestDetail; contract: ContractEntry | undefined }) {
  const { t, pick } = useWords();
  const { end } = useMoments();
  const replies = request.replies.filter(({ details }) => details !== null && typeof (details as { rank?: unknown }).rank === 'number');
  const last = replies.at(-1);
  const rank = (last?.details as { rank?: number } | undefined)?.rank;
  return (
    <section className="panel" aria-labelledby="measures">
      <header><h2 id="measures">{t('request.measures')}</h2></header>
      <div className="body">
        {contract?.measure === undefined ? <span className="secondary">{t('request.measuresNone')}</span> : (
          <div className="between"><span>{pick(contract.measure.title)}{last?.until !== undefined && <span className="secondary"> · {end(last.until)}</span>}</span>
            {rank === undefined ? <span className="secondary">{request.outcome === undefined ? t('request.pending') : pick(contract.outcomes.find(({ name }) => name === request.outcome)?.title, request.outcome)}</span> : rank > 0 ? <span className="due plain"><Icon name="lines" small />{pick({ zh: `轮候第 ${rank} 位`, en: `waiting, rank ${rank}` })}</span> : <DueTag state="in_time" />}</div>
        )}
      </div>
    </section>
  );
}
