import type { PoolClient } from 'pg';
import { movedBy, movesCaseMoney, unrecordedMoney, type Catalogue, type Details, type MoneyStep } from '@lianzhi/contracts';
import type { MoveData, TakenMessage } from '@lianzhi/desk';
import type { Directory } from '@lianzhi/exchange';
import type { CaseKey } from '../measures/measure-store';

interface StepRow { organisation: string; case_number: string; kind: MoneyStep['kind']; amount: string; at: Date }
/** `key`: id of the order, or of what was recorded. */
interface CaseStep extends CaseKey, MoneyStep { key: string }

const says: ReadonlySet<string> = new Set(['submitted', 'answered', 'measure-changed']);

/** The money of each case that its court has not recorded yet. Everything named and batched; the caller has locked the cases. */
export class CaseMoney {
  constructor(private readonly catalogue: Pick<Catalogue, 'find'>, private readonly directory: Pick<Directory, 'successionOf'>) {}

  /** Whether the message can change it at all. */
  tells = ({ request, message }: TakenMessage): boolean => says.has(message.move) && this.catalogue.find(request.type)?.caseMoney !== undefined;

  /** Takes in what orders and their answers say. */
  async take(client: PoolClient, messages: readonly TakenMessage[]): Promise<void> {
    const asked = messages.flatMap((one) => this.askedBy(one));
    const answered = new Map(messages.flatMap(({ request: { id, type }, message: { move, at }, data }) => {
      const rule = this.catalogue.find(type)?.caseMoney;
      const moved = rule && data && movedBy(rule, { move, at, details: ((data as MoveData).details ?? {}) as Details });
      return moved ? [[id, moved] as const] : [];
    }));
    await this.write(client, asked);
    if (answered.size === 0) return;
    // Only what was asked for as such: of the others nothing is kept.
    await client.query({
      name: 'case-money-answered', values: [[...answered.keys()], [...answered.values()].map(({ amount }) => amount), [...answered.values()].map(({ at }) => new Date(at))],
      text: 'UPDATE case_money_step s SET amount = a.amount, at = a.at FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS a (key, amount, at) WHERE s.key = a.key',
    });
  }

  /** What the case owes was lowered: so much of the money is recorded now. The same key again changes nothing. */
  async record(client: PoolClient, step: CaseKey & { key: string; amount: string; at: number }): Promise<void> {
    await this.write(client, [{ ...step, kind: 'recorded' }]);
  }

  /** Taken in and not recorded yet, of each of these cases in turn, by its court or one whose matters are one with that court's. Yuan. */
  async unrecordedOf(client: PoolClient, cases: readonly CaseKey[]): Promise<string[]> {
    const courts = cases.map(({ organisation }) => this.directory.successionOf(organisation));
    const all = cases.flatMap(({ caseNumber }, i) => courts[i]!.map((court) => ({ court, caseNumber })));
    const { rows } = await client.query<StepRow>({
      name: 'case-money-of', values: [all.map(({ court }) => court), all.map(({ caseNumber }) => caseNumber)],
      text: 'SELECT organisation, case_number, kind, amount, at FROM case_money_step WHERE (organisation, case_number) IN (SELECT * FROM unnest($1::text[], $2::text[]))',
    });
    return cases.map(({ caseNumber }, i) => unrecordedMoney(rows.filter((row) => courts[i]!.includes(row.organisation) && row.case_number === caseNumber)
      .map(({ kind, amount, at }) => ({ kind, amount, at: at.getTime() }))));
  }

  private askedBy({ request, message, data }: TakenMessage): CaseStep[] {
    const rule = this.catalogue.find(request.type)?.caseMoney;
    const details = ((data as MoveData | null)?.details ?? {}) as Details;
    if (!rule || message.move !== 'submitted' || !movesCaseMoney(rule, details)) return [];
    return [{ key: request.id, organisation: request.from, caseNumber: request.caseNumber, kind: rule.does, amount: '0.00', at: message.at }];
  }

  private async write(client: PoolClient, steps: readonly CaseStep[]): Promise<void> {
    if (steps.length === 0) return;
    await client.query({
      name: 'case-money-write',
      text: 'INSERT INTO case_money_step (key, organisation, case_number, kind, amount, at) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) ON CONFLICT DO NOTHING',
      values: [steps.map(({ key }) => key), steps.map(({ organisation }) => organisation), steps.map(({ caseNumber }) => caseNumber), steps.map(({ kind }) => kind), steps.map(({ amount }) => amount), steps.map(({ at }) => new Date(at))],
    });
  }
}
