import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Select } from 'antd';
import { useDeferredValue } from 'react';
import { courtApi, dataOf } from '../api/services';
import { useCase } from '../court/use-case';
import { courtKeys } from '../court/court-keys';
import { FieldList } from '../forms/field-list';
import type { Values } from '../forms/values';
import { Icon } from '../parts/icon';
import { maskedText } from '../parts/masked-value';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { envelopeField } from './request-draft';
import { Section } from './section';
import type { RequestForm } from './use-request-form';

const OTHER = 'other';
const numberOf = (subject: Values): string => String(subject['idNumber'] ?? subject['creditCode'] ?? '');

/** In which case, about whom. Debtors of a recorded case are chosen; anybody else is typed, and the number checked as it is. */
export function CaseSection({ form, n }: { form: RequestForm; n: number }) {
  const { t, pick } = useWords();
  const { desk } = useSession();
  const { draft, set, contract, shown } = form;
  const q = useDeferredValue(draft.caseNumber ?? '');
  const { data: cases } = useQuery({ queryKey: courtKeys.cases(q), queryFn: () => dataOf(courtApi(desk!).GET('/v1/cases', { params: { query: { limit: 20, ...(q !== '' && { q }) } } })), placeholderData: (before) => before });
  const known = cases?.items.some(({ caseNumber }) => caseNumber === draft.caseNumber) === true;
  const { data: found } = useCase(known ? draft.caseNumber : undefined);
  const debtors = (found?.debtors ?? []).filter(({ kind }) => contract === undefined || contract.subjectKinds.includes(kind));
  const chosen = debtors.findIndex((debtor) => numberOf(debtor as Values) === numberOf(draft.subject));
  const typed = draft.subject['kind'] !== undefined && chosen < 0;
  const own = contract?.caseOf !== 'any';
  const field = envelopeField(contract, 'subject');
  const caseFaults = shown.filter(({ pointer }) => pointer === '/caseNumber');
  const subjectFaults = shown.filter(({ pointer }) => pointer === '/subject');
  const number = numberOf(draft.subject);
  const choose = (value: string): void => set({ subject: value === OTHER ? { kind: contract?.subjectKinds[0] ?? 'person' } : { ...debtors[Number(value)] } });
  return (
    <Section n={n} title={t('court.new.case')}>
      <div className="fields three">
        <div className="field" data-pointer="/caseNumber"><label htmlFor="request-case">{t('print.caseNumber')}<b className="late"> *</b></label>
          <AutoComplete id="request-case" className="wide" value={draft.caseNumber} placeholder="（2025）晋1031执312号" {...(caseFaults.length > 0 && { status: 'error' as const })}
            options={(cases?.items ?? []).map(({ caseNumber, cause, debtors: some }) => ({ value: caseNumber, label: <span>{caseNumber}　<span className="secondary">{cause}{some[0] && ` · ${some[0].name}`}{some.length > 1 && ` ${t('court.case.andOthers', { count: some.length })}`}</span></span> }))}
            popupMatchSelectWidth={420} onChange={(caseNumber: string) => set(({ subject }) => ({ caseNumber, subject: caseNumber === draft.caseNumber ? subject : {} }))} />
          {found ? <small className="ok"><Icon name="check" small /> {found.cause}</small> : (draft.caseNumber ?? '') !== '' && caseFaults.length === 0 && own && cases !== undefined && !known && <small className="risk"><Icon name="triangle" small /> {t('court.new.unknownCase')}</small>}
          {caseFaults.map(({ detail }) => <small key={detail} className="late block" role="alert">{detail}</small>)}
        </div>
        <div className="field" data-pointer="/subject"><label htmlFor="request-subject">{t('request.subject')}<b className="late"> *</b></label>
          <Select id="request-subject" className="wide" disabled={contract === undefined} value={typed ? OTHER : chosen < 0 ? undefined : String(chosen)} placeholder={t('court.new.chooseSubject')} onChange={choose} {...(subjectFaults.length > 0 && { status: 'error' as const })}
            options={[...debtors.map((debtor, at) => ({ value: String(at), label: debtor.name })), { value: OTHER, label: t('court.new.otherSubject') }]} />
          {found && <small className="secondary">{t('court.case.debtorsIn', { count: found.debtors.length })}</small>}
          {subjectFaults.map(({ detail }) => <small key={detail} className="late block" role="alert">{detail}</small>)}
        </div>
        {chosen >= 0 && <div className="field"><span>{t(draft.subject['kind'] === 'company' ? 'court.new.creditCode' : 'court.new.idNumber')}</span><output className="number fixed">{maskedText(number, draft.subject['kind'] === 'company' ? 'creditCode' : 'idNumber')}</output><small className="ok"><Icon name="check" small /> {t('court.new.fromCase')}</small></div>}
      </div>
      {typed && field?.widget.variants && (
        <div className="nested">
          {contract!.subjectKinds.length > 1 && <Select aria-label={t('court.new.kind')} value={String(draft.subject['kind'])} options={contract!.subjectKinds.map((value) => ({ value, label: t(`court.kind.${value as 'person'}`) }))} onChange={(kind) => set(({ subject }) => ({ subject: { kind, name: subject['name'] } }))} />}
          <FieldList fields={(field.widget.variants[String(draft.subject['kind'])] ?? []).filter(({ name }) => name !== 'kind')} values={draft.subject} onChange={(subject) => set({ subject })} base="/subject" faults={shown} />
          {own && <p className="small secondary">{pick({ zh: '须是本案被执行人，或由内容写明其为哪一被执行人。', en: 'Has to be a debtor of the case, or to stand for one whom the details name.' })}</p>}
        </div>
      )}
    </Section>
  );
}
