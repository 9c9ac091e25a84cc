import { randomInt } from 'node:crypto';
import { catalogue as defaultCatalogue, personIdCheckCharacter, type PersonSubject } from '@lianzhi/contracts';
import { seeSides, untilAgreed, until, type Answer, type RequestEnds, type Sides } from '../../../deploy/local/stories';
import { requestBody, replyBody, type Body } from '../../../deploy/local/stories/compose-body';
import type { Step, Story, StoryCase } from '../../../deploy/local/stories/story';
import { uploadDocuments } from '../../../deploy/local/stories/story-documents';
import type { SharedSystem } from './shared-system';

const DEADLINE_MS = 30_000;

/** An identity number with a right check character that no other test uses. */
export function newPersonId(): string {
  const digits = `14262919870312${String(randomInt(1000)).padStart(3, '0')}`;
  const varied = `${digits.slice(0, 6)}${1950 + randomInt(50)}${digits.slice(10)}`;
  return varied + personIdCheckCharacter(varied);
}

/** A case of a court with one debtor, and requests about him: what most specs need before they begin. */
export class Scene {
  readonly debtor: PersonSubject = { kind: 'person', name: '张某甲', idNumber: newPersonId() };
  readonly caseNumber = `（2025）晋1031执${randomInt(100_000, 9_999_999)}号`;

  private constructor(readonly system: SharedSystem, readonly court: string) {}

  /** Business time stands at the instant from here on. */
  static async at(system: SharedSystem, instant: string, court = 'court-141031'): Promise<Scene> {
    const scene = new Scene(system, court);
    scene.goTo(instant);
    await system.api.get(court, `/v1/cases/${encodeURIComponent(scene.caseNumber)}`, { method: 'PUT', body: { cause: '买卖合同纠纷', debtors: [scene.debtor], amountOwed: '186400.00' } });
    return scene;
  }

  private get now(): number { return this.instant; }
  private instant = 0;

  goTo(instant: string): void {
    this.instant = Date.parse(instant);
    this.system.api.setClock(this.instant);
  }

  /** A body that `POST /v1/requests` takes, its required documents uploaded. `details` are overlaid. */
  async body(type: string, to: string, { details = {}, ...more }: Body = {}): Promise<Record<string, unknown>> {
    const body = requestBody(defaultCatalogue.get(type), { ...this.step, type, to }, this.story, undefined);
    const documents = await uploadDocuments(this.system.api, this.court, body.documents ?? [], this.case);
    return { ...body, documents, ...more, details: { ...body.details, ...details } };
  }

  async submit(type: string, to: string, more: Body = {}): Promise<RequestEnds> {
    const { id } = await this.system.api.get<{ id: string }>(this.court, '/v1/requests', { method: 'POST', body: await this.body(type, to, more) });
    return { id, from: this.court, to };
  }

  /** Sends it and waits until all three sides know that it was delivered. */
  async deliver(type: string, to: string, more: Body = {}): Promise<RequestEnds> {
    const ends = await this.submit(type, to, more);
    await this.agreed(ends);
    return ends;
  }

  reply(type: string, outcome: string): Record<string, unknown> {
    return replyBody(defaultCatalogue.get(type), { ...this.step, with: { outcome } });
  }

  move(organisation: string, { id }: RequestEnds, path: string, body: unknown = {}): Promise<Answer> {
    return this.system.api.call(organisation, `/v1/requests/${id}/${path}`, { body });
  }

  /** What all three sides see, once they see the same. @throws Error when they do not come to agree */
  async agreed(ends: RequestEnds): Promise<Required<Sides>> {
    const sides = await untilAgreed(this.system.api, ends, { deadlineMs: DEADLINE_MS });
    if (!sides.requester || !sides.recipient || !sides.coordinator) throw new Error(`request ${ends.id} has not reached everybody: ${JSON.stringify(Object.keys(sides))}`);
    return sides as Required<Sides>;
  }

  /** Waits until both desks show that state; the coordinator is not asked. */
  async bothDesks({ id, from, to }: RequestEnds, state: string): Promise<void> {
    const see = (organisation: string, box: string) => this.system.api.get<{ items: { state: string; flags: string[] }[] }>(organisation, `/v1/requests?box=${box}&q=${id}`);
    const seen = await until(() => Promise.all([see(from, 'sent'), see(to, 'received')]),
      (both) => both.every(({ items: [request] }) => request?.state === state && !request.flags.includes('unconfirmed')), { deadlineMs: DEADLINE_MS });
    expect(seen.map(({ items: [request] }) => request?.state)).toEqual([state, state]);
  }

  sides(ends: RequestEnds): Promise<Sides> { return seeSides(this.system.api, ends); }

  private get case(): StoryCase { return { number: this.caseNumber, court: this.court, cause: '买卖合同纠纷', amountOwed: '186400.00' }; }

  private get story(): Story {
    return { name: 'scene', title: { zh: '', en: '' }, cases: [this.case], debtor: this.debtor, steps: [] };
  }

  private get step(): Step { return { index: 0, at: this.now, with: {} }; }
}
