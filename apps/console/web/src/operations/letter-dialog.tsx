import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { dataOf, type DeskApi } from '../api/services';
import { ErrorState, LoadingState } from '../parts/states';
import { useWords } from '../words/i18n';
import { shortId, type Letter } from './letter';

/** What a dead letter holds, masked by the service: its structure, not whom it is about. */
export function LetterDialog({ api, letter, onClose }: { api: DeskApi; letter: Letter; onClose: () => void }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({ queryKey: ['letter', letter.id], staleTime: Infinity, gcTime: 0, queryFn: () => dataOf(api.GET('/v1/dead-letters/{id}', { params: { path: { id: letter.id } } })) });
  const part = (title: string, value: unknown) => <><h3>{title}</h3><pre className="plain-text number" tabIndex={0} aria-label={title}>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre></>;
  return (
    <Modal open width={760} title={t('operations.lookAt', { id: shortId(letter.id) })} onCancel={onClose} footer={<Button onClick={onClose}>{t('keys.close')}</Button>}>
      <p className="secondary">{t('operations.masked')}</p>
      {data === undefined ? (error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState rows={4} />) : (
        <>
          <p><strong>{data.reason}</strong> {data.detail}</p>
          {data.attributes !== null && part(t('operations.attributes'), data.attributes)}
          {data.head !== undefined ? part(t('operations.head'), data.head) : data.data === null ? <p>{t('operations.noData')}</p> : part(t('operations.data'), data.data)}
          <p className="small secondary number">{t('operations.size', { count: data.size, hash: data.sha256 ?? '–' })}</p>
        </>
      )}
    </Modal>
  );
}
