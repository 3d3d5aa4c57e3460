import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from '../command.ts';
import { cached } from './cached.ts';

/**
 * The folder of the pinned VS Code server, installed from npm on first use. Install scripts stay off: they
 * compile native modules (terminals, logging) that nothing here needs.
 */
export async function codeServer(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(import.meta.dirname, 'package.json'), 'utf8')) as {
    dependencies: { 'code-server': string };
  };
  const inside = 'node_modules/code-server/lib/vscode';
  const folder = await cached(`code-server-${manifest.dependencies['code-server']}`, async (partial) => {
    for (const file of ['package.json', 'package-lock.json'])
      await copyFile(join(import.meta.dirname, file), join(partial, file));
    await npm(partial, 'ci');
    // Its own shrinkwrap pins these; `npm ci` refuses it as out of step with its package.json.
    await npm(join(partial, inside), 'install', '--omit=dev');
  });
  return join(folder, inside);
}

async function npm(cwd: string, ...args: readonly string[]): Promise<void> {
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await command('npm', [...args, ...options], { cwd });
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${output}`);
}
