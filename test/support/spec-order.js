/**
 * Order of the specs of a run. Those in the browser come before those of the same system without it, which leave long lists and another time behind. And those
 * that say of themselves, in their first line, that they are long for their size: without timings of an earlier run jest begins with the largest files,
 * and these would be waited for at the end with one core idle.
 */
'use strict';
const fs = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

const LONG = '// Long for its size.';
const isFirst = ({ path }) => path.endsWith('.browser-spec.ts') || fs.readFileSync(path, 'utf8').startsWith(LONG);

module.exports = class SpecOrder extends Sequencer {
  sort(tests) {
    const [first, others] = [[], []];
    for (const test of super.sort(tests)) (isFirst(test) ? first : others).push(test);
    return [...first, ...others];
  }
};
