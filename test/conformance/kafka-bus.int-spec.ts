// Long for its size.
import { busConformance } from './bus-conformance';
import { kafkaUnderTest } from './kafka-under-test';

jest.setTimeout(60_000);

describe('the bus on Kafka', () => {
  busConformance(kafkaUnderTest);
});
