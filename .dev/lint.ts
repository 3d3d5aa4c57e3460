// npm run lint, npm run format

import { command } from './command.ts';
import { biome } from './tools.ts';

const { code, output } = await command(process.execPath, [
  biome,
  'check',
  '--error-on-warnings',
  ...process.argv.slice(2),
]);
if (code !== 0) process.stdout.write(output);
process.exitCode = code;
