import type { RequestHandler } from '@lianzhi/desk';
import type { Registry } from '../registry/registry';
import { QueryRealEstateHandler } from './query-real-estate.handler';
import { RenewRealEstateSealHandler } from './renew-real-estate-seal.handler';
import { SealRealEstateHandler } from './seal-real-estate.handler';
import { TransferRealEstateHandler } from './transfer-real-estate.handler';
import { UnsealRealEstateHandler } from './unseal-real-estate.handler';

const handlers = [QueryRealEstateHandler, SealRealEstateHandler, RenewRealEstateSealHandler, UnsealRealEstateHandler, TransferRealEstateHandler];

/** What a registry's desk answers by machine: a new one is one file and one line here. */
export const registryHandlers = (registry: Registry): RequestHandler[] => handlers.map((Handler) => new Handler(registry));
