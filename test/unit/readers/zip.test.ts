import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decompressors } from '../../../src/core/readers/byteSource.ts';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { pureDecompressors } from '../../../src/core/readers/pureDecompressors.ts';
import { crc32 } from '../../../src/core/readers/zip/crc32.ts';
import { openZip, readMember, type Zip } from '../../../src/core/readers/zip/zip.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { countingSource } from '../../support/countingSource.ts';
import { makeRandom } from '../../support/random.ts';
import { type MadeMember, type MadeZip, makeZip } from '../../support/zipWriter.ts';

async function opened(bytes: Uint8Array): Promise<Zip> {
  const zip = await openZip(countingSource('made.zip', bytes));
  assert.ok(!isProblem(zip), JSON.stringify(zip));
  return zip;
}

/** The text of a member, or the code of the Problem in its way. */
async function read(zip: Zip, name: string, ports: Decompressors = decompressors): Promise<string> {
  const bytes = await readMember(zip, name, ports);
  return isProblem(bytes) ? bytes.code : new TextDecoder().decode(bytes);
}

const text = 'I would never act without asking. '.repeat(50);

const fine: Record<string, readonly [MadeMember, MadeZip?]> = {
  stored: [{ name: 'a', data: text, method: 'stored' }],
  deflate: [{ name: 'a', data: text }],
  zstd: [{ name: 'a', data: text, method: 'zstd' }],
  'zstd of five frames': [{ name: 'a', data: text, method: 'zstd', frames: 5 }],
  'empty, stored': [{ name: 'a', data: '', method: 'stored' }],
  'empty, deflate': [{ name: 'a', data: '' }],
  'empty, zstd': [{ name: 'a', data: '', method: 'zstd' }],
  'ZIP64 member': [{ name: 'a', data: text, zip64: true }],
  'ZIP64 end record': [{ name: 'a', data: text }, { zip64: true }],
  'ZIP64 end record before a comment': [
    { name: 'a', data: text, zip64: true },
    { zip64: true, comment: new Uint8Array(65_535) },
  ],
  'the longest comment': [{ name: 'a', data: text }, { comment: new Uint8Array(65_535).fill(0x20) }],
  'a comment that looks like an end record': [
    { name: 'a', data: text },
    { comment: Buffer.from('PK\x05\x06'.padEnd(40, '\0')) },
  ],
  'a local header longer than the directory says': [{ name: 'a', data: text, localExtra: 20 }],
  'a local header much longer than the directory says': [{ name: 'a', data: text, localExtra: 5000 }],
};

for (const [what, [member, options]] of Object.entries(fine)) {
  test(`reads ${what}`, async () => {
    const zip = await opened(makeZip([{ name: 'before', data: 'x' }, member, { name: 'after', data: 'y' }], options));
    assert.deepEqual(zip.problems, []);
    assert.equal(await read(zip, 'a'), member.data);
    assert.equal(await read(zip, 'a', pureDecompressors), member.data);
    assert.equal(await read(zip, 'after'), 'y');
  });
}

test('names are UTF-8, with slashes and all', async () => {
  const name = 'samples/pr/ünï/2025-03-31T22:28:26Z_epoch_1.json';
  const zip = await opened(makeZip([{ name, data: 'x' }]));
  assert.deepEqual([...zip.members.keys()], [name]);
});

test('the last entry of a name wins', async () => {
  const zip = await opened(
    makeZip([
      { name: 'a', data: 'old' },
      { name: 'b', data: 'b' },
      { name: 'a', data: 'new' },
    ]),
  );
  assert.equal(await read(zip, 'a'), 'new');
  assert.deepEqual([...zip.members.keys()], ['a', 'b']);
});

test('an empty archive has no members', async () => {
  const problem = await openZip(countingSource('made.zip', makeZip([])));
  assert.ok(!isProblem(problem) && problem.members.size === 0);
});

const damaged: Record<string, readonly [MadeMember, string]> = {
  'a wrong checksum': [{ name: 'a', data: text, lie: { crc32: 1 } }, 'zip.memberDamaged'],
  'a size too small': [{ name: 'a', data: text, lie: { size: 10 } }, 'zip.memberDamaged'],
  'a size too large': [{ name: 'a', data: text, lie: { size: 2000 } }, 'zip.memberDamaged'],
  'an impossible size': [{ name: 'a', data: text, lie: { size: 400_000_000 } }, 'zip.memberDamaged'],
  'a size past every limit': [{ name: 'a', data: text, lie: { size: 4_000_000_000 } }, 'zip.memberTooLarge'],
  'zstd of a wrong size': [{ name: 'a', data: text, method: 'zstd', lie: { size: 10 } }, 'zip.memberDamaged'],
  'data that are not deflate': [{ name: 'a', data: text, method: 'stored', lie: { method: 8 } }, 'zip.memberDamaged'],
  'data that are not zstd': [{ name: 'a', data: text, method: 'stored', lie: { method: 93 } }, 'zip.memberDamaged'],
  'an unknown method': [{ name: 'a', data: text, lie: { method: 12 } }, 'zip.methodUnknown'],
  encryption: [{ name: 'a', data: text, lie: { flags: 1 } }, 'zip.memberDamaged'],
  'a length beyond the file': [{ name: 'a', data: text, lie: { compressedSize: 1_000_000 } }, 'zip.memberDamaged'],
};

for (const [what, [member, code]] of Object.entries(damaged)) {
  test(`reports ${what}, and reads the others`, async () => {
    const zip = await opened(makeZip([{ name: 'before', data: 'x' }, member]));
    assert.equal(await read(zip, 'a'), code);
    assert.equal(await read(zip, 'a', pureDecompressors), code);
    assert.equal(await read(zip, 'before'), 'x');
  });
}

test('a member that is not there is a problem', async () => {
  assert.equal(await read(await opened(makeZip([{ name: 'a', data: 'x' }])), 'b'), 'zip.memberMissing');
});

test('an archive cut anywhere opens what is whole, or says it is damaged', async () => {
  const members = ['a', 'b', 'c'].map((name) => ({ name, data: text + name }));
  const whole = makeZip(members);
  let opens = 0;
  for (let cut = 0; cut < whole.length; cut += 7) {
    const zip = await openZip(countingSource('made.zip', whole.subarray(0, cut)));
    if (isProblem(zip)) {
      assert.equal(zip.code, 'zip.damaged');
      continue;
    }
    opens++;
    assert.deepEqual(
      zip.problems.map(({ code }) => code),
      ['zip.truncated'],
    );
    for (const name of zip.members.keys()) assert.equal(await read(zip, name), text + name);
  }
  assert.ok(opens > 0);
});

test('random damage is never more than a problem', async () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  const whole = makeZip(
    [
      { name: 'a', data: text },
      { name: 'b', data: text, method: 'zstd', zip64: true },
    ],
    { zip64: true },
  );
  for (let i = 0; i < 500; i++) {
    const bytes = whole.slice();
    for (let flips = 1 + random.int(4); flips > 0; flips--) bytes[random.int(bytes.length)] = random.int(256);
    const zip = await openZip(countingSource('made.zip', bytes));
    if (isProblem(zip)) continue;
    for (const name of zip.members.keys()) {
      const result = await read(zip, name);
      assert.ok(result === text || result.startsWith('zip.'), result.slice(0, 40));
    }
  }
});

test('opening reads the tail and no more; a member is one read', async () => {
  const members = Array.from({ length: 500 }, (_, i) => ({
    name: `m${i}`,
    data: Buffer.alloc(20_000, i),
    method: 'stored' as const,
  }));
  const bytes = makeZip(members);
  const source = countingSource('made.zip', bytes);
  const zip = await openZip(source);
  assert.ok(!isProblem(zip));
  assert.equal(source.reads.length, 1);
  assert.ok(source.bytesRead() < 70_000);
  await readMember(zip, 'm250', decompressors);
  assert.equal(source.reads.length, 2);
  assert.ok((source.reads[1]?.length ?? 0) < 20_200);
});

test('a directory larger than the tail is a second read', async () => {
  const members = Array.from({ length: 3000 }, (_, i) => ({ name: `samples/${i}_epoch_1.json`, data: '{}' }));
  const source = countingSource('made.zip', makeZip(members));
  const zip = await openZip(source);
  assert.ok(!isProblem(zip) && zip.members.size === 3000);
  assert.equal(source.reads.length, 2);
});

test('our checksum is that of zip', () => assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf43926));

test('an abort stops between reads', async () => {
  const controller = new AbortController();
  controller.abort();
  await assert.rejects(openZip(countingSource('made.zip', makeZip([])), controller.signal), { name: 'AbortError' });
});
