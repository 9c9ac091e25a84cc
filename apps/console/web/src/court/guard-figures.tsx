import { moneyWords } from '../forms/money';
import { Icon } from '../parts/icon';
import type { CaseFigures } from '../new-request/guard';
import { useWords } from '../words/i18n';

/** What the case may freeze, less what is frozen and asked for, is what is left; with what this request wants of it. */
export function GuardFigures({ figures, wanted, over = 0 }: { figures: CaseFigures; wanted?: number; over?: number }) {
  const { t } = useWords();
  const line = (label: string, value: string, className = '') => <div className={className}><dt>{label}</dt><dd>{value}</dd></div>;
  const whole = Math.max(figures.cap, figures.cap - figures.left + (wanted ?? 0), 1);
  const part = (fen: number): number => Math.max(0, Math.round((fen / whole) * 1000) / 10);
  const used = part(figures.cap - figures.left);
  const fits = part(Math.min(wanted ?? 0, figures.left));
  return (
    <>
      <dl className="sum">
        {line(t('court.guard.cap'), moneyWords(figures.cap), 'strong')}
        {line(t('court.guard.held'), `− ${moneyWords(figures.held)}`)}
        {line(t('court.guard.asked'), `− ${moneyWords(figures.asked)}`)}
        {figures.transferred > 0 && line(t('court.guard.transferred'), `− ${moneyWords(figures.transferred)}`)}
      {line(t('court.guard.left'), moneyWords(figures.left), 'total primary-text')}
        {wanted !== undefined && line(t('court.guard.wanted'), moneyWords(wanted), over > 0 ? 'late strong' : '')}
        {over > 0 && <div className="late strong"><dt><Icon name="octagon" small /> {t('court.guard.excess')}</dt><dd>{moneyWords(over)}</dd></div>}
      </dl>
      <svg className="share" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label={t('court.guard.shares', { used, left: part(figures.left) })}>
        <rect width="100" height="4" fill="#f0f0f0" /><rect width={used} height="4" fill="#595959" /><rect x={used} width={fits} height="4" fill="#0958d9" />
        {over > 0 && <rect x={used + fits} width={part(over)} height="4" fill="#a8071a" />}
      </svg>
      <p className="small legend"><span><i className="key-used" />{t('court.guard.keyHeld')}</span>{wanted !== undefined && <span><i className="key-own" />{t('court.guard.keyOwn')}</span>}{over > 0 && <span className="late"><i className="key-over" />{t('court.guard.excess')}</span>}</p>
    </>
  );
}
