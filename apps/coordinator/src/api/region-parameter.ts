import { invalidParameter, textParameter, type Query } from '@lianzhi/platform';

/** `region`: a GB/T 2260 code, which stands for everything in it. @throws Problem 422 */
export function regionParameter(query: Query, name = 'region'): string | undefined {
  const region = textParameter(query, name);
  if (region !== undefined && !/^\d{6}$/.test(region)) {
    throw invalidParameter(name, 'not-a-region', { zh: `${name} 应为六位行政区划代码`, en: `${name} must be a region code of six digits` });
  }
  return region;
}
