import { existsSync, readFileSync } from 'node:fs';
import { writeAtomically } from '../write-atomically';
import type { StepMemory } from './story-player';

/** `weeks`: how far the story was moved when it was begun, so that playing on does not move it again. */
interface Progress { [story: string]: { weeks: number; steps: Record<string, StepMemory>; done?: true } }

/** What has been played of the sample stories: one small file in the data folder. */
export class SampleProgress {
  private readonly progress: Progress;

  constructor(private readonly file: string) {
    this.progress = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Progress) : {};
  }

  isDone(story: string): boolean { return this.progress[story]?.done === true; }
  weeksOf(story: string): number | undefined { return this.progress[story]?.weeks; }
  of(story: string, step: number): StepMemory { return this.progress[story]?.steps[step + 1] ?? {}; }

  begin(story: string, weeks: number): void {
    this.progress[story] ??= { weeks, steps: {} };
    this.write();
  }

  /** A body is kept only until its step is done: it holds personal data. */
  remember(story: string, step: number, { body, ...kept }: StepMemory): void {
    this.progress[story]!.steps[step + 1] = kept.done ? kept : { body, ...kept };
    this.write();
  }

  finish(story: string): void {
    this.progress[story]!.done = true;
    this.write();
  }

  private write(): void {
    writeAtomically(this.file, JSON.stringify(this.progress));
  }
}
