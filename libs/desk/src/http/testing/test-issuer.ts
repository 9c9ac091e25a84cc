import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An identity provider of one spec: signs whatever a test wants. */
export class TestIssuer {
  private constructor(private readonly server: Server, private readonly key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'], readonly issuer: string) {}

  static async start(): Promise<TestIssuer> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      response.end(JSON.stringify(request.url === '/jwks' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TestIssuer(server, privateKey, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** A token of `<organisation>-system`, or of a person. */
  token(organisation: string, roles: string[] = ['system'], audience = 'urn:lianzhi:api', expires = '1h', person?: { user: string; name: string }): Promise<string> {
    return new SignJWT({ client_id: person === undefined ? `${organisation}-system` : 'console', organisation, roles, ...(person && { name: person.name }) }).setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(this.issuer).setSubject(person?.user ?? `${organisation}-system`).setAudience(audience).setExpirationTime(expires).sign(this.key);
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
