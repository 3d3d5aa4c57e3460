// npm run bench               every test/bench/**/*.bench.ts, one after the other
// npm run bench -- WORD       those whose path contains a word
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { root } from './tools.ts';

const word = process.argv[2] ?? '';
const files = globSync('test/bench/**/*.bench.ts', { cwd: root }).filter((file) => file.includes(word));
let failed = files.length === 0;
if (failed) process.stderr.write(`No benchmark${word === '' ? '' : ` with "${word}" in its path`}.\n`);
for (const file of files.sort()) {
  if (spawnSync(process.execPath, [file], { cwd: root, stdio: 'inherit' }).status !== 0) failed = true;
}
process.exitCode = failed ? 1 : 0;
