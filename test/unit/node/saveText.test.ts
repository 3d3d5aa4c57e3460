import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { withFileLock } from '../../../src/node/fileLock.ts';
import { saveText } from '../../../src/node/saveText.ts';

const folder = () => mkdtemp(join(tmpdir(), 'plumbline-save-'));

test('a first save makes the file and its folders', async () => {
  const path = join(await folder(), 'a', 'b', 'run.tags.yaml');
  assert.equal(await saveText(path, (onDisk) => `${onDisk}!`), 'undefined!');
  assert.equal(await readFile(path, 'utf8'), 'undefined!');
});

test('what decide refuses leaves the file, and no lock or temporary file stays', async () => {
  const dir = await folder();
  const path = join(dir, 'run.tags.yaml');
  await writeFile(path, 'broken: [');
  await assert.rejects(
    saveText(path, () => {
      throw new Error('mend it first');
    }),
    /mend it first/,
  );
  assert.equal(await readFile(path, 'utf8'), 'broken: [');
  assert.deepEqual(await readdir(dir), ['run.tags.yaml']);
});

test('20 concurrent saves lose nothing', async () => {
  const dir = await folder();
  const path = join(dir, 'run.tags.yaml');
  const ids = Array.from({ length: 20 }, (_, i) => `tag-${i}`);
  await Promise.all(ids.map((id) => saveText(path, (onDisk) => `${onDisk ?? ''}${id}\n`)));
  assert.deepEqual((await readFile(path, 'utf8')).trim().split('\n').sort(), [...ids].sort());
  assert.deepEqual(await readdir(dir), ['run.tags.yaml']);
});

test('two processes that save at once lose nothing', async () => {
  const path = join(await folder(), 'run.tags.yaml');
  await Promise.all(
    ['a', 'b'].map(
      (name) =>
        new Promise<void>((resolve, reject) => {
          const child = fork(new URL('../../support/appendSaver.ts', import.meta.url), [path, name, '25']);
          child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
        }),
    ),
  );
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  assert.equal(new Set(lines).size, 50);
});

test('the lock of a dead process is taken over', async () => {
  const dir = await folder();
  const path = join(dir, 'run.tags.yaml');
  const { hostname } = await import('node:os');
  const dead = await new Promise<number>((resolve) => {
    const child = fork(new URL('../../support/appendSaver.ts', import.meta.url), [path, 'x', '0']);
    child.on('exit', () => resolve(child.pid ?? 0));
  });
  await writeFile(join(dir, '.run.tags.yaml.lock'), JSON.stringify({ id: 'gone', pid: dead, host: hostname() }));
  assert.equal(await withFileLock(path, async () => 'mine'), 'mine');
  assert.deepEqual(await readdir(dir), []);
});
