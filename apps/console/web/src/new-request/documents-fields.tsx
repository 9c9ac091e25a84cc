import { Button } from 'antd';
import { useId, useState, type DragEvent } from 'react';
import { uploadDocument } from '../forms/upload-document';
import { Icon } from '../parts/icon';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { missingKinds, slotFor, slotsOf } from './documents-needed';
import { detailsOf } from './request-draft';
import type { RequestForm } from './use-request-form';

/** The documents that go with it: one place for each kind, marked where it has to be there. A file dropped beside them goes where its name says. */
export function DocumentsFields({ form }: { form: RequestForm }) {
  const { t, pick, mark } = useWords();
  const { desk } = useSession();
  const id = useId();
  const { draft, set, contract, shown } = form;
  const [uploading, setUploading] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<string>();
  if (contract === undefined) return null;
  const slots = slotsOf(contract, detailsOf(draft, contract));
  const kinds = draft.documents.map(({ kind }) => kind);
  const lacking = new Set(missingKinds(slots, kinds).map(({ kind }) => kind));
  const titleOf = (field: string): string => pick(contract.request.form.fields.find(({ name, pointer }) => name === field && pointer === `/details/${field}`)?.title, field);

  const add = async (files: Iterable<File>, into?: string): Promise<void> => {
    setFailure(undefined);
    const taken = [...kinds];
    for (const file of files) {
      const kind = into ?? slotFor(slots, taken, file.name)?.kind ?? t('court.new.attachment');
      taken.push(kind);
      setUploading((before) => [...before, kind]);
      try {
        const uploaded = await uploadDocument(desk!, kind, file);
        set(({ documents }) => ({ documents: [...documents, uploaded] }));
      } catch (error) {
        setFailure((error as Error).message);
      } finally {
        setUploading((before) => before.filter((_, at) => at !== before.indexOf(kind)));
      }
    }
  };
  const drop = (into?: string) => (event: DragEvent): void => { event.preventDefault(); event.stopPropagation(); void add(event.dataTransfer.files, into); };
  const over = (event: DragEvent): void => event.preventDefault();
  const chooser = (label: string, into?: string) => <input type="file" multiple aria-label={label} onChange={({ target }) => { void add([...(target.files ?? [])], into); target.value = ''; }} />;
  return (
    <div className="slots" data-pointer="/documents" onDragOver={over} onDrop={drop()}>
      <ul className="slot-list">
        {slots.map(({ kind, title, required, because, alternatives }) => {
          const own = draft.documents.filter((document) => document.kind === kind);
          const missing = lacking.has(kind);
          return (
            <li key={kind} className={`slot${own.length > 0 ? ' filled' : ''}`} data-pointer={`/documents/${kind}`} onDragOver={over} onDrop={drop(kind)}>
              <Icon name="document" />
              <div className="grow">
                <div><strong>{pick(title)}</strong>{required ? <b className="late" title={t('answer.required')}> *</b> : <small className="secondary"> {t('answer.optionalMore')}</small>}
                  {because !== undefined && <small className="secondary"> {t(required ? 'court.new.becauseOf' : 'court.new.mayBecauseOf', { field: titleOf(because) })}</small>}
                  {alternatives.length > 0 && <small className="secondary"> {t('court.new.orElse', { kinds: alternatives.join(mark.list) })}</small>}</div>
                {own.map((document) => (
                  <div className="between small" key={document.id}><span className="ok"><Icon name="check" small /> {document.name}</span>
                    <Button type="text" size="small" icon={<Icon name="cross" small />} aria-label={`${t('answer.remove')} ${document.name}`} onClick={() => set(({ documents }) => ({ documents: documents.filter((one) => one.id !== document.id) }))} /></div>
                ))}
                {missing && form.tried && <small className="late" role="alert">{t('court.new.missingDocument')}</small>}
              </div>
              <label className="pick">{chooser(t('court.new.chooseFor', { kind: pick(title) }), kind)}<span>{t(uploading.includes(kind) ? 'answer.uploading' : 'court.new.choose')}</span></label>
            </li>
          );
        })}
      </ul>
      <label className="drop tall" htmlFor={id}>
        <input id={id} type="file" multiple aria-label={t('answer.drop')} onChange={({ target }) => { void add([...(target.files ?? [])]); target.value = ''; }} />
        <Icon name="upload" /><span><strong>{t('court.new.dropHere')}</strong><br /><small className="secondary">{t('court.new.dropMore')}</small></span>
      </label>
      {failure !== undefined && <small className="late" role="alert">{t('answer.uploadFailed', { why: failure })}</small>}
      {shown.filter(({ pointer }) => /^\/documents(\/\d+)?$/.test(pointer)).map(({ detail }) => <small key={detail} className="late block" role="alert">{detail}</small>)}
    </div>
  );
}
