import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { keys } from '../api/keys';
import { coordinatorApi, dataOf } from '../api/services';
import { useOrganisationName } from '../api/use-organisations';
import { useWords } from '../words/i18n';
import { ReasonDialog } from './reason-dialog';
import type { Item } from './use-watch';

interface DialogProps { item: Item; onClose: () => void }

const usual = ['overdue', 'complaint', 'procuratorate', 'check'] as const;

function useItemDialog(item: Item) {
  const { t, pick } = useWords();
  const nameOf = useOrganisationName();
  const client = useQueryClient();
  const { message } = App.useApp();
  return {
    t, nameOf, message, params: { path: { id: item.id } }, usual: usual.map((name) => t(`watch.reasons.${name}`)),
    changed: () => client.invalidateQueries({ queryKey: keys.request(item.id) }),
    what: <><strong>{pick(item.title, item.type)}</strong> <span className="number">{item.id.slice(-6).toUpperCase()}</span>　{nameOf(item.from, 'short')} → {nameOf(item.to, 'short')}</>,
  };
}

/** Urges whoever's turn it is. */
export function UrgeDialog({ item, onClose }: DialogProps) {
  const { t, nameOf, message, params, usual: reasons, changed, what } = useItemDialog(item);
  const who = nameOf(item.turn ?? item.to);
  return (
    <ReasonDialog title={t('watch.urgeTitle')} what={what} more={t('watch.urgeMore', { who })} ok={t('watch.urgeOk')} no={t('watch.notUrge')} usual={reasons} onClose={onClose}
      send={(reason) => dataOf(coordinatorApi.POST('/v1/requests/{id}/urges', { params, body: { reason } }))} onDone={() => { void changed(); void message.success(t('watch.urgeDone', { who })); onClose(); }} />
  );
}

/** Tells the next level above at once, instead of waiting for the rules to. */
export function HandUpDialog({ item, onClose }: DialogProps) {
  const { t, message, params, usual: reasons, changed, what } = useItemDialog(item);
  return (
    <ReasonDialog title={t('watch.handUpTitle')} what={what} more={t('watch.handUpMore')} ok={t('watch.handUpOk')} no={t('watch.notHandUp')} usual={reasons} onClose={onClose}
      send={(reason) => dataOf(coordinatorApi.POST('/v1/requests/{id}/escalations', { params, body: { reason } }))} onDone={() => { void changed(); void message.success(t('watch.handUpDone')); onClose(); }} />
  );
}

/** Whoever wants to see what both sides did says why first. */
export function OpenDialog({ item, onClose, onOpened, onUrge }: DialogProps & { onOpened: () => void; /** Where somebody can be urged. */ onUrge?: () => void }) {
  const { t, params, usual: reasons, changed, what } = useItemDialog(item);
  return (
    <ReasonDialog title={t('watch.openTitle')} what={what} more={t('watch.openMore')} ok={t('watch.openOk')} no={t('move.cancel')} usual={reasons} onClose={onClose} {...(onUrge && { instead: { label: t('watch.urgeInstead'), onClick: onUrge } })}
      send={(reason) => dataOf(coordinatorApi.POST('/v1/requests/{id}/openings', { params, body: { reason } }))} onDone={() => { void changed(); onOpened(); }} />
  );
}
