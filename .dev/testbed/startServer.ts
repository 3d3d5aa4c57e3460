import { spawn } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeServer } from './codeServer.ts';

export interface ServerOptions {
  /** A fresh folder for everything the server and the editor write. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  /** User settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Needed in the address to be let in; without one anybody on this machine is. */
  readonly token?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** False leaves workspace trust as users have it. */
  readonly trustAll: boolean;
  /** Which of the extensions that come with VS Code are there; all of them by default. Each costs time at the start. */
  readonly builtIn?: readonly string[];
  /** Folder of an extension to run in the browser's extension host instead of the server's. Modal dialogs are then refused. */
  readonly inBrowser?: string;
}

export interface Server {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The page of a folder, or of a `.code-workspace` file. */
  url(folder: string): string;
  stop(): Promise<void>;
}

/** Starts the VS Code server on the loopback address and waits until it listens. It dies with this process, and this with its parent. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const folder = await codeServer();
  for (const scope of ['User', 'Machine']) {
    await mkdir(join(options.dataFolder, 'data', scope), { recursive: true });
    await writeFile(
      join(options.dataFolder, 'data', scope, 'settings.json'),
      JSON.stringify(options.settings, undefined, 2),
    );
  }
  const builtIn = join(options.dataFolder, 'builtIn');
  if (options.builtIn !== undefined) {
    await mkdir(builtIn);
    for (const name of options.builtIn)
      await symlink(join(folder, 'extensions', name), join(builtIn, name), 'junction');
  }
  const args = [
    join(folder, 'out/server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    ...['--server-data-dir', options.dataFolder, '--extensions-dir', options.extensionsFolder],
    ...['--accept-server-license-terms', '--telemetry-level', 'off', '--enable-remote-auto-shutdown'],
    ...(options.token === undefined ? ['--without-connection-token'] : ['--connection-token', options.token]),
    ...(options.builtIn === undefined ? [] : ['--builtin-extensions-dir', builtIn]),
    ...(options.trustAll ? ['--disable-workspace-trust'] : []),
    ...(options.inBrowser === undefined ? [] : ['--enable-smoke-test-driver']), // without it the payload below is ignored
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL'); // its group: the extension hosts too
    } catch {
      // It is gone already.
    }
  };
  process.once('exit', kill);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const parent = process.ppid;
  const orphaned = setInterval(() => process.ppid === parent || process.exit(1), 1000).unref();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));

  const port = await new Promise<string>((resolve, reject) => {
    let log = '';
    const read = (chunk: Buffer): void => {
      log += chunk.toString('utf8');
      const listening = /Extension host agent listening on (\d+)/.exec(log);
      if (listening?.[1] !== undefined) resolve(listening[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`the VS Code server ended:\n${log}`)));
  });

  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    url(target) {
      const kind = target.endsWith('.code-workspace') ? 'workspace' : 'folder';
      const token = options.token === undefined ? '' : `&tkn=${options.token}`;
      const authority = `vscode-remote://127.0.0.1:${port}`;
      const payload = [
        ['extensionDevelopmentPath', `${authority}${options.inBrowser}`],
        ['extensionDevelopmentKind', 'web'],
      ];
      const development =
        options.inBrowser === undefined ? '' : `&payload=${encodeURIComponent(JSON.stringify(payload))}`;
      return `${origin}/?${kind}=${encodeURIComponent(target)}${token}${development}`;
    },
    async stop() {
      clearInterval(orphaned);
      process.removeListener('exit', kill);
      kill();
      await ended;
    },
  };
}
