import { cp, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../tools.ts';

/**
 * Copies exactly what the .vsix holds into an extensions folder: what is tested is what is shipped. Returns its folder.
 * Many editors of one run share the work: `PLUMBLINE_STAGED` names a folder that it was copied to before.
 */
export async function stageExtension(extensionsFolder: string): Promise<string> {
  const { publisher, name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const target = join(extensionsFolder, `${publisher}.${name}-${version}`);
  const staged = process.env.PLUMBLINE_STAGED;
  if (staged !== undefined) {
    await cp(staged, target, { recursive: true });
    return target;
  }
  const { listFiles, PackageManager } = await import('@vscode/vsce'); // takes half a second
  for (const file of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await cp(join(root, file), join(target, file));
  }
  return target;
}
