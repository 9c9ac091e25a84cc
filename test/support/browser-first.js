/** Order of the specs that share one system: those in the browser first, which expect short lists and the present time. */
'use strict';
const { default: Sequencer } = require('@jest/test-sequencer');

module.exports = class BrowserFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (path.endsWith('.browser-spec.ts') ? 0 : 1);
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
