import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { RequestView } from '../api/request-types';
import { useFromTime } from '../time/server-clock';
import { useWords } from '../words/i18n';
import { usePreferences } from '../app/preferences';
import type { Group } from './filter';
import type { NextMove } from './next-move';
import { Row } from './row';
import { groupOf } from './use-worklist';

type Line = { group: Group } | { request: RequestView };

interface RowListProps {
  items: readonly RequestView[];
  counts: Record<Group, number>;
  current: string | undefined;
  selected: ReadonlySet<string>;
  phone: boolean;
  selectAll: ReactNode;
  onFocus: (id: string) => void;
  onSelect: (id: string) => void;
  onMove: (request: RequestView, move: NextMove) => void;
  onEnd: () => void;
}

/** The rows in their groups. Only those on the screen are in the page, so 10,000 scroll like ten. */
export function RowList({ items, counts, current, selected, phone, selectAll, onFocus, onSelect, onMove, onEnd }: RowListProps) {
  const { t } = useWords();
  const { large } = usePreferences();
  const scroll = useRef<HTMLDivElement>(null);
  // Groups follow the clock: what was due today is overdue a minute later.
  const minute = useFromTime((now) => Math.floor(now / 60_000));
  const lines = useMemo(() => {
    let last: Group | undefined;
    return items.flatMap((request): Line[] => {
      const group = groupOf(request);
      const head = group === last ? [] : [{ group }];
      last = group;
      return [...head, { request }];
    });
  }, [items, minute]);
  const rowHeight = phone ? (large ? 200 : 172) : large ? 66 : 50;
  const virtual = useVirtualizer({
    count: lines.length, getScrollElement: () => scroll.current, overscan: 8, getItemKey: (index) => { const line = lines[index]!; return 'group' in line ? `group ${line.group} ${index}` : line.request.id; },
    estimateSize: (index) => ('group' in lines[index]! ? (phone ? 34 : 25) : rowHeight),
  });
  const shown = virtual.getVirtualItems();
  const end = shown.at(-1)?.index ?? 0;
  useEffect(() => { if (end >= lines.length - 12) onEnd(); }, [end, lines.length, onEnd]);
  useEffect(() => {
    const index = lines.findIndex((line) => 'request' in line && line.request.id === current);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
    // Only when somebody moves to another row.
  }, [current]);
  const body = (
    <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role={phone ? undefined : 'rowgroup'}>
      {shown.map((item) => {
        const line = lines[item.index]!;
        const place = { position: 'absolute', top: 0, left: 0, right: 0, transform: `translateY(${item.start}px)` } as const;
        return (
          <div key={item.key} ref={virtual.measureElement} data-index={item.index} style={place} role={phone ? undefined : 'presentation'}>
            {'group' in line
              ? <GroupHead group={line.group} count={counts[line.group]} phone={phone} />
              : <Row request={line.request} current={line.request.id === current} selected={selected.has(line.request.id)} phone={phone} onFocus={onFocus} onSelect={onSelect} onMove={onMove} />}
          </div>
        );
      })}
    </div>
  );
  if (phone) return <div className="cards" ref={scroll}>{body}</div>;
  return (
    <div className="panel grid" role="grid" aria-label={t('worklist.title')} aria-rowcount={lines.length}>
      <div role="rowgroup"><div role="row" className="row head">
        <div role="columnheader">{selectAll}</div>
        <div role="columnheader" aria-sort="ascending">{t('worklist.columns.left')} ↑</div>
        {(['turn', 'matter', 'from', 'handler', 'next'] as const).map((name) => <div role="columnheader" key={name} className={name === 'next' ? 'end' : ''}>{t(`worklist.columns.${name}`)}</div>)}
      </div></div>
      <div className="grid-scroll" ref={scroll} role="presentation">{body}</div>
    </div>
  );
}

const groupWords = { overdue: 'groupOverdue', today: 'groupToday', later: 'groupLater', waiting: 'groupWaiting', done: 'groupDone' } as const;

function GroupHead({ group, count, phone }: { group: Group; count: number; phone: boolean }) {
  const { t } = useWords();
  const words = t(`worklist.${groupWords[group]}`, { count });
  return phone ? <h2 className="group">{words}</h2> : <div role="row" className="group"><div role="gridcell">{words}</div></div>;
}
