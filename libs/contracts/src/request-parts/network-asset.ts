import { choice } from '../fields';
import type { Details } from '../request-contract';

/** 网络财产. Values are on the wire. */
export const networkAsset = choice({
  zh: '财产种类', en: 'Kind of asset', options: {
    wallet: { zh: '支付账户余额', en: 'Payment wallet' }, 'digital-yuan': { zh: '数字人民币钱包', en: 'Digital yuan wallet' }, fund: { zh: '平台基金、理财', en: 'Fund held at the platform' },
    shop: { zh: '网络店铺及保证金', en: 'Network shop and its deposit' }, income: { zh: '直播、创作等平台收益', en: 'Income from the platform' }, virtual: { zh: '其他网络虚拟财产', en: 'Other network property' },
  },
});

/** What a later order about the same asset says of it: as the platform named it in its reply, else as it was asked for. */
export const assetAtHand = ({ asset, accountId: asked }: Details, { accountId = asked, reference }: Details, order: Details): Details =>
  ({ asset, ...order, ...accountId !== undefined && { accountId }, ...reference !== undefined && { reference } });
