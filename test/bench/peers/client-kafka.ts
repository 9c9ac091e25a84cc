import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientKafka, MessagePattern, Payload, Transport, type KafkaOptions } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { createKafka } from '@lianzhi/exchange';
import type { LocalInstance } from '../local-instance';

/** The stock way: `ClientKafka.send` and wait. Nothing is stored, signed or encrypted; three calls stand for one exchange. */
const topics = ['bench.peer.submit', 'bench.peer.answer', 'bench.peer.close'];
const body = { payload: 'x'.repeat(1024) };

@Controller()
class PeerController {
  @MessagePattern<string>(topics[0]!) submit(@Payload() message: object): object { return message; }
  @MessagePattern<string>(topics[1]!) answer(@Payload() message: object): object { return message; }
  @MessagePattern<string>(topics[2]!) close(@Payload() message: object): object { return message; }
}

@Module({ controllers: [PeerController] })
class PeerModule {}

/** Exchanges per second with so many callers at once. */
export async function measureClientKafka({ kafka }: LocalInstance, concurrencies: readonly number[], seconds: number): Promise<Record<string, number>> {
  const sasl = { mechanism: 'scram-sha-512' as const, username: kafka.username, password: kafka.password };
  const admin = createKafka({ brokers: kafka.brokers, clientId: 'bench', sasl }).admin();
  await admin.connect();
  await admin.createTopics({ topics: topics.flatMap((topic) => [topic, `${topic}.reply`]).map((topic) => ({ topic, numPartitions: 3, replicationFactor: 1 })), waitForLeaders: true });
  const options: KafkaOptions['options'] = { client: { brokers: kafka.brokers, sasl, logLevel: 0 }, consumer: { groupId: 'bench-peer' } };
  const server = await NestFactory.createMicroservice(PeerModule, { transport: Transport.KAFKA, options, logger: false });
  await server.listen();
  const client = new ClientKafka({ ...options, consumer: { groupId: 'bench-peer-client' } });
  topics.forEach((topic) => client.subscribeToResponseOf(topic));
  await client.connect();
  const results: Record<string, number> = {};
  for (const concurrent of concurrencies) results[`c${concurrent}`] = await drive(client, concurrent, seconds);
  await client.close();
  await server.close();
  await admin.disconnect();
  return results;
}

async function drive(client: ClientKafka, concurrent: number, seconds: number): Promise<number> {
  const begun = performance.now();
  let exchanges = 0;
  await Promise.all(Array.from({ length: concurrent }, async () => {
    while (performance.now() - begun < seconds * 1000) {
      for (const topic of topics) await firstValueFrom(client.send(topic, body));
      exchanges += 1;
    }
  }));
  return exchanges / ((performance.now() - begun) / 1000);
}
