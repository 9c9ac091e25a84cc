import type { Request } from 'express';
import type { Language } from './problem-body';

/** The language that an answer is in: Chinese unless English is preferred. */
export const languageOf = (request: Request): Language => (request.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh-CN');
