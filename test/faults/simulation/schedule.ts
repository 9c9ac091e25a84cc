import { catalogue, laneTopic, noticesTopic, shanghaiDate, validateSubmission, type RequestContract } from '@lianzhi/contracts';
import { FreezeAccountHandler } from '../../../apps/bank/src/handlers/freeze-account.handler';
import { QueryDepositsHandler } from '../../../apps/bank/src/handlers/query-deposits.handler';
import type { RequestHandler } from '@lianzhi/desk';
import type { CoreBanking } from '../../../apps/bank/src/core-banking/core-banking';
import { CoreBankingInMemory } from './core-banking-in-memory';
import { allFaults, type FaultsWanted } from './faults-wanted';
import { submissionFor } from './random-commands';
import { SimulatedCoordinator } from './simulated-coordinator';
import { SimulatedDesk } from './simulated-desk';
import { bank, court, police } from './simulated-trust';
import { Simulation } from './simulation';

export interface ScheduleOptions { seed: number; faults?: FaultsWanted; steps?: number; traced?: boolean }

const MINUTE_MS = 60_000;
const skews = [0, 0, 0, 45_000, -45_000, 10 * MINUTE_MS, -10 * MINUTE_MS];
const jumps = { none: 60, second: 20, minute: 8, hours: 5, days: 1 };
const jumpMs = { none: 20, second: 1_500, minute: 61_000, hours: 5 * 3_600_000, days: 3 * 86_400_000 };
const healRounds = 60;

const answersOf = (responder: string) => (contract: RequestContract): boolean =>
  contract.channel === 'lane' && contract.requesters.includes('court') && contract.responders.includes(responder) && contract.follows.length === 0;
const usable = (contract: RequestContract): boolean => {
  const now = new Date('2025-09-01T01:00:00Z');
  return validateSubmission(contract, submissionFor(contract, court, police, now, false), { businessDate: shanghaiDate(now), strict: false }).length === 0;
};
const typesOf = (responder: string): string[] => catalogue.contracts.filter(answersOf(responder)).filter(usable).map(({ type }) => type);
const types = { bank: typesOf('bank'), police: typesOf('police') };

/** A court, the police, a bank and the coordinator for one schedule: chance decides who does what next and what goes wrong, then all heals. */
export class Schedule {
  readonly simulation: Simulation;
  readonly court: SimulatedDesk;
  readonly police: SimulatedDesk;
  readonly bank: SimulatedDesk;
  readonly coordinator: SimulatedCoordinator;
  readonly books: CoreBankingInMemory;
  readonly sent: { id: string; to: SimulatedDesk }[] = [];
  restored = false;

  constructor(private readonly options: ScheduleOptions) {
    const simulation = this.simulation = new Simulation(options.seed, options.faults ?? allFaults, options.traced);
    const skew = (): number => {
      const ms = simulation.chance.pick(skews);
      return ms !== 0 && simulation.strikes('skew', 0.5) ? ms : 0;
    };
    const desk = (operator: 'police' | 'bank', organisation: string, handlers: RequestHandler[]) => new SimulatedDesk(simulation, {
      operator, organisation, handlers, reads: [laneTopic('court', operator), noticesTopic(operator)], writes: [laneTopic(operator, 'court')], skewMs: skew(),
    });
    this.books = new CoreBankingInMemory(simulation);
    this.court = new SimulatedDesk(simulation, {
      operator: 'court', organisation: court, skewMs: skew(),
      reads: [laneTopic('police', 'court'), laneTopic('bank', 'court'), noticesTopic('court')], writes: [laneTopic('court', 'police'), laneTopic('court', 'bank')],
    });
    this.police = desk('police', police, []);
    const [core, now] = [this.books as unknown as CoreBanking, () => simulation.now];
    this.bank = desk('bank', bank, [new FreezeAccountHandler(core, now), new QueryDepositsHandler(core, now)]);
    this.coordinator = new SimulatedCoordinator(simulation, ['police', 'bank'].flatMap((other) => [laneTopic('court', other), laneTopic(other, 'court')]), skew());
  }

  get desks(): readonly SimulatedDesk[] { return [this.court, this.police, this.bank]; }
  get all(): readonly (SimulatedDesk | SimulatedCoordinator)[] { return [...this.desks, this.coordinator]; }

  /** @param check called after every step and at the end */
  async run(check: (schedule: Schedule) => void): Promise<void> {
    const { simulation: { chance } } = this;
    const steps = this.options.steps ?? 60 + chance.below(160);
    this.submit();
    for (let step = 0; step < steps; step += 1) {
      await this.step();
      check(this);
    }
    await this.heal();
    check(this);
  }

  private submit(): void {
    const { chance } = this.simulation;
    const to = chance.happens(0.5) ? this.bank : this.police;
    const possible = to === this.bank && chance.happens(0.7) ? ['freeze-account', 'query-deposits'] : types[to === this.bank ? 'bank' : 'police'];
    this.sent.push({ id: this.court.submit(chance.pick(possible), to.organisation, chance.happens(0.97)), to });
  }

  private async step(): Promise<void> {
    const { chance } = this.simulation;
    const jump = chance.weighted(jumps);
    this.simulation.now += jump === 'none' || this.simulation.strikes('jump', 1) ? jumpMs[jump] : jumpMs.none;
    const todo = chance.weighted({ service: 30, move: 4, submit: this.sent.length < 3 ? 1 : 0, bus: 2, backup: 0.3, restore: 0.15 });
    if (todo === 'service') await chance.pick(this.all).step();
    else if (todo === 'move') chance.pick(this.desks).movePerson();
    else if (todo === 'submit') this.submit();
    else if (todo === 'bus') this.disturbBus();
    else if (todo === 'backup') chance.pick(this.desks).keepBackup();
    else this.restore(chance.pick(this.desks));
  }

  private restore(desk: SimulatedDesk): void {
    if (this.simulation.strikes('restore', 1) && desk.restore()) this.restored = true;
  }

  /** What was held back comes, something comes again from days ago, or somebody writes garbage. */
  private disturbBus(): void {
    const { chance, broker, now, held } = this.simulation;
    const [first] = held.splice(chance.below(held.length || 1), 1);
    if (first) broker.topic(first.topic)[0]!.append(first, first.appendedAt);
    const [partition] = broker.topic(chance.pick(this.coordinator.lanes));
    const again = partition!.read(0n, 10_000);
    if (again.length > 0 && this.simulation.strikes('replay', 0.6)) partition!.append(chance.pick(again), now);
    if (this.simulation.strikes('garbage', 0.1)) partition!.append({ key: 'garbage', value: Buffer.from('{"type":') }, now);
  }

  /** No further fault: what was held back comes, and everybody does what is left, until nothing is. */
  private async heal(): Promise<void> {
    const { simulation } = this;
    simulation.healing = true;
    for (const record of simulation.held.splice(0)) simulation.broker.topic(record.topic)[0]!.append(record, record.appendedAt);
    for (let round = 0; round < healRounds; round += 1) {
      for (const one of this.all) await one.finish();
      if (round > 2 && this.unfinished().length === 0) return;
      simulation.now += 31_000;
    }
  }

  unfinished(): string[] {
    const read = this.all.flatMap((one) => one.unread());
    return [...this.all.flatMap((one) => one.unfinished()), ...read, ...this.desks.flatMap((desk) => (desk.unfinishedTasks() > 0 ? [`${desk.operator}: a task`] : []))];
  }
}

