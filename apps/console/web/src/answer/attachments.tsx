import { Button, Select } from 'antd';
import { useId, useState, type DragEvent } from 'react';
import type { ContractEntry } from '../forms/contract-entry';
import { uploadDocument } from '../forms/upload-document';
import { Icon } from '../parts/icon';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import type { Attached } from './answer-draft';

interface AttachmentsProps { contract: ContractEntry; documents: readonly Attached[]; onChange: (change: (before: Attached[]) => Attached[]) => void }

/** Files that go with the reply: dropped or chosen, uploaded at once, each with the kind of document it is. */
export function Attachments({ contract, documents, onChange }: AttachmentsProps) {
  const { t, pick } = useWords();
  const { desk } = useSession();
  const id = useId();
  const kinds = contract.documents.filter(({ on }) => on?.includes('reply'));
  const [kind, setKind] = useState(kinds[0]?.kind ?? pick({ zh: '附件', en: 'Attachment' }));
  const [waiting, setWaiting] = useState(0);
  const [failure, setFailure] = useState<string>();

  const add = async (files: Iterable<File>): Promise<void> => {
    setFailure(undefined);
    for (const file of files) {
      setWaiting((count) => count + 1);
      try {
        const uploaded = await uploadDocument(desk!, kind, file);
        onChange((before) => [...before, uploaded]);
      } catch (error) {
        setFailure((error as Error).message);
      } finally {
        setWaiting((count) => count - 1);
      }
    }
  };
  const drop = (event: DragEvent): void => { event.preventDefault(); void add(event.dataTransfer.files); };
  return (
    <div className="field broad">
      <span id={`${id}-label`}>{t('answer.attachments')}</span>
      {documents.map((document) => (
        <div className="attached" key={document.id}><Icon name="document" /><span className="grow">{document.name} <small className="secondary">{document.kind}</small></span>
          <Button type="text" size="small" icon={<Icon name="cross" small />} aria-label={`${t('answer.remove')} ${document.name}`} onClick={() => onChange((before) => before.filter((one) => one.id !== document.id))} /></div>
      ))}
      <div className="inline wrap">
        {kinds.length > 0 && <Select aria-label={t('answer.attachmentKind')} value={kind} onChange={setKind} options={kinds.map((one) => ({ value: one.kind, label: pick(one.title, one.kind) }))} popupMatchSelectWidth={false} />}
        <label className="drop grow" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
          <input type="file" multiple aria-labelledby={`${id}-label`} onChange={({ target }) => { void add([...(target.files ?? [])]); target.value = ''; }} />
          <Icon name="upload" />{waiting > 0 ? t('answer.uploading') : t('answer.drop')} <small className="secondary">{t('answer.dropMore')}</small>
        </label>
      </div>
      {failure !== undefined && <small className="late" role="alert">{t('answer.uploadFailed', { why: failure })}</small>}
    </div>
  );
}
