import { Button, Checkbox } from 'antd';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import type { Decision } from './decide-many';
import { shortId, type Letter } from './letter';

interface LetterTableProps { items: readonly Letter[]; chosen: ReadonlySet<string>; onChoose: (ids: ReadonlySet<string>) => void; onLook: (letter: Letter) => void; onDecide: (letter: Letter, decision: Decision) => void }

/** Dead letters, one a row: why, what, from where, and what may be done. */
export function LetterTable({ items, chosen, onChoose, onLook, onDecide }: LetterTableProps) {
  const { t } = useWords();
  const { moment } = useMoments();
  const count = items.filter(({ id }) => chosen.has(id)).length;
  const toggle = (id: string): void => { const next = new Set(chosen); if (!next.delete(id)) next.add(id); onChoose(next); };
  return (
    <table className="watch-table rows">
      <thead><tr>
        <th scope="col"><Checkbox aria-label={t('operations.selectAll')} checked={count === items.length} indeterminate={count > 0 && count < items.length} onChange={({ target }) => onChoose(new Set(target.checked ? items.map(({ id }) => id) : []))} /></th>
        {(['reason', 'message', 'lane', 'when'] as const).map((head) => <th key={head} scope="col">{t(`operations.${head}`)}</th>)}<th scope="col"><span className="sr-only">{t('request.more')}</span></th>
      </tr></thead>
      <tbody>
        {items.map((letter) => (
          <tr key={letter.id} data-letter={letter.id} className={chosen.has(letter.id) ? 'current' : ''}>
            <td><Checkbox checked={chosen.has(letter.id)} aria-label={`${t('operations.select')} ${shortId(letter.id)}`} onChange={() => toggle(letter.id)} /></td>
            <td><strong>{letter.reason}</strong><div className="line2 wrap">{letter.detail !== null && `${letter.detail} · `}{t(letter.authentic ? 'operations.vouched' : 'operations.unvouched')}</div></td>
            <td>{letter.type ?? '–'}<div className="line2">{letter.sender} → {letter.recipient} <span className="number">{letter.request !== null && shortId(letter.request)}</span></div></td>
            <td className="number">{letter.lane}</td><td>{moment(letter.recordedAt)}</td>
            <td><div className="inline">
              <Button size="small" aria-label={t('operations.lookAt', { id: shortId(letter.id) })} onClick={() => onLook(letter)}>{t('operations.look')}</Button>
              {(['requeue', 'discard'] as const).map((decision) => <Button key={decision} size="small" danger={decision === 'discard'} aria-label={`${t(`operations.${decision}`)} ${shortId(letter.id)}`} onClick={() => onDecide(letter, decision)}>{t(`operations.${decision}`)}</Button>)}
            </div></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
