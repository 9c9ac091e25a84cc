'use strict';
const fs = require('node:fs');

const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is installed: what CHROMIUM says, or a usual place; undefined where it is not. */
const chromiumPath = () => process.env.CHROMIUM || KNOWN.find((path) => fs.existsSync(path));

/**
 * Containers run as root, where Chromium has no sandbox; and they have no graphics, which it would imitate at the cost of a core. Each window would
 * besides have two pages of its own, of which nothing is seen here.
 */
const chromiumArguments = ['--no-sandbox', '--disable-gpu', '--disable-software-rasterizer', '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,HttpsUpgrades,PaintHolding'];

module.exports = { chromiumPath, chromiumArguments };
