export * from './advance-core';
export * from './calendar';
export * from './shanghai-time';
export * from './envelope';
export * from './lifecycle';
export * from './merge';
export * from './obligations';
export * from './request-record';
