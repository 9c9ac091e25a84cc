import { dirname } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Application } from 'express';

export interface ApiDocuments {
  openapi?: object;
  asyncapi?: object;
}

/**
 * Serves `/openapi.json` with readable pages at `/docs` (no internet needed), and `/asyncapi.json`. Public. Call before `listen`.
 * Each document is written out once, here.
 */
export function serveDocuments(app: NestExpressApplication, { openapi, asyncapi }: ApiDocuments): void {
  if (asyncapi !== undefined) serveText(app, '/asyncapi.json', 'application/json', JSON.stringify(asyncapi));
  if (openapi === undefined) return;
  serveText(app, '/openapi.json', 'application/json', JSON.stringify(openapi));
  serveText(app, '/docs', 'text/html', PAGE);
  serveText(app, '/docs/start.js', 'text/javascript', START);
  app.useStaticAssets(dirname(require.resolve('swagger-ui-dist/package.json')), { prefix: '/docs/', index: false });
}

function serveText(app: NestExpressApplication, path: string, type: string, text: string): void {
  const express = app.getHttpAdapter().getInstance() as Application;
  express.get(path, (_request, response) => void response.type(type).send(text));
}

const PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口文档 API · 联执 Lianzhi</title><link rel="stylesheet" href="/docs/swagger-ui.css"><link rel="icon" href="/docs/favicon-32x32.png"></head>
<body><div id="docs"></div><noscript>接口文档见 See <a href="/openapi.json">/openapi.json</a></noscript>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>
`;

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0, validatorUrl: null });
`;
