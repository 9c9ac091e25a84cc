import { invalidParameter, textParameter, type Query } from '@lianzhi/platform';

/** `region`: a GB/T 2260 code, which stands for everything in it. @throws Problem 422 */
export function regionParameter(query: Query): string | undefined {
  const region = textParameter(query, 'region');
  if (region !== undefined && !/^\d{6}$/.test(region)) {
    throw invalidParameter('region', 'not-a-region', { zh: 'region 应为六位行政区划代码', en: 'region must be a region code of six digits' });
  }
  return region;
}
