import { Link } from 'react-router';
import type { RequestDetail } from '../api/request-types';
import { Loaded } from '../parts/loaded';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { useThread } from './use-request';

/** The case, and what else belongs to the same matter. */
export function ThreadPanel({ request }: { request: RequestDetail }) {
  const { t, pick, mark } = useWords();
  const { moment } = useMoments();
  const query = useThread(request.thread);
  return (
    <section className="panel" aria-labelledby="thread">
      <header><h2 id="thread">{t('request.case')}</h2><span className="secondary small">{request.caseNumber}</span></header>
      <Loaded query={query} rows={2}>{(thread) => <div className="body">
        {thread.length <= 1 ? <span className="secondary">{t('request.onlyOne')}</span> : (
          <ol className="thread">
            {thread.map((one) => (
              <li key={one.id} className="between">
                {one.id === request.id ? <span><strong>{pick(one.title, one.type)}</strong> <span className="secondary">{mark.open}{t('request.thisOne')}{mark.close}</span></span> : <Link to={`/requests/${one.id}`}>{pick(one.title, one.type)}</Link>}
                <span className="secondary small">{t(`requestState.${one.state}`)} · {moment(one.submittedAt)}</span>
              </li>
            ))}
          </ol>
        )}
      </div>}</Loaded>
    </section>
  );
}
