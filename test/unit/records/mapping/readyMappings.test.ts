import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isProblem } from '../../../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../../../src/core/readers/readers.ts';
import { decompressors } from '../../../../src/node/decompressors.ts';
import { fileSource } from '../../../../src/node/fileSource.ts';
import { nearestRecords, recordPorts } from '../../../../src/node/nearestRecords.ts';
import { checkSources } from '../../../support/checkSources.ts';
import { recordsIn } from '../../../support/mappedRecords.ts';

/**
 * The mappings of `docs/record-mappings.md`, each on files made for it. `PLUMBLINE_UPDATE_GOLDEN=1` writes what is read
 * as `<file>.records.json`.
 */
const folder = fileURLToPath(new URL('../../../golden/record-mappings', import.meta.url));

async function openMapped(name: string) {
  const path = join(folder, name);
  const found = await nearestRecords(path);
  assert.deepEqual(found?.problems, []);
  const ports = recordPorts(found, path);
  if (ports.recordMapping === undefined) return undefined;
  const file = await openTranscriptFile(await fileSource(path, name), { decompressors, ...ports });
  assert.ok(!isProblem(file));
  return file;
}

const names = globSync('*/*', { cwd: folder }).filter((name) => !name.endsWith('.records.json'));
for (const name of names.sort()) {
  test(`a ready mapping: ${name}`, async () => {
    const file = await openMapped(name);
    if (file === undefined) {
      assert.match(name, /__judge|_object|elo_revealed/, 'read only where it is joined');
      return;
    }
    const { records, problems } = await recordsIn(file);
    const made = JSON.parse(
      JSON.stringify({ problems: problems.map(({ code, facts }) => ({ code, facts })), records }),
    );
    const golden = join(folder, `${name}.records.json`);
    if (process.env['PLUMBLINE_UPDATE_GOLDEN'] === '1')
      writeFileSync(golden, `${JSON.stringify(made, undefined, 1)}\n`);
    assert.deepEqual(made, JSON.parse(readFileSync(golden, 'utf8')));
    await checkSources(file);
    for (const [record, each] of records.entries()) {
      const { transcript } = await file.read(record);
      const { metadata: _, ...same } = transcript?.prediction ?? ({} as never);
      assert.deepEqual(same, each, 'read by itself as among all');
    }
    await file.close();
  });
}

test('the page shows these mappings', () => {
  const page = readFileSync(new URL('../../../../docs/record-mappings.md', import.meta.url), 'utf8');
  const shown = /## Ready mappings.*?```yaml\n(.*?)```/s.exec(page)?.[1];
  assert.equal(shown, readFileSync(join(folder, '.plumbline/records.yaml'), 'utf8'));
});
