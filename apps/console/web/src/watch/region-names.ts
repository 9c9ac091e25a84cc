import type { Organisation } from '../session/session';

/** Courts, procuratorates and governments are named after their region: 太原市小店区人民法院. */
const named = /^(.+?)(?:高级|中级)?人民(?:法院|检察院|政府)$/;

/** Names of regions (GB/T 2260) as the directory tells them: 140105 → 小店区 under 太原市. */
export function regionNames(organisations: Iterable<Pick<Organisation, 'name' | 'region'>>): ReadonlyMap<string, string> {
  const full = new Map<string, string>();
  for (const { name, region } of organisations) {
    const found = named.exec(name)?.[1];
    if (found !== undefined && found !== '最高' && !full.has(region)) full.set(region, found);
  }
  return new Map([...full].map(([region, name]) => {
    const above = full.get(parentOf(region) ?? '');
    return [region, above !== undefined && name.startsWith(above) && name !== above ? name.slice(above.length) : name];
  }));
}

/** 140105 → 140100 → 140000 → 000000 → nothing. */
export function parentOf(region: string): string | undefined {
  if (region === '000000') return undefined;
  if (region.endsWith('0000')) return '000000';
  return region.endsWith('00') ? `${region.slice(0, 2)}0000` : `${region.slice(0, 4)}00`;
}
