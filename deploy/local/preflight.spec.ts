import { javaVersion } from './preflight';

describe('javaVersion', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ['Unrecognised', undefined],
  ])('reads %s', (output, version) => expect(javaVersion(output)).toBe(version));
});
