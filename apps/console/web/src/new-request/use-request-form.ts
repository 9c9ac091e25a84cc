import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { keys } from '../api/keys';
import { isProblem } from '../api/problem';
import type { RequestView } from '../api/request-types';
import { courtApi, dataOf } from '../api/services';
import type { ContractEntry } from '../forms/contract-entry';
import { useContract } from '../api/use-catalogue';
import { courtKeys } from '../court/court-keys';
import { readDraft, writeDraft } from '../forms/draft-store';
import { moneyWords } from '../forms/money';
import { useDraft } from '../forms/use-draft';
import type { Values } from '../forms/values';
import { useSession } from '../session/session';
import { useWords } from '../words/i18n';
import { faultsOf, type NamedFault } from './faults';
import { bodyOf, emptyRequest, officersOf, type RequestDraft } from './request-draft';
import { guardOf } from './guard';
import { useCaseFigures } from './use-case-figures';

export interface FormSource {
  /** Under which the draft is kept. */
  matter: string;
  given?: Partial<RequestDraft>;
  /** The drafted request 代拟事项 that this one becomes. */
  drafted?: string;
  /** Fen that the measure to renew holds already. */
  own?: number;
  /** Sends it another way than as one request; with several the last one is answered. */
  post?: (draft: RequestDraft, contract: ContractEntry) => Promise<RequestView>;
}

const OFFICERS = 'new-request-officers';

/** A request as it is written: what is in it, what is wrong with it, and how it is sent. */
export function useRequestForm({ matter, given, drafted, own, post }: FormSource, onSent: (sent: RequestView) => void) {
  const { t, pick } = useWords();
  const { desk, user } = useSession();
  const client = useQueryClient();
  const { content: draft, change, savedAt, discard } = useDraft<RequestDraft>(matter, () => ({ ...emptyRequest(readDraft<Values[]>(user, OFFICERS)?.content), ...given }));
  const [tried, setTried] = useState(false);
  const contract = useContract(draft.type);
  const figures = useCaseFigures(draft.caseNumber);
  const guard = guardOf(contract, figures, draft.details[guardOf(contract, figures, undefined)?.field ?? ''], own);
  // Uploads end later than they begin: each change is made to what is there by then.
  const latest = useRef(draft);
  latest.current = draft;

  const send = useMutation({
    mutationFn: async (): Promise<RequestView> => {
      if (post !== undefined) return post(draft, contract!);
      const body = bodyOf(draft, contract!) as never;
      const header = { 'Idempotency-Key': draft.key };
      const api = courtApi(desk!);
      return drafted === undefined
        ? dataOf(api.POST('/v1/requests', { params: { header }, body })) as Promise<RequestView>
        : dataOf(api.POST('/v1/drafts/{id}/submission', { params: { path: { id: drafted }, header }, body })) as Promise<RequestView>;
    },
    onSuccess: (sent) => {
      // Their cards are asked for with nearly every request.
      writeDraft(user, OFFICERS, officersOf(draft));
      discard();
      for (const queryKey of [keys.requests, ...courtKeys.derived]) void client.invalidateQueries({ queryKey });
      onSent(sent);
    },
    onError: (error) => { if (isProblem(error)) change({ ...latest.current, key: crypto.randomUUID() }); },
  });
  const set = (more: Partial<RequestDraft> | ((before: RequestDraft) => Partial<RequestDraft>)): void => {
    latest.current = { ...latest.current, ...(typeof more === 'function' ? more(latest.current) : more) };
    change(latest.current);
    if (send.isError) send.reset();
  };

  const refused: NamedFault[] = (isProblem(send.error) ? send.error.body.errors ?? [] : []).map(({ pointer, detail }) => ({ pointer, detail, field: t('court.new.service'), wrong: true }));
  const over: NamedFault[] = guard && guard.over > 0 ? [{ pointer: `/details/${guard.field}`, field: '', detail: t('court.guard.overMore', { amount: moneyWords(guard.over) }), wrong: true }] : [];
  const found = faultsOf(draft, contract, pick, {
    required: t('answer.required'), type: t('worklist.type'), to: t('court.new.to'), caseNumber: t('print.caseNumber'), subject: t('request.subject'), officer: (n) => t('court.new.officer', { n }), missingDocument: t('court.new.missingDocument'),
  });
  const faults = [...over, ...found, ...refused.filter(({ pointer }) => !over.some((one) => one.pointer === pointer))];
  const submit = (): void => { setTried(true); if (contract !== undefined && over.length + found.length === 0) send.mutate(); };
  return {
    draft, set, contract, guard, figures, savedAt, discard: () => { discard(); setTried(false); send.reset(); }, submit, sending: send.isPending, error: send.error, tried,
    /** All of them, for the list. */
    faults,
    /** Those that stand at their fields now. */
    shown: faults.filter(({ wrong }) => wrong || tried),
  };
}

export type RequestForm = ReturnType<typeof useRequestForm>;
