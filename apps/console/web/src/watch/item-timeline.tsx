import { useOrganisationName } from '../api/use-organisations';
import { ErrorState, LoadingState } from '../parts/states';
import { moveTitles } from '../request/timeline-panel';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { stepWords } from './step-words';
import { gatherNotices, type GatheredStep } from './gather-notices';
import { useItemTimeline, type ItemDetail } from './use-watch';

/** Both sides, each on its own, and between them what the coordinator told. */
export function ItemTimeline({ item }: { item: ItemDetail }) {
  const { t } = useWords();
  const nameOf = useOrganisationName();
  const { data, error, refetch } = useItemTimeline(item.id);
  return (
    <section className="panel watch-timeline" aria-labelledby="timeline-title">
      <header><h2 id="timeline-title">{t('watch.timeline')}</h2><span className="small secondary">{t('watch.mostSides')}</span></header>
      <div className="sides small secondary" aria-hidden="true"><span>{nameOf(item.from, 'short')}</span><span>{nameOf(item.to, 'short')}</span></div>
      {data === undefined ? (error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState rows={6} />)
        // The receipt of a later message is the bus's business: only the first says something to people.
        : <ol>{gatherNotices(data.items).filter(({ name, id }) => name !== 'taken' || data.items.find((one) => one.name === 'taken')?.id === id).map((step) => <Step key={step.id} step={step} item={item} />)}</ol>}
    </section>
  );
}

function Step({ step, item }: { step: GatheredStep; item: ItemDetail }) {
  const { t, pick, mark } = useWords();
  const { moment, end } = useMoments();
  const nameOf = useOrganisationName();
  const side = step.kind === 'notice' ? 'notice' : step.by === item.from ? 'asker' : 'asked';
  const notices = t('watch.moves', { returnObjects: true }) as unknown as Record<string, string>;
  const obligation = step.obligation === undefined ? undefined : pick(item.obligations.find(({ name }) => name === step.obligation)?.title, step.obligation);
  const more = [step.outcome && t('watch.outcome', { what: step.outcome }), step.milestone, obligation, step.step && step.step.startsWith('escalation') && stepWords(step.step, t), step.until && end(step.until), step.kind === 'notice' && t('watch.told', { who: step.told.map((code) => nameOf(code, 'short')).join(mark.list) })].filter(Boolean);
  return (
    <li className={side}>
      <div className="entry">
        <strong>{step.kind === 'notice' ? notices[step.name] ?? step.name : pick(moveTitles[step.name], step.name)}</strong>
        <div className="line2 wrap"><span className="sr-only">{nameOf(step.by, 'short')} </span>{moment(step.at)}{step.late && ` · ${t('request.lateArrival')}`}{more.map((text) => ` · ${text}`)}</div>
      </div>
    </li>
  );
}
