import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Application, NextFunction, Request, Response } from 'express';
import type { ConsoleConfig } from './console-config';
import { nonceOf } from './page-policy';

const year = 365 * 24 * 3600 * 1000;

/** The built pages: files with a hash in their name for ever, the page itself never from a cache, and with the settings and the nonce of this answer. */
export function servePages(app: NestExpressApplication, { webFolder, issuer, clientId, services, examples }: ConsoleConfig): void {
  const page = readFileSync(join(webFolder, 'index.html'), 'utf8');
  const settings = escapeAttribute(JSON.stringify({ issuer, clientId, services: [...services.keys()], examples }));
  app.useStaticAssets(join(webFolder, 'assets'), { prefix: '/assets/', index: false, immutable: true, maxAge: year, fallthrough: false });
  const express = app.getHttpAdapter().getInstance() as Application;
  express.use((request: Request, response: Response, next: NextFunction) => {
    // A page is asked for by a browser, by a path of the app; everything else has its own answer.
    if (request.method !== 'GET' || /^\/(api|health|metrics|assets)(\/|$)/.test(request.path) || !request.accepts('html')) return next();
    // Signing in again happens in a window of its own, which must be able to tell this one.
    response.set('Cross-Origin-Opener-Policy', request.path === '/callback' ? 'unsafe-none' : 'same-origin-allow-popups');
    response.set('Cache-Control', 'no-store').type('html').send(page.replaceAll('__NONCE__', nonceOf(response)).replace('__SETTINGS__', settings));
  });
}

const escapeAttribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
