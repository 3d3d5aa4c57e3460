import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { bytesSource } from '../../../../src/core/readers/bytesSource.ts';
import { isProblem } from '../../../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../../../src/core/readers/readers.ts';
import { parseRecordsFile } from '../../../../src/core/records/mapping/recordsFile.ts';
import { decompressors } from '../../../../src/node/decompressors.ts';
import { checkSources } from '../../../support/checkSources.ts';
import { openMappedText, recordsIn } from '../../../support/mappedRecords.ts';

const mapping = (more: string): string => `records:
  - name: m
    files: '**'
${more.replaceAll(/^/gm, '    ')}
    property: { name: { is: p }, type: freeform }
`;
const fields = 'prediction: { answer: said }\noutcome: { answer: did }';

/** A file, how it is laid out, and what is predicted and seen in it. */
const layouts: Record<string, readonly [string, string, readonly string[]]> = {
  'a CSV with CRLF and cells of several lines': [
    fields,
    'said,did\r\n"a\r\n""b""",c\r\nd,e\r\n',
    ['a\r\n"b" c', 'd e'],
  ],
  'a byte order mark': [fields, '\ufeffsaid,did\na,b\n', ['a b']],
  'a delimiter that is named': [`table: { delimiter: semicolon }\n${fields}`, 'said;did\na,1;b\n', ['a,1 b']],
  'a banner': [`table: { banner: 2 }\n${fields}`, 'A title, and more\n"by, us"\nsaid,did\na,b\n', ['a b']],
  'no header': [`table: { columns: [said, did] }\n${fields}`, 'a\tb\nc\td\n', ['a b', 'c d']],
  'one column': ['table: {}\nprediction: { answer: said }', 'said\na\nb\n', ['a', 'b']],
  'white space': [fields, 'said   did\na b\n  c\td\n', ['a b', 'c d']],
  'white space without a header': [
    `table: { delimiter: whitespace, columns: [said, did] }\n${fields}`,
    'a b\n\nc   d',
    ['a b', 'c d'],
  ],
  'more cells than columns': [
    'table: {}\nprediction: { answer: column 3 }\noutcome: { answer: did }',
    'said,did\na,b,c\nd\n',
    ['c b', ''],
  ],
  'lines of JSON': [fields, '{"said": "a", "did": "b"}\n\n{"said": "c"}', ['a b', 'c']],
  'a list of JSON': [fields, '[{"said": "a", "did": 1}, {"said": "c", "did": true}]', ['a 1', 'c true']],
  'one object': [fields, '{\n "said": "a",\n "did": "b"\n}', ['a b']],
  'members of an object, named by their keys': [
    'rows: /all/*\nprediction: { answer: $1 }\noutcome: { answer: "" }',
    '{"all": {"x": "a", "y/~": "b"}, "other": 1}',
    ['x a', 'y/~ b'],
  ],
  'lists in lists, with what stands above them': [
    'rows: /runs/*/answers/*\nprediction: { answer: said }\noutcome: { answer: { template: "{$root/runs/*/by}{$root/v}-{$2}" } }',
    '{"runs": [{"answers": [{"said": "a"}, {"said": "b"}], "by": "x"}, {"by": "y", "answers": [{"said": "c"}]}], "v": 1.5}',
    ['a x1.5-0', 'b x1.5-1', 'c y1.5-0'],
  ],
  'several lists': [
    'rows: [/b/*, /a/*]\nprediction: { answer: "" }',
    '{"a": ["1", "2"], "c": ["x"], "b": ["3"]}',
    ['1', '2', '3'],
  ],
  'lists in lines': [
    'rows: /list/*\nprediction: { answer: "" }\noutcome: { answer: $root/id }',
    '{"id": "x", "list": ["1", "2"]}\n{"list": ["3"], "id": "y"}\n{"id": "z", "list": []}\n',
    ['1 x', '2 x', '3 y'],
  ],
  'JSON in a cell': ['prediction: { answer: /extra/a/0 }', 'id,extra\n1,"{""a"": [""x""]}"\n', ['x']],
  'a pointer into a column with a slash': ['prediction: { answer: /a~1b }', 'a/b,c\nx,y\n', ['x']],
  'a column that begins with $': ['prediction: { answer: /$x }', '$x,y\na,b\n', ['a']],
  'the first of several': ['prediction: { answer: { from: [none, said, did] } }', 'said,did\n,b\na,b\n', ['b', 'a']],
  'rows that a condition selects': [
    `where: [{ field: n, is: 1 }, { field: said, not: [x, y] }, { field: did, empty: false }]\n${fields}`,
    'n,said,did\n1.0,a,b\n2,a,b\n1,x,b\n1,c,\n1,d,e\n',
    ['a b', 'd e'],
  ],
};
for (const [what, [more, text, expected]] of Object.entries(layouts)) {
  test(`rows of ${what}`, async () => {
    const file = await openMappedText(mapping(more), { 'data/file': text });
    const { records, problems } = await recordsIn(file);
    assert.deepEqual(
      records.map(({ prediction, outcome }) => [prediction.answer, outcome.answer].filter(Boolean).join(' ')),
      expected,
    );
    assert.deepEqual(
      problems.filter(({ severity }) => severity !== 'info'),
      [],
    );
    assert.ok((await checkSources(file)) > 0);
  });
}

test('what cannot be read is a record with a problem at its line; the others are read', async () => {
  const text = '{"said": "a"}\n{"said": \nnot JSON\n{"said": "b"}\n';
  for (const more of ['', 'where: { field: said, empty: false }\n', 'group: { by: said, as: outcomes }\n']) {
    const file = await openMappedText(mapping(more + fields), { a: text });
    const { records, problems } = await recordsIn(file);
    assert.deepEqual(
      records.map(({ prediction }) => prediction.answer),
      ['a', 'b'],
    );
    assert.deepEqual(
      problems.map(({ code, at }) => [code, at.line]),
      [
        ['json.invalid', 2],
        ['json.invalid', 3],
      ],
    );
    assert.equal((await file.read(1)).problems[0]?.at.line, 2);
    assert.equal(file.entries.length, 4);
  }
});

test('a line that is cut stays, where rows are inside lines', async () => {
  const file = await openMappedText(mapping('rows: /l/*\nprediction: { answer: "" }'), {
    a: '{"l": ["1"]}\n{"l": [\n{"l": ["2"]}',
  });
  const { records, problems } = await recordsIn(file);
  assert.deepEqual(
    records.map(({ prediction }) => prediction.answer),
    ['1', '2'],
  );
  assert.deepEqual(problems[0]?.at.line, 2);
});

test('JSON that is cut says where; the rows before it are read', async () => {
  const file = await openMappedText(mapping(`rows: /l/*\n${fields}`), {
    a: '{"l": [{"said": "a"}, {"said": "b"}, {"sa',
  });
  const { records, problems } = await recordsIn(file);
  assert.equal(records.length, 2);
  assert.equal(problems[0]?.code, 'json.cut');
});

test('a file packed with gzip, and one in UTF-16', async () => {
  const [item] = parseRecordsFile(mapping(fields)).mappings;
  assert.ok(item);
  const text = 'said,did\nä,b\n';
  for (const bytes of [gzipSync(text), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
    const file = await openTranscriptFile(bytesSource('a', bytes), {
      decompressors,
      recordMapping: { mapping: item.mapping, path: 'a' },
    });
    assert.ok(!isProblem(file));
    const { records } = await recordsIn(file);
    assert.equal(records[0]?.prediction.answer, 'ä');
  }
});

test('a file that is neither JSON nor a table is a problem', async () => {
  const [item] = parseRecordsFile(mapping(fields)).mappings;
  assert.ok(item);
  const zip = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]);
  const file = await openTranscriptFile(bytesSource('a', zip), {
    decompressors,
    recordMapping: { mapping: item.mapping, path: 'a' },
  });
  assert.ok(isProblem(file));
  assert.equal(file.code, 'mapping.notTable');
});
