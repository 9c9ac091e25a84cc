import { useState } from 'react';
import { Icon } from '../parts/icon';
import { useWords } from '../words/i18n';
import type { ListFilter } from './list-filter';
import { CountCells } from './number-link';
import { regionTree, type RegionNode } from './region-tree';
import type { Board } from './use-watch';

/** County → city → province, of the organisation whose turn it is. Each row counts everything in it. */
export function RegionTable({ rows, names, filter }: { rows: Board['byRegion']; names: ReadonlyMap<string, string>; filter: ListFilter }) {
  const { t } = useWords();
  const tree = regionTree(rows);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  // The first one, which has the most overdue, is open.
  const isOpen = (region: string): boolean => (region === tree[0]?.region) !== toggled.has(region);
  const toggle = (region: string): void => setToggled((before) => { const next = new Set(before); if (!next.delete(region)) next.add(region); return next; });
  const nameOf = (region: string): string => (region === '000000' ? t('watch.country') : names.get(region) ?? region);
  const row = ({ region, counts, own, children }: RegionNode, depth: number): React.ReactNode => {
    const name = nameOf(region);
    const open = isOpen(region);
    return [
      <tr key={region}>
        <th scope="row" className={`depth-${depth}`}>{children.length > 0
          ? <button type="button" className="fold" aria-expanded={open} aria-label={t(open ? 'watch.fold' : 'watch.unfold', { name })} onClick={() => toggle(region)}><Icon name={open ? 'chevron-down' : 'chevron-right'} small />{name}</button>
          : <span className="leaf">{name}</span>}</th>
        <CountCells counts={counts} filter={{ ...filter, turnRegion: region }} name={name} />
      </tr>,
      open && children.length > 0 && own !== undefined && (
        <tr key={`${region} own`}><th scope="row" className={`depth-${depth + 1}`}><span className="leaf">{t('watch.ownLevel', { name })}</span></th><CountCells counts={own} filter={{ ...filter, turnRegion: region, turnRegionOnly: 'true' }} name={t('watch.ownLevel', { name })} /></tr>
      ),
      open && children.map((child) => row(child, depth + 1)),
    ];
  };
  return (
    <section className="panel" aria-labelledby="by-region">
      <header><h2 id="by-region">{t('watch.byRegion')}</h2><span className="small secondary">{t('watch.byRegionMore')}</span></header>
      <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="by-region">
        <table className="watch-table">
          <thead><tr><th scope="col">{t('watch.byRegion')}</th><th scope="col" className="num">{t('watch.open')}</th><th scope="col" className="num">{t('watch.atRisk')}</th><th scope="col" className="num">{t('watch.overdue')}</th></tr></thead>
          <tbody>{tree.map((node) => row(node, 0))}</tbody>
        </table>
      </div>
    </section>
  );
}
