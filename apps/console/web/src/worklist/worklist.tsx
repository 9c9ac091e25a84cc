import { App, Button, Checkbox, type InputRef } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { isProblem } from '../api/problem';
import type { RequestView } from '../api/request-types';
import { currentObligation } from '../parts/due';
import { Icon } from '../parts/icon';
import { EmptyState, ErrorState, LoadingState } from '../parts/states';
import { usePhone } from '../parts/use-phone';
import { mayAct, useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { useMoments } from '../words/moment';
import { BulkBar } from './bulk-bar';
import { exportCsv } from './export-csv';
import { filterNames, filterOf, groupCounts, isFiltered, type WorklistFilter } from './filter';
import { Filters } from './filters';
import { KeysDialog } from './keys-dialog';
import { useKeys } from './keyboard';
import { nextMove, type NextMove } from './next-move';
import { RowList } from './row-list';
import { useMoves } from './use-moves';
import { useCells, useFreshRequests, useWorklist, type Box } from './use-worklist';

/** Which row of which list somebody looked at last: whoever comes back from a request goes on where they were. */
const lastLooked = new Map<string, string>();

/** What must I do now? Everything received, least time left first; `all` shows what has ended as well. */
export function Worklist({ scope, box = 'received' }: { scope: 'open' | 'all'; box?: Box }) {
  const { t, pick } = useWords();
  const { moment } = useMoments();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const session = useSession();
  const phone = usePhone();
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params);
  const search = useRef<InputRef>(null);
  const { items, more, hasMore, loading, error, retry } = useWorklist(filter, scope, box);
  const cells = useCells(scope, box);
  const fresh = useFreshRequests(items);
  const moves = useMoves();
  const list = `${box} ${scope}`;
  const [current, setCurrentRow] = useState(() => lastLooked.get(list));
  const setCurrent = useCallback((id: string): void => { lastLooked.set(list, id); setCurrentRow(id); }, [list]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [keysShown, setKeysShown] = useState(false);
  const counts = groupCounts(cells, filter);
  const shownCount = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const wholeCount = cells.reduce((sum, { count }) => sum + count, 0);
  const at = Math.max(0, items.findIndex(({ id }) => id === current));
  const row = items[at] as RequestView | undefined;
  const titles = useMemo(() => new Map(items.flatMap((item) => { const one = currentObligation(item); return one === undefined ? [] : [[one.name, pick(one.title, one.name)] as const]; })), [items, pick]);

  const replace = (next: WorklistFilter): void => setParams(Object.fromEntries(filterNames.flatMap((name) => (next[name] ? [[name, next[name]]] : []))), { replace: true });
  const toggle = (id: string): void => setSelected((before) => { const next = new Set(before); if (!next.delete(id)) next.add(id); return next; });
  const open = (id: string, answer = false): void => void navigate(`/requests/${id}${answer ? '#answer' : ''}`);

  const claim = async (request: RequestView): Promise<boolean> => {
    try {
      await moves.claim.mutateAsync(request.id);
      return true;
    } catch (refusal) {
      const handler = isProblem(refusal, 'already-claimed') ? (refusal.body.handler as { name: string; since: string }) : undefined;
      void message.warning(handler ? `${t('claim.taken', { name: handler.name, when: moment(handler.since) })}${t('claim.takenMore')}` : (refusal as Error).message, 6);
      return false;
    }
  };
  const act = async (request: RequestView, move: NextMove): Promise<void> => {
    setCurrent(request.id);
    if (move === 'view' || move === 'answer' || move === 'resume') return open(request.id, move !== 'view');
    if (move !== 'acceptMine' && !(await claim(request))) return;
    if (move === 'claim') return void message.success(t('claim.done'));
    await moves.accept.mutateAsync(request.id).then(() => message.success(t('move.done', { move: t('move.accept') })), (refusal: Error) => message.error(t('move.failed', { why: refusal.message }), 6));
  };
  const goTo = (index: number): void => { const next = items[Math.min(Math.max(index, 0), items.length - 1)]; if (next) setCurrent(next.id); if (index >= items.length - 10) more(); };
  const allowed = mayAct(session) && box === 'received';
  useKeys({
    j: () => goTo(current === undefined ? 0 : at + 1), k: () => goTo(at - 1), '/': () => search.current?.focus(), '?': () => setKeysShown(true),
    Enter: row && (() => open(row.id)), x: row && (() => toggle(row.id)), r: row && allowed ? () => open(row.id, true) : undefined,
    c: row && allowed ? () => void claim(row).then((done) => done && message.success(t('claim.done'))) : undefined,
    a: row && allowed && row.state === 'delivered' ? () => void act(row, nextMove(row, session.user, true, false) === 'acceptMine' ? 'acceptMine' : 'accept') : undefined,
    Escape: selected.size > 0 ? () => setSelected(new Set()) : undefined,
  });

  const chosen = items.filter(({ id }) => selected.has(id));
  return (
    <div className="page worklist">
      <div className="page-head">
        <h1>{t(box === 'sent' ? 'court.sent.title' : scope === 'open' ? 'worklist.title' : 'worklist.titleAll')}</h1><span className="secondary grow">{t(scope === 'open' ? 'worklist.open' : 'worklist.all', { count: wholeCount })}</span>
        {/* Beside the button, not in it: what stands in a button is only its name, and would not be announced. */}
        <span className="sr-only" role="status">{fresh.count > 0 && t('worklist.fresh', { count: fresh.count })}</span>
        {fresh.count > 0 && <Button className="fresh" icon={<Icon name="refresh" small />} onClick={fresh.show}>{t('worklist.fresh', { count: fresh.count })}</Button>}
        <Button className="wide-only" icon={<Icon name="download" small />} disabled={items.length === 0} onClick={() => exportCsv(items, { t, pick })}>{t('worklist.export')}</Button>
        <Button className="wide-only" onClick={() => setKeysShown(true)}>{t('worklist.keys')} <kbd>?</kbd></Button>
      </div>
      <Filters box={box} filter={filter} cells={cells} obligationTitles={titles} search={search} onReplace={replace} onChange={(change) => replace({ ...filter, ...change })} />
      {chosen.length > 0 && <BulkBar chosen={chosen} canAct={allowed} moves={moves} onDone={() => setSelected(new Set())} />}
      {error !== null ? <section className="panel"><ErrorState title={t('state.failedWorklist')} error={error} retry={retry} /></section>
        : loading ? <section className="panel"><LoadingState text={t('state.loadingWorklist')} rows={8} /></section>
          : items.length === 0 && !hasMore ? (
            <section className="panel">
              {isFiltered(filter)
                ? <EmptyState icon="search" title={t('state.noMatch')} more={t('state.noMatchMore', { count: wholeCount })}><Button className="outline" onClick={() => replace({})}>{t('state.clear')}</Button></EmptyState>
                : <EmptyState title={t(box === 'sent' ? 'court.sent.none' : 'state.none')} more={t(box === 'sent' ? 'court.sent.noneMore' : 'state.noneMore')} />}
            </section>
          ) : (
            <RowList box={box} items={items} counts={counts} current={row?.id} selected={selected} phone={phone} onFocus={setCurrent} onSelect={toggle} onMove={(request, move) => void act(request, move)} onEnd={more}
              selectAll={<Checkbox aria-label={t('worklist.columns.selectAll')} checked={chosen.length > 0 && chosen.length === items.length} indeterminate={chosen.length > 0 && chosen.length < items.length} onChange={({ target }) => setSelected(target.checked ? new Set(items.map(({ id }) => id)) : new Set())} />} />
          )}
      <footer className="foot wide-only"><span>{t('worklist.shown', { shown: items.length, count: isFiltered(filter) && filter.q === undefined ? shownCount : filter.q === undefined ? wholeCount : items.length })} · {t('worklist.masked')}</span>
        <span aria-hidden="true"><kbd>j</kbd><kbd>k</kbd> {t('keys.move')}　<kbd>Enter</kbd> {t('keys.open')}　<kbd>c</kbd> {t('keys.claim')}　<kbd>a</kbd> {t('keys.accept')}　<kbd>r</kbd> {t('keys.answer')}　<kbd>x</kbd> {t('keys.select')}</span></footer>
      <KeysDialog open={keysShown} onClose={() => setKeysShown(false)} />
    </div>
  );
}
