import { readFile, stat } from 'node:fs/promises';
import { Controller, Get, Inject } from '@nestjs/common';
import { notFound, problem, Public, SERVICE_CONFIG, type ServiceConfig } from '@lianzhi/platform';

/** Local mode only: every address, with the demo users and clients. The launcher writes it once everything is ready. */
@Public()
@Controller('.well-known')
export class DiscoveryController {
  constructor(@Inject(SERVICE_CONFIG) private readonly config: Pick<ServiceConfig, 'clockFile' | 'discoveryFile'>) {}

  @Get('lianzhi-local.json')
  async read(): Promise<unknown> {
    const { clockFile, discoveryFile } = this.config;
    if (clockFile === undefined || discoveryFile === undefined) throw notFound();
    const [written, clockSet] = await Promise.all([modifiedAt(discoveryFile), modifiedAt(clockFile)]);
    // While the samples are played the clock stands. Who moves it later has read this document before.
    if (written === undefined || (clockSet !== undefined && clockSet < written)) {
      throw problem('not-ready', { detail: { zh: '系统正在启动或正在播放示例', en: 'The system is starting or playing its samples' }, headers: { 'Retry-After': '1' } });
    }
    return JSON.parse(await readFile(discoveryFile, 'utf8'));
  }
}

async function modifiedAt(file: string): Promise<number | undefined> {
  return stat(file).then(({ mtimeMs }) => mtimeMs, () => undefined);
}
