import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { journalFigures } from '../metrics/journal-figures';
import { OperatorGuard } from './operator-guard';
import { OPERATOR_PARTS, type OperatorParts } from './operator-parts';

interface Waiting { messages: number; oldestSeconds: number }

/** What stands still in this service, and since when: the figures of its metrics, for people. In the API: do not rename. */
export interface Standing {
  operator: string;
  replicas: number;
  unpublished: Waiting; unhandled: Waiting; parked: Waiting; deadLetters: Waiting;
  /** Records that have not been taken in yet, lanes with the most first; null while the bus cannot be asked. */
  lanes: { lane: string; lag: number }[] | null;
}

@Controller('v1/standing')
@UseGuards(OperatorGuard)
export class StandingController {
  constructor(@Inject(OPERATOR_PARTS) private readonly parts: OperatorParts) {}

  @Get()
  async read(): Promise<Standing> {
    const { exchange } = this.parts;
    const [figures, lag] = await Promise.all([journalFigures(exchange.pool), exchange.lag().catch(() => undefined)]);
    const number = (name: keyof typeof figures): number => {
      const figure = figures[name] ?? 0;
      return typeof figure === 'number' ? figure : figure.reduce((sum, { value }) => sum + value, 0);
    };
    const { lianzhi_parked_oldest_seconds: parkedSince } = figures;
    const waiting = (messages: keyof typeof figures, oldest: keyof typeof figures): Waiting => ({ messages: number(messages), oldestSeconds: Math.round(number(oldest)) });
    return {
      operator: exchange.operator, replicas: number('lianzhi_replicas'),
      unpublished: waiting('lianzhi_outbox_entries', 'lianzhi_outbox_oldest_seconds'), unhandled: waiting('lianzhi_unhandled_messages', 'lianzhi_unhandled_oldest_seconds'),
      parked: { messages: number('lianzhi_parked_messages'), oldestSeconds: Math.round(Array.isArray(parkedSince) ? Math.max(0, ...parkedSince.map(({ value }: { value: number }) => value)) : 0) },
      deadLetters: waiting('lianzhi_dead_letters', 'lianzhi_dead_letters_oldest_seconds'),
      lanes: lag === undefined ? null : [...lag].map(([lane, records]) => ({ lane, lag: records })).sort((a, b) => b.lag - a.lag || a.lane.localeCompare(b.lane)),
    };
  }
}
