// npm run bench               builds, then every test/bench/**/*.bench.ts, one after the other, as Markdown
// npm run bench -- WORD       those whose path contains a word
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from './tools.ts';

const word = process.argv[2] ?? '';
const files = globSync('test/bench/**/*.bench.ts', { cwd: root }).filter((file) => file.includes(word));
if (files.length === 0) {
  process.stderr.write(`No benchmark${word === '' ? '' : ` with "${word}" in its path`}.\n`);
  process.exit(1);
}

const run = (file: string): boolean =>
  spawnSync(process.execPath, [join(root, file)], { cwd: root, stdio: 'inherit' }).status === 0;
if (!run('.dev/build.ts')) process.exit(1);
const memory = Math.round(totalmem() / 2 ** 30);
const load = () => (loadavg()[0] ?? 0).toFixed(1);
process.stdout.write(
  `${availableParallelism()} cores, ${memory} GiB of memory, Node ${process.version}, load at the start ${load()}\n`,
);
const failed = files.sort().filter((file) => !run(file));
process.stdout.write(`\nLoad at the end ${load()}.\n`);
for (const file of failed) process.stderr.write(`${file} failed.\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
