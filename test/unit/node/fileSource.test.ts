import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileSource } from '../../../src/node/fileSource.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-source-'));
after(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'ten.txt');
writeFileSync(path, '0123456789');

test('reads ranges, cut at the end of the file', async () => {
  const source = await fileSource(path, 'ten');
  assert.deepEqual([source.name, source.size], ['ten', 10]);
  const text = async (offset: number, length: number): Promise<string> =>
    new TextDecoder().decode(await source.read(offset, length));
  assert.equal(await text(0, 10), '0123456789');
  assert.equal(await text(3, 4), '3456');
  assert.equal(await text(8, 100), '89');
  assert.equal(await text(10, 5), '');
  assert.equal(await text(99, 5), '');
  await source.close();
});

test('what was read stays as it was', async () => {
  const source = await fileSource(path);
  const first = await source.read(0, 5);
  await source.read(5, 5);
  assert.equal(new TextDecoder().decode(first), '01234');
  await source.close();
});

test('a file that has shrunk gives what is left of it', async () => {
  const shrunk = join(folder, 'shrunk.txt');
  writeFileSync(shrunk, 'x'.repeat(100));
  const source = await fileSource(shrunk);
  writeFileSync(shrunk, 'abc');
  assert.equal(new TextDecoder().decode(await source.read(0, 100)), 'abc');
  await source.close();
});

test('what cannot be opened is an Error with its cause', async () => {
  const failure = await fileSource(join(folder, 'none')).catch((error: unknown) => error);
  assert.ok(failure instanceof Error && failure.cause instanceof Error);
  assert.match(failure.message, /^cannot open /);
  await assert.rejects(fileSource(folder), Error);
});
