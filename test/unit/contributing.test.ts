import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bytesSource } from '../../src/core/readers/bytesSource.ts';
import { describeHead } from '../../src/core/readers/fileHead.ts';
import { isProblem } from '../../src/core/readers/isProblem.ts';
import { type RecordFormat, recordReader } from '../../src/core/readers/layouts/recordFile.ts';
import { readers } from '../../src/core/readers/readers.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { checkSources } from '../support/checkSources.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

test('the example of a format in CONTRIBUTING.md reads', async () => {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(text)?.[1];
  assert.ok(code);
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-example-'));
  try {
    const path = join(folder, 'interview.ts');
    writeFileSync(path, code.replaceAll("'../", `'${pathToFileURL(join(root, 'src/core/readers')).href}/`));
    const { interview } = (await import(pathToFileURL(path).href)) as { interview: RecordFormat };
    const bytes = new TextEncoder().encode(
      '{"interview": [{"by": "us", "said": "Why?"}, {"by": "it", "said": "\\"So\\""}]}',
    );
    const head = describeHead('made', bytes.length, bytes);
    const reader = recordReader(interview);
    assert.ok(reader.detect(head));
    const file = await reader.open(bytesSource('made', bytes), { decompressors }, head);
    assert.ok(!isProblem(file));
    const { transcript } = await file.read(0);
    assert.deepEqual(
      transcript?.messages.map(({ role, parts }) => [role, parts[0]?.text]),
      [
        ['user', 'Why?'],
        ['assistant', '"So"'],
      ],
    );
    assert.equal(await checkSources(file), 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('docs/formats.md names every format', () => {
  const text = readFileSync(join(root, 'docs/formats.md'), 'utf8');
  for (const { format } of readers) assert.ok(text.includes(`\`${format}\``), format);
});
