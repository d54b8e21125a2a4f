// `npm start`: install what is missing, build, and run everything with embedded defaults.

import { ensureInstalled, ensurePages, projectNode, run } from './install.mjs';

ensureInstalled();
const args = process.argv.slice(2);
if (!args.includes('--help') && !args.includes('--headless')) ensurePages();
process.exitCode = await run(projectNode(), ['--disable-warning=ExperimentalWarning', 'edge-gateway/demo/start.ts', ...args]);
