export * from './apply-topology';
export * from './kafka-client';
export * from './topology';
