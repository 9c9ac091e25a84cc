import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { courtApi, dataOf } from '../api/services';
import { settings } from '../app/settings';
import { uploadDocument } from '../forms/upload-document';
import { ProblemNotice } from '../parts/problem-notice';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { exampleDocument } from './example-document';
import type { RequestForm } from './use-request-form';

/** For trying out: fills the form with the example of its type, in a case of that debtor when there is one, with made-up documents. */
export function ExampleButton({ form: { contract, draft, set } }: { form: RequestForm }) {
  const { t } = useWords();
  const { desk } = useSession();
  const fill = useMutation({
    mutationFn: async () => {
      const { to, subject, details, officers = [], documents = [] } = contract!.request.example;
      const { items } = await dataOf(courtApi(desk!).GET('/v1/cases', { params: { query: { limit: 1, q: String(subject['idNumber'] ?? subject['creditCode']) } } }));
      const caseNumber = items[0]?.caseNumber ?? draft.caseNumber;
      const uploaded = await Promise.all(documents.map(async (kind) => uploadDocument(desk!, kind, await exampleDocument(kind, [caseNumber ?? '', String(subject['name']), t('court.example.notReal')]))));
      set({ to, subject, details, officers, documents: uploaded, ...(caseNumber !== undefined && { caseNumber }) });
    },
  });
  if (!settings.examples || contract === undefined) return null;
  return <><Button loading={fill.isPending} onClick={() => fill.mutate()}>{t('court.example.fill')}</Button><ProblemNotice error={fill.error} /></>;
}
