// Plain JavaScript: this file alone must run on whatever Node (20 or later) the machine has.
// It installs what the lock file asks for, when that is not what is there, and hands over to the
// Node the lock file pins. Usage: node .dev/bootstrap.mjs SCRIPT [ARGUMENT...]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const bin = join(root, 'node_modules', '.bin');
const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** True when every package of the lock file is installed in the locked version. Modification times say nothing after a checkout. */
function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(pinnedNode)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || present[path]?.version === entry.version,
  );
}

if (!isInstalled()) {
  process.stdout.write('Installing the dependencies of package-lock.json ...\n');
  const npm = process.env.npm_execpath;
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...options], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', options, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0 || !isInstalled()) {
    process.stderr.write('npm ci failed; the lines above say why.\n');
    process.exit(1);
  }
}

const [script = '', ...args] = process.argv.slice(2);
const child = spawnSync(pinnedNode, [join(root, '.dev', `${script}.ts`), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
});
if (child.error) process.stderr.write(`${child.error.message}\n`);
process.exit(child.status ?? 1);
