import { useOrganisationName } from '../api/use-organisations';
import type { RequestView } from '../api/request-types';
import { useWords } from '../words/i18n';
import { currentObligation } from './due';
import { Icon } from './icon';

type Turning = Pick<RequestView, 'turn' | 'from' | 'to' | 'box' | 'obligations' | 'state'>;

/** Whose turn it is. While a policy limit is paused for more information, the side that was asked. */
export function turnOf(request: Turning): 'ours' | 'theirs' | 'nobody' {
  if (request.turn === null) return 'nobody';
  if (currentObligation(request)?.state === 'paused') return request.box === 'received' ? 'theirs' : 'ours';
  return request.turn === (request.box === 'received' ? request.to : request.from) ? 'ours' : 'theirs';
}

export function TurnTag({ request }: { request: Turning }) {
  const { t } = useWords();
  const other = useOrganisationName()(request.box === 'received' ? request.from : request.to, 'short');
  const turn = turnOf(request);
  if (turn === 'nobody') return <span className="tag theirs"><Icon name="check" small />{t('turn.nobody')}</span>;
  return turn === 'ours'
    ? <span className="tag ours"><Icon name="turn-ours" small />{t('turn.ours')}</span>
    : <span className="tag theirs"><Icon name="turn-theirs" small />{t('turn.theirs', { who: other })}</span>;
}
