import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { apiFetch } from '../api/call';
import { keys } from '../api/keys';
import type { DocumentView } from '../api/request-types';
import { Icon } from '../parts/icon';
import { ErrorState, LoadingState } from '../parts/states';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';

/** The documents of a request: each can be looked at here, and its hash is worked out again in the browser before it is shown. */
export function DocumentsPanel({ documents, title }: { documents: readonly DocumentView[]; title?: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState<string>();
  const shown = documents.find(({ id }) => id === open);
  return (
    <section className="panel" aria-labelledby="documents">
      <header><h2 id="documents">{title ?? t('request.documents', { count: documents.length })}</h2>{documents.length > 0 && <small className="secondary">{t('request.hashChecked')}</small>}</header>
      {documents.length === 0 ? <div className="body secondary">{t('request.noDocuments')}</div> : (
        <ul className="documents">
          {documents.map((document) => (
            <li key={document.id} className={document.id === open ? 'open' : ''}>
              <Icon name="document" />
              <div className="grow"><div className="line1">{document.name ?? document.kind}</div><div className="line2">{document.kind} · {size(document.size)} · sha256 {document.sha256.slice(0, 4)} {document.sha256.slice(4, 8)} … {document.sha256.slice(-4)}</div></div>
              <Button size="small" className="no-print" aria-expanded={document.id === open} aria-label={`${t(document.id === open ? 'request.closePreview' : 'request.preview')} ${document.name ?? document.kind}`} onClick={() => setOpen(document.id === open ? undefined : document.id)}>{t(document.id === open ? 'request.closePreview' : 'request.preview')}</Button>
            </li>
          ))}
        </ul>
      )}
      {shown && <Preview key={shown.id} document={shown} />}
    </section>
  );
}

const size = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

async function read(desk: string, { id, sha256 }: DocumentView): Promise<{ blob: Blob; intact: boolean }> {
  const blob = await (await apiFetch(`${location.origin}/api/${desk}/v1/documents/${id}`)).blob();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return { blob, intact: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === sha256 };
}

function Preview({ document: given }: { document: DocumentView }) {
  const { t } = useWords();
  const { desk } = useSession();
  const { data, error, refetch } = useQuery({ queryKey: keys.document(given.id), queryFn: () => read(desk!, given), staleTime: Infinity, gcTime: 0 });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (data === undefined) return undefined;
    const made = URL.createObjectURL(data.blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  if (error !== null) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data === undefined || url === undefined) return <LoadingState text={t('request.checking')} rows={2} />;
  const name = given.name ?? given.kind;
  const type = data.blob.type;
  return (
    <div className="preview">
      <div className="between small">
        {data.intact ? <span className="due ok"><Icon name="shield" small />{t('request.hashOk')}</span> : <strong className="due late" role="alert"><Icon name="octagon" small />{t('request.hashWrong')}</strong>}
        <a href={url} download={name}><Icon name="download" small /> {t('request.download')}</a>
      </div>
      {!data.intact ? null : type === 'application/pdf' ? <iframe src={`${url}#toolbar=0`} title={t('request.previewOf', { name })} />
        : /^image\/(png|jpeg|webp|gif)$/.test(type) ? <img src={url} alt={t('request.previewOf', { name })} />
          : type.startsWith('text/plain') ? <PlainText content={data.blob} name={name} />
            : <p className="secondary">{t('request.noPreview')}</p>}
    </div>
  );
}

function PlainText({ content, name }: { content: Blob; name: string }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  useEffect(() => { void content.text().then(setText); }, [content]);
  return <pre className="plain-text" tabIndex={0} aria-label={t('request.previewOf', { name })}>{text}</pre>;
}
