import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { fetchFile, saveBlob } from '../api/save-file';
import { Icon } from '../parts/icon';
import { ErrorState, LoadingState } from '../parts/states';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';

const papers = ['notice', 'receipt'] as const;
type Paper = (typeof papers)[number];

/** The notice (协助执行通知书) or the receipt (回执) as the service makes them, to be printed or kept. Whoever opens one is recorded: numbers stand in it whole. */
export default function PrintPage() {
  const { id = '', what } = useParams();
  const { language } = useWords();
  const paper: Paper = what === 'receipt' ? 'receipt' : 'notice';
  // Another paper begins anew: the address of the one before is no longer valid.
  return <OnePaper key={`${id}.${paper}.${language}`} id={id} paper={paper} />;
}

function OnePaper({ id, paper }: { id: string; paper: Paper }) {
  const { t, language } = useWords();
  const { desk } = useSession();
  const navigate = useNavigate();
  const frame = useRef<HTMLIFrameElement>(null);
  const { data, error, refetch } = useQuery({ queryKey: ['paper', id, paper, language], queryFn: () => fetchFile(desk!, `/v1/requests/${id}/${paper}`), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (data === undefined) return undefined;
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return (
    <div className="page print-page">
      <div className="page-head">
        <h1>{t(`print.${paper}`)}</h1><span className="secondary grow">{t('print.recorded')}</span>
        <Segmented aria-label={t('request.print')} value={paper} options={papers.map((value) => ({ value, label: t(`print.${value}`) }))} onChange={(value) => void navigate(`/requests/${id}/print/${value}`, { replace: true })} />
        <Button onClick={() => void navigate(`/requests/${id}`)}>{t('print.close')}</Button>
        <Button icon={<Icon name="download" small />} disabled={data === undefined} onClick={() => saveBlob(data!, `${t(`print.${paper}`)}-${id.slice(-6).toUpperCase()}.pdf`)}>{t('print.save')}</Button>
        <Button type="primary" icon={<Icon name="print" small />} disabled={url === undefined} onClick={() => frame.current?.contentWindow?.print()}>{t('print.print')}</Button>
      </div>
      {error !== null ? <section className="panel"><ErrorState title={t('print.failed')} error={error} retry={() => void refetch()} /></section>
        : url === undefined || data === undefined ? <section className="panel"><LoadingState text={t('print.making')} rows={8} /></section>
          : <iframe ref={frame} className="paper" src={url} title={t(`print.${paper}`)} />}
    </div>
  );
}
