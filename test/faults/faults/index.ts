import { diskFaults } from './disk-faults';
import type { Fault } from './fault';
import { messageFaults } from './message-faults';
import { networkFaults } from './network-faults';
import { processFaults } from './process-faults';
import { serverFaults } from './server-faults';
import { timeFaults } from './time-faults';

export type { Fault, FaultContext } from './fault';
export const faults: readonly Fault[] = [...processFaults, ...serverFaults, ...networkFaults, ...messageFaults, ...timeFaults, ...diskFaults];
export const shortFaults = faults.filter(({ short }) => short);
