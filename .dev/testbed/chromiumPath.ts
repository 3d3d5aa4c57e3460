import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from '../command.ts';
import { root } from '../tools.ts';
import { cached } from './cached.ts';

export interface ChromiumProgram {
  readonly executablePath: string;
  /** The whole environment to start it with. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A headless Chromium: the one `CHROMIUM_PATH` names, else the one npm carries (Linux x64), with its own
 * shared libraries and fonts where the machine has none.
 */
export async function chromiumPath(): Promise<ChromiumProgram> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const own = process.env.CHROMIUM_PATH;
  if (own !== undefined) return { executablePath: own, env };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The Chromium of npm is for Linux x64. Set CHROMIUM_PATH to a Chromium, or VSCODE_PATH to test in desktop VS Code.',
    );
  }

  const carrier = join(root, 'node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(carrier, 'package.json'), 'utf8')) as { version: string };
  const folder = await cached(`chromium-${version}`, async (partial) => {
    const { inflate } = await import('@sparticuz/chromium');
    const before = process.env.TMPDIR;
    process.env.TMPDIR = partial; // inflate() writes to the temporary folder, wherever that is
    try {
      for (const file of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
        await inflate(join(carrier, 'bin', file));
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });

  const executablePath = join(folder, 'chromium');
  const { output } = await command('ldd', [executablePath]);
  if (output.includes('not found'))
    env.LD_LIBRARY_PATH = [join(folder, 'al2023/lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  if (!existsSync('/etc/fonts')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  return { executablePath, env };
}
