// npm start                 a real VS Code on a copy of media/samples, with the panel ready
// npm start -- FOLDER       on a folder of yours
// npm start -- --web        in the browser even where desktop VS Code is installed; --port N picks the port
// npm start -- --check      drives the real panel once (open, tag, save), prints the YAML and exits
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { command } from './command.ts';
import { stageExtension } from './testbed/stageExtension.ts';
import { startServer } from './testbed/startServer.ts';
import { root } from './tools.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    web: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
  },
});

const build = await command(process.execPath, [join(root, '.dev/build.ts')], { cwd: root });
if (build.code !== 0) {
  process.stderr.write(build.output);
  process.exit(1);
}
if (values.check) {
  const { checkPanel } = await import('./checkPanel.ts');
  process.stdout.write(await checkPanel());
  process.exit(0);
}

const home = join(root, '.cache/start');
const folder = positionals[0] === undefined ? await sampleWorkspace() : resolve(positionals[0]);
const extensionsFolder = join(home, 'extensions');
await rm(extensionsFolder, { recursive: true, force: true });
await stageExtension(extensionsFolder);
await cp(join(root, '.dev/starter'), join(extensionsFolder, 'plumbline-dev.starter-0.0.1'), { recursive: true });

const desktop = values.web ? undefined : desktopProgram();
if (desktop !== undefined) {
  const places = ['--user-data-dir', join(home, 'desktop'), '--extensions-dir', extensionsFolder];
  spawn(desktop, [folder, ...places], { stdio: 'ignore', detached: true, shell: process.platform === 'win32' }).unref();
  process.stdout.write(`Opened desktop VS Code on ${folder}\n`);
} else {
  const server = await startServer({
    dataFolder: join(home, 'server'),
    extensionsFolder,
    settings: {
      'workbench.startupEditor': 'none',
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
      'chat.disableAIFeatures': true,
      'git.openRepositoryInParentFolders': 'never',
      'telemetry.telemetryLevel': 'off',
    },
    token: randomBytes(16).toString('hex'),
    port: Number(values.port),
    // The samples are ours; a folder of the user's is trusted by the user.
    trustAll: positionals[0] === undefined,
  });
  const url = server.url(folder);
  process.stdout.write(`Serving ${folder}\n  ${url}\nPress Ctrl+C to stop.\n`);
  openBrowser(url);
}

/** A copy of the samples outside the repository's own files. Tag files written there before are kept. */
async function sampleWorkspace(): Promise<string> {
  const target = join(home, 'samples');
  await mkdir(target, { recursive: true });
  const samples = join(root, 'media/samples');
  await cp(samples, target, { recursive: true, filter: (source) => !source.endsWith('.tags.yaml') });
  await cp(samples, target, { recursive: true, force: false });
  return target;
}

/** Desktop VS Code, where there is one and a screen to show it on. */
function desktopProgram(): string | undefined {
  if (process.env.VSCODE_PATH !== undefined) return process.env.VSCODE_PATH;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const found = spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' });
  return found.status === 0 ? 'code' : undefined;
}

/** The user's browser if there is one; the address is printed in any case. */
function openBrowser(url: string): void {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
