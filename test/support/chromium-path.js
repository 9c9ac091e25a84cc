'use strict';
const fs = require('node:fs');

const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is installed: what CHROMIUM says, or a usual place; undefined where it is not. */
exports.chromiumPath = () => process.env.CHROMIUM || KNOWN.find((path) => fs.existsSync(path));
