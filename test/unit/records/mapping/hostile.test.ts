import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeHead } from '../../../../src/core/readers/fileHead.ts';
import { draftRecordMapping } from '../../../../src/core/records/mapping/draftRecordMapping.ts';
import { recordPreview } from '../../../../src/core/records/mapping/recordPreview.ts';
import { parseRecordsFile, recordMappingFor } from '../../../../src/core/records/mapping/recordsFile.ts';
import { openMappedText, recordsIn } from '../../../support/mappedRecords.ts';
import { makeRandom } from '../../../support/random.ts';

const mapping = (more: string): string => `records:
  - name: m
    files: '**'
${more.replaceAll(/^/gm, '    ')}
    property: { name: q, type: categorical, stands: s }
`;
const fields = 'id: __proto__\nprediction: { answer: constructor, distribution: d }\noutcome: { answer: toString }\n';

test('names that objects have by themselves are names like others', async () => {
  const file = await openMappedText(mapping(fields), {
    a: '{"__proto__": "x", "constructor": "y", "q": "hasOwnProperty", "d": {"__proto__": 1}, "s": {"__proto__": ["v"]}}\n{"q": 1}\n',
  });
  const { records } = await recordsIn(file);
  assert.equal(records[0]?.id, 'x');
  assert.equal(records[0]?.prediction.answer, 'y');
  assert.deepEqual(Object.entries(records[0]?.prediction.distribution ?? {}), [['__proto__', 1]]);
  assert.deepEqual(Object.entries(records[0]?.property.stands ?? {}), [['__proto__', ['v']]]);
  assert.equal(records[1]?.prediction.parseStatus, 'missing');
  assert.equal(records[1]?.outcome.parseStatus, 'missing');
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  assert.ok((await file.read(0)).transcript);
});

test('columns with such names', async () => {
  const file = await openMappedText(mapping(fields), { a: '__proto__,constructor,q\nx,y,z\n' });
  const { records } = await recordsIn(file);
  assert.deepEqual([records[0]?.id, records[0]?.prediction.answer, records[0]?.property.name], ['x', 'y', 'z']);
});

test('values nested too deep, lists where a word should be', async () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const file = await openMappedText(mapping('prediction: { answer: a, raw: r }\n'), {
    a: `{"a": ${deep}, "r": ${deep}}\n{"a": {"b": 1}, "r": [1, 2]}\n`,
  });
  const { records } = await recordsIn(file);
  assert.deepEqual(
    records.map(({ prediction }) => prediction.parseStatus),
    ['unparseable', 'unparseable'],
  );
  assert.equal(records[1]?.prediction.raw, '[1,2]');
  assert.equal((await file.read(1)).transcript?.messages[0]?.parts[0]?.text, '[1, 2]'.replace(' ', ''));
});

test('damaged files give records or problems, never a throw', async () => {
  const random = makeRandom();
  const whole: Record<string, string> = {
    'a.jsonl': '{"q": "x", "a": [1, {"b": "c"}], "d": {"x": 0.5}}\n'.repeat(20),
    'a.csv': 'q,a,d\n"x ""y""","[\'v\', ""w""]",0.5\n'.repeat(20),
    'a.json': `{"rows": [${'{"q": "x", "a": "b"},'.repeat(20)}{}], "m": 1}`,
    'a.txt': 'q a d\nx y 0.5\n'.repeat(20),
  };
  const more = [
    'prediction: { answer: a, distribution: d }\noutcome: { answer: { from: d, to: [list, lower] } }\n',
    'rows: /rows/*\nprediction: { answer: { template: "{$root/m}{a}" } }\n',
    'group: { by: q, as: options }\nprediction: { answer: a }\n',
    'where: { field: q, matches: x }\neach: [{}, { prediction: { answer: q } }]\n',
  ];
  for (let i = 0; i < 300; i++) {
    const name = random.pick(Object.keys(whole));
    const text = [...(whole[name] ?? '')];
    for (let n = random.int(8); n >= 0; n--)
      text.splice(random.int(text.length), random.int(4), random.pick([...'"{}[],\n\t\\:x\u0000']));
    const damaged = text.slice(0, 1 + random.int(text.length)).join('');
    const yaml = mapping(random.pick(more));
    const bytes = new TextEncoder().encode(damaged);
    const head = describeHead(name, bytes.length, bytes);
    draftRecordMapping(head);
    if (head.container === 'unknown' || head.container === 'empty') continue;
    const file = await openMappedText(yaml, { [name]: damaged });
    const at = `seed ${random.seed}, file ${i}`;
    const { records, problems } = await recordsIn(file);
    assert.equal(records.length <= file.entries.length, true, at);
    assert.ok(records.length === file.entries.length || problems.length > 0, at);
    for (const { record } of file.entries.slice(0, 3)) {
      const { transcript, problems: why } = await file.read(record);
      assert.ok(transcript !== undefined || why.length > 0, at);
    }
    const item = recordMappingFor(parseRecordsFile(yaml), name);
    assert.ok(item && (await recordPreview(item, head, file)).startsWith('Mapping m'), at);
  }
});
