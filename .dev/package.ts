// npm run package [-- FILE]: the .vsix, plumbline-VERSION.vsix unless a file is named.
// Dependencies are bundled, so none are packed; package.json's `private` keeps npm from publishing, not vsce.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.ts';
import { root, vsce } from './tools.ts';

const build = await command(process.execPath, [join(root, '.dev/build.ts')], { cwd: root });
if (build.code !== 0) {
  process.stderr.write(build.output);
  process.exit(1);
}
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const file = process.argv[2] ?? `plumbline-${version}.vsix`;
const { code, output } = await command(
  process.execPath,
  [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file],
  { cwd: root },
);
process.stdout.write(code === 0 ? `${file}\n` : output);
process.exitCode = code;
