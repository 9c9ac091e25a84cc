import { connect } from 'node:net';

/** ApiVersions (key 18) version 0, correlation id 1, no client id: the one request a broker answers before a login. */
const API_VERSIONS = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);

/**
 * Does the broker answer? A listening port is not enough: in KRaft mode the socket opens early, but requests are
 * answered only once the broker is registered, unfenced and has its access rules.
 */
export function brokerAnswers(host: string, port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (answer: boolean) => { socket.destroy(); resolve(answer); };
    socket.setTimeout(timeoutMs, () => done(false));
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
    socket.once('connect', () => socket.write(API_VERSIONS));
    // Length, then the correlation id that we sent: whatever else listens here would not answer so.
    socket.once('data', (data) => done(data.length >= 8 && data.readInt32BE(4) === 1));
  });
}
