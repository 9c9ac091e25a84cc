import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { courtKeys } from '../court/court-keys';
import { courtApi, dataOf } from '../api/services';
import { useOrganisationName } from '../api/use-organisations';
import { fenOf } from '../forms/money';
import type { Values } from '../forms/values';
import { DetailsFields } from '../new-request/details-section';
import { DocumentsFields } from '../new-request/documents-fields';
import { OfficersFields } from '../new-request/officers-fields';
import type { RequestDraft } from '../new-request/request-draft';
import { SendBar } from '../new-request/send-bar';
import { useRequestForm } from '../new-request/use-request-form';
import { Bar } from '../parts/bar';
import { Icon } from '../parts/icon';
import { ErrorState, LoadingState } from '../parts/states';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import type { Measure } from './lapse';

/** The renewal, filled in as far as the ledger knows it: the second click signs and sends it. */
export function RenewPanel({ measure, onClose }: { measure: Measure; onClose: () => void }) {
  const { t } = useWords();
  const { desk } = useSession();
  const { data, error, refetch } = useQuery({ queryKey: courtKeys.renewal(measure.id), retry: false, queryFn: () => dataOf(courtApi(desk!).GET('/v1/measures/{measure}/renewal', { params: { path: { measure: measure.id } } })) });
  return (
    <aside className="panel renew" aria-labelledby="renew" tabIndex={-1}>
      <header><h2 id="renew">{t('court.ledger.renewTitle')}</h2><Button type="text" size="small" icon={<Icon name="cross" small />} aria-label={t('move.cancel')} onClick={onClose} /></header>
      {error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : data === undefined ? <LoadingState /> : <Renewal measure={measure} given={{ ...data, details: data.details as Values, subject: data.subject as Values } as Partial<RequestDraft>} onClose={onClose} />}
    </aside>
  );
}

function Renewal({ measure, given, onClose }: { measure: Measure; given: Partial<RequestDraft>; onClose: () => void }) {
  const { t, pick } = useWords();
  const { message } = App.useApp();
  const nameOf = useOrganisationName();
  const form = useRequestForm({ matter: `renew.${measure.id}.${measure.until}`, given, own: fenOf(measure.amount) ?? 0 }, () => { void message.success(t('court.ledger.sent')); onClose(); });
  return (
    <>
      <div className="body renew-body">
        <p><strong>{pick(measure.title)} · {nameOf(measure.recipient)}</strong><small className="secondary block">{measure.debtor.name} · {measure.caseNumber}</small></p>
        <DetailsFields form={form} />
        <h3>{t('request.officers')}</h3><OfficersFields form={form} />
        <h3>{t('court.new.documents')}</h3><DocumentsFields form={form} />
        {measure.until !== null && <Bar tone="risk" icon="triangle" title={t('court.ledger.before', { day: measure.until })} more={t('court.ledger.beforeMore')} />}
      </div>
      <SendBar form={form} send={t('court.ledger.renewSend')} />
    </>
  );
}
