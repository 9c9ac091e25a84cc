export * from './apply-topology';
export { productionConsumer, type ConsumerSettings } from './consumer-settings';
export * from './kafka-bus';
export * from './kafka-client';
export * from './topology';
