import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link } from 'react-router';
import { fetchFile, saveBlob } from '../api/save-file';
import type { RequestDetail } from '../api/request-types';
import { Icon } from '../parts/icon';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';

/** What leaves the page: the papers, and the evidence pack, which holds everything and is therefore asked for once more. */
export function PaperButtons({ request }: { request: RequestDetail }) {
  const { t, pick, mark } = useWords();
  const { modal, message } = App.useApp();
  const { desk } = useSession();
  const evidence = useMutation({
    mutationFn: () => fetchFile(desk!, `/v1/requests/${request.id}/evidence`),
    onSuccess: (pack) => { saveBlob(pack, `lianzhi-evidence-${request.id}.zip`); void message.success(t('request.evidenceDone')); },
    onError: (error) => void message.error(t('request.evidenceFailed', { why: error.message }), 6),
  });
  const ask = (): void => void modal.confirm({
    title: t('request.evidenceTitle'), content: t('request.evidenceMore', { what: `${pick(request.title, request.type)}${mark.comma}${request.caseNumber}` }), okText: t('request.evidenceOk'), cancelText: t('move.cancel'), onOk: () => evidence.mutate(),
  });
  return (
    <>
      <Link className="button" to={`/requests/${request.id}/print/${request.replies.length > 0 ? 'receipt' : 'notice'}`}><Icon name="print" small /> {t('request.print')}</Link>
      <Button icon={<Icon name="download" small />} loading={evidence.isPending} onClick={ask}>{t('request.evidence')}</Button>
    </>
  );
}
