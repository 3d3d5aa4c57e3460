import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parseTagFile } from '../../src/core/tags/tagFile.ts';
import { makeRandom } from '../support/random.ts';

const runs = Number(process.env['PLUMBLINE_KILLS'] ?? 1000);
/** Files whose savers are killed side by side: most of a saver's life is the start of its program. */
const lanes = 4;
let saver: string;

/** One file starts in a tenth of a second; the sources as they are take several. */
before(async () => {
  saver = join(await mkdtemp(join(tmpdir(), 'plumbline-saver-')), 'tagSaver.cjs');
  const entry = fileURLToPath(new URL('../support/tagSaver.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile: saver,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
});

/** Start a saver, kill it `delay` ms after its first save, return the ids it said were saved. */
function killedAfter(path: string, run: number, delay: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [saver, path, String(run)], {
      env: { ...process.env, NODE_COMPILE_CACHE: dirname(saver) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (data) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), delay);
      said += String(data);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the saver ended by itself with ${code}`));
      // The last line counts only when it came whole.
      else resolve(said.split('\n').slice(0, -1));
    });
  });
}

/** What the lock that a killed saver left says of its owner; undefined where it left none. A lock of nobody holds up everyone for ten seconds. */
async function lockLeft(folder: string): Promise<string | undefined> {
  const lock = join(folder, '.run.jsonl.ada.tags.yaml.lock');
  if (!(await readdir(folder)).includes('.run.jsonl.ada.tags.yaml.lock')) return undefined;
  return readlink(lock).catch(() => readFile(lock, 'utf8'));
}

/** Kill savers of one file again and again; gives how many tags they said were saved. */
async function killAgainAndAgain(lane: number, count: number, seed: number): Promise<number> {
  const random = makeRandom(seed + lane);
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-kill-'));
  const path = join(folder, 'run.jsonl.ada.tags.yaml');
  let promised = new Set<string>();
  let saves = 0;
  for (let run = 0; run < count; run++) {
    const where = `after kill ${run} of lane ${lane} (seed ${seed})`;
    if (run % 20 === 0) {
      await rm(path, { force: true });
      promised = new Set();
    }
    for (const id of await killedAfter(path, run, random.next() * 8)) promised.add(id);
    const lock = await lockLeft(folder);
    // Windows has no link for the lock to be.
    if (lock !== undefined && process.platform !== 'win32') assert.match(lock, /"pid":\d+/, `lock ${where}`);
    const file = parseTagFile(await readFile(path, 'utf8'));
    assert.equal(file.state, 'ok', `torn ${where}`);
    assert.deepEqual(file.problems, []);
    const kept = new Set(file.items.tags.map((item) => item.id));
    for (const id of promised) assert.ok(kept.has(id), `lost ${id} ${where}`);
    saves += promised.size;
  }
  const left = (await readdir(folder)).filter((name) => !name.startsWith('.run.jsonl'));
  assert.deepEqual(left, ['run.jsonl.ada.tags.yaml']);
  await rm(folder, { recursive: true });
  return saves;
}

test(`killed ${runs} times while saving: never a torn file, never a lost tag`, async (t) => {
  const { seed } = makeRandom();
  t.diagnostic(`seed ${seed}`);
  const share = Math.ceil(runs / lanes);
  const saves = await Promise.all(Array.from({ length: lanes }, (_, lane) => killAgainAndAgain(lane, share, seed)));
  assert.ok(saves.reduce((sum, count) => sum + count) > runs, 'too few saves to mean anything');
});
