import { catalogue } from '../catalogue';
describe('requests', () => { it('load', () => expect(catalogue.types()).toHaveLength(8)); });
