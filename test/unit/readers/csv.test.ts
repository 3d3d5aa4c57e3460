import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesSource } from '../../../src/core/readers/bytesSource.ts';
import { describeHead } from '../../../src/core/readers/fileHead.ts';
import { indexCsvRows } from '../../../src/core/readers/tables/csvIndex.ts';
import { describeCsv } from '../../../src/core/readers/tables/csvTable.ts';
import { csvRows, decodeCsvCell } from '../../../src/core/text/csv.ts';
import { makeRandom } from '../../support/random.ts';

const cells = (text: string, delimiter = ','): string[][] =>
  csvRows(text, delimiter).map((row) => row.map(({ start, end }) => decodeCsvCell(text.slice(start, end)).text));

const read: Record<string, readonly [string, readonly (readonly string[])[]]> = {
  'bare cells': [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  'CRLF, blank rows, a last line end': [
    'a,b\r\n\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  'quotes, delimiters and line ends in quotes': ['"a ""x""","b,\r\nc"\n', [['a "x"', 'b,\r\nc']]],
  'empty cells': [
    ',\n"",',
    [
      ['', ''],
      ['', ''],
    ],
  ],
  'a quote inside a bare cell': ['a"b,c\nd', [['a"b', 'c'], ['d']]],
  'characters after a closing quote': ['"a"b"c,d', [['ab"c', 'd']]],
  'a quote never closed': ['a,"b\nc', [['a', 'b\nc']]],
};
for (const [what, [text, rows]] of Object.entries(read)) {
  test(`csv: ${what}`, () => assert.deepEqual(cells(text), rows));
}

test('csv: the byte index finds the rows that the text scan finds', async () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  const pieces = ['a', 'é', '"', '""', ',', ',', '\n', '\r\n', '\r', '𝄞', ' '];
  for (let i = 0; i < 3000; i++) {
    const text = Array.from({ length: random.int(30) }, () => random.pick(pieces)).join('');
    const bytes = new TextEncoder().encode(text);
    const source = bytesSource('made', bytes);
    const index = await indexCsvRows(source, 0, { delimiter: ',', headerRows: 0, idColumn: 0 });
    const found = Array.from({ length: index.ranges.length }, (_, row) => {
      const { start, end } = index.ranges.at(row) as { start: number; end: number };
      return new TextDecoder().decode(bytes.subarray(start, end));
    });
    const expected = csvRows(text, ',').map((row) => text.slice(row[0]?.start, row.at(-1)?.end));
    assert.deepEqual(found, expected, JSON.stringify(text));
    assert.deepEqual(
      index.ids,
      cells(text).map(([first]) => first),
      JSON.stringify(text),
    );
    const starts = csvRows(text, ',').map((row) => text.slice(0, row[0]?.start).split('\n').length);
    assert.deepEqual(
      starts.map((_, row) => index.lineOf?.(row)),
      starts,
      JSON.stringify(text),
    );
  }
});

const columnsOf = (text: string): readonly string[] | undefined =>
  describeCsv(describeHead('made', new TextEncoder().encode(text).length, new TextEncoder().encode(text)))?.columns;

const tables: Record<string, readonly [string, readonly string[] | undefined]> = {
  'a header and a row': ['a,b\n1,2\n', ['a', 'b']],
  'tabs, with commas in the cells': ['a\tb\n1, 2\t3, 4, 5\n6\t7\n', ['a', 'b']],
  'a banner above the header': ['Results of May\na;b\n1;2\n3;4\n', ['a', 'b']],
  'doubled index columns without a name': [',,idx,text\n0,0,5,x\n1,1,6,y\n', ['column 1', 'column 2', 'idx', 'text']],
  'a name that is there twice': ['a,a\n1,2\n', ['a', 'a (2)']],
  prose: ['Once upon a time, there was.\nThe end.\nIt was good, really, yes.\n', undefined],
  numbers: ['1,2\n3,4\n', undefined],
  'a header alone': ['a,b\n', undefined],
};
for (const [what, [text, columns]] of Object.entries(tables)) {
  test(`csv table: ${what}`, () => assert.deepEqual(columnsOf(text), columns));
}

test('csv: of more rows than can be held the first are listed, and that is said', async () => {
  const index = await indexCsvRows(bytesSource('made', new TextEncoder().encode('a\n'.repeat(1_000_001))), 0, {
    delimiter: ',',
    headerRows: 0,
  });
  assert.equal(index.ranges.length, 1_000_000);
  assert.deepEqual(
    index.problems.map(({ code }) => code),
    ['file.tooManyRecords'],
  );
});
