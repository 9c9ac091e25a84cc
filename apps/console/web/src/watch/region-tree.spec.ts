import { regionNames } from './region-names';
import { regionTree } from './region-tree';

const row = (region: string | null, overdue: number) => ({ region, total: overdue + 1, inTime: 1, atRisk: 0, overdue });

describe('regions on the board', () => {
  it('add up from county to city to province', () => {
    const [shanxi, shaanxi] = regionTree([row('140105', 2), row('140100', 1), row('141031', 4), row('610000', 0), row(null, 9)]);
    expect([shanxi.region, shanxi.counts.overdue, shaanxi.region]).toEqual(['140000', 7, '610000']);
    expect(shanxi.children.map(({ region, counts, own }) => [region, counts.total, own?.total])).toEqual([['141000', 5, undefined], ['140100', 5, 2]]);
  });

  it('begin with the cities of the only province', () => {
    expect(regionTree([row('140105', 2), row('141031', 1)]).map(({ region }) => region)).toEqual(['140100', '141000']);
  });

  it('have the names of their courts', () => {
    const names = regionNames([{ name: '最高人民法院', region: '000000' }, { name: '山西省高级人民法院', region: '140000' }, { name: '太原市中级人民法院', region: '140100' }, { name: '太原市小店区人民法院', region: '140105' }, { name: '隰县人民法院', region: '141031' }, { name: '某银行', region: '141000' }]);
    expect(Object.fromEntries(names)).toEqual({ 140000: '山西省', 140100: '太原市', 140105: '小店区', 141031: '隰县' });
  });
});
