import type { PoolClient } from 'pg';
import { fenOf, remainingCap, type Catalogue, type RequestContract } from '@lianzhi/contracts';
import { isUuid, type AlertToRaise, type RequestEffects, type RequestToSend, type TakenMessage } from '@lianzhi/desk';
import type { Directory } from '@lianzhi/exchange';
import { uuidv7, type BusinessClock, type Problem } from '@lianzhi/platform';
import type { CaseMoney } from '../case-money/case-money';
import type { CaseRegister, CaseWatch } from '../cases/case-register';
import type { DraftStore } from '../drafts/draft-store';
import { capOf, loweredBy } from './case-cap';
import { changesOf, tells } from './ledger';
import type { KnownChange, MeasureRecord } from './measure-record';
import { recordsOf, type CaseKey, type MeasureStore } from './measure-store';
import { overFrozenDrafts, overFrozenPrefix } from './over-frozen';
import { judge } from './send-guard';

export interface MeasureParts {
  store: MeasureStore;
  cases: Pick<CaseRegister, 'findAll'>;
  money: CaseMoney;
  drafts: Pick<DraftStore, 'write' | 'supersede'>;
  catalogue: Catalogue;
  directory: Pick<Directory, 'successionOf'>;
}

const nameOf = ({ organisation, caseNumber }: CaseKey): string => `${organisation} ${caseNumber}`;

/** The court's ledger of measures and its amount guard, in the transactions of the desk. */
export class MeasureEffects implements RequestEffects {
  constructor(private readonly parts: MeasureParts) {}

  concerns({ measure, handsOver, caseMoney }: RequestContract): boolean {
    return measure !== undefined || handsOver !== undefined || caseMoney !== undefined;
  }

  async beforeSending(client: PoolClient, requests: readonly RequestToSend[], now: number): Promise<(Problem | undefined)[]> {
    const { store, catalogue } = this.parts;
    const keys = requests.map(({ from, caseNumber }) => ({ organisation: this.actingFor(from), caseNumber }));
    await store.lockCases(client, requests.map(({ caseNumber, follows }) => ({ caseNumber, follows: follows?.id ?? null })));
    const followed = requests.flatMap(({ follows }) => follows?.id ?? []);
    const changes = followed.length === 0 ? [] : await store.changesAround(client, followed);
    const records = new Map(recordsOf(changes).map((record) => [record.id, record]));
    const caps = await this.capsOf(client, keys);
    const capped = await store.cappedOf(client, this.widened(keys));
    const handed = await this.handedOver(client, requests);
    return judge(requests, {
      catalogue, capped, now,
      actingFor: (court) => this.actingFor(court),
      capOf: ({ from, caseNumber }) => caps.get(nameOf({ organisation: this.actingFor(from), caseNumber })) ?? '0.00',
      measureOf: (requestId) => records.get(changes.find((change) => change.requestId === requestId)?.measureId ?? ''),
      find: (id) => handed.find((record) => record.id === id),
    });
  }

  async take(client: PoolClient, messages: readonly TakenMessage[], now: number): Promise<AlertToRaise[]> {
    const { store, catalogue, money } = this.parts;
    const taken = messages.filter((one) => tells(one, catalogue));
    const paid = messages.filter(money.tells);
    if (taken.length + paid.length === 0) return [];
    await store.lockCases(client, [...taken, ...paid].map(({ request: { caseNumber, follows } }) => ({ caseNumber, follows })));
    const known = await store.changesAround(client, [...new Set(taken.flatMap(({ request: { id, follows } }) => [id, ...follows === null ? [] : [follows]]))]);
    const changes = latest(changesOf(taken, known, catalogue));
    await store.writeChanges(client, changes);
    const touched = new Set(changes.map(({ measureId }) => measureId));
    const records = recordsOf(latest([...known, ...changes]).filter(({ measureId }) => touched.has(measureId)));
    await store.writeMeasures(client, records);
    await money.take(client, paid);
    const moved = paid.map(({ request: { from: organisation, caseNumber } }) => ({ organisation, caseNumber }));
    await this.draftReleases(client, [...moved, ...records.filter(({ id, measure }) => measure.capped && changes.some(({ measureId, change }) => measureId === id && change.step !== 'asked'))], now);
    return [];
  }

  /** What is frozen beyond the cap of these cases is to be released at once. The cases must be locked. */
  async draftReleases(client: PoolClient, of: readonly CaseKey[], now: number): Promise<void> {
    const { store, drafts, catalogue } = this.parts;
    const keys = [...new Map(of.map(({ organisation, caseNumber }) => ({ organisation: this.actingFor(organisation), caseNumber })).map((key) => [nameOf(key), key])).values()];
    if (keys.length === 0) return;
    const caps = await this.capsOf(client, keys);
    const capped = await store.cappedOf(client, this.widened(keys));
    for (const key of keys) {
      const own = capped.filter(({ organisation, caseNumber }) => caseNumber === key.caseNumber && this.actingFor(organisation) === key.organisation);
      const due = overFrozenDrafts(own, caps.get(nameOf(key))!, catalogue, now);
      await drafts.supersede(client, { organisations: this.parts.directory.successionOf(key.organisation), caseNumber: key.caseNumber, prefix: overFrozenPrefix, keep: due.map((draft) => draft.key), because: '冻结金额或限额已变化 what is frozen or owed has changed', at: now });
      await drafts.write(client, due);
    }
  }

  /** A case that is recorded anew may owe less than is frozen. */
  caseWatch(clock: Pick<BusinessClock, 'now'>): CaseWatch {
    const keyOf = ({ court: organisation, caseNumber }: { court: string; caseNumber: string }): CaseKey => ({ organisation, caseNumber });
    return {
      lock: (client, key) => this.parts.store.lockCases(client, [{ caseNumber: key.caseNumber, follows: null }]),
      changed: async (client, key, { before, after, payment }) => {
        const now = clock.now().getTime();
        const lowered = loweredBy(before, after);
        if (payment?.voluntary !== true && fenOf(lowered) > 0n) await this.parts.money.record(client, { ...keyOf(key), key: payment?.id ?? uuidv7(), amount: lowered, at: payment?.at ?? now });
        await this.draftReleases(client, [keyOf(key)], now);
      },
    };
  }

  /** A closed court's cases are its successor's: both are judged as one court. */
  private actingFor(court: string): string {
    return this.parts.directory.successionOf(court)[0]!;
  }

  /** The same cases, at every court whose matters are one with theirs. */
  private widened(keys: readonly CaseKey[]): CaseKey[] {
    return keys.flatMap(({ organisation, caseNumber }) => this.parts.directory.successionOf(organisation).map((one) => ({ organisation: one, caseNumber })));
  }

  /** By case, less what is on its account already and only not recorded. */
  private async capsOf(client: PoolClient, keys: readonly CaseKey[]): Promise<ReadonlyMap<string, string>> {
    const found = await this.parts.cases.findAll(client, keys.map(({ organisation: court, caseNumber }) => ({ court, caseNumber })));
    const unrecorded = await this.parts.money.unrecordedOf(client, keys);
    return new Map(keys.map((key, i) => [nameOf(key), remainingCap(capOf(found[i]), [unrecorded[i]!])]));
  }

  private async handedOver(client: PoolClient, requests: readonly RequestToSend[]): Promise<MeasureRecord[]> {
    const ids = requests.flatMap(({ type, details }) => {
      const rule = this.parts.catalogue.get(type).handsOver;
      const items = rule && details[rule.list];
      if (!rule || !Array.isArray(items)) return [];
      return (items as Record<string, unknown>[]).flatMap((item) => { const id = item[rule.id]; return typeof id === 'string' && isUuid(id) ? [id.toLowerCase()] : []; });
    });
    return ids.length === 0 ? [] : this.parts.store.findAny(client, ids);
  }
}

/** Each change once, as it was said last. */
const latest = (changes: readonly KnownChange[]): KnownChange[] => [...new Map(changes.map((one) => [one.change.key, one])).values()];
