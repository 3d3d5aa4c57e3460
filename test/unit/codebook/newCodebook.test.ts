import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseCodebook } from '../../../src/core/codebook/codebookFile.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import { newCodebook } from '../../../src/core/codebook/newCodebook.ts';

it('a new codebook is the built-in one, with notes, under the project’s name', () => {
  const text = newCodebook();
  assert.deepEqual(parseCodebook(text), { codebook: { ...defaultCodebook, id: 'project' }, problems: [] });
  assert.match(text, /^# The codebook of this project/);
  assert.match(
    text,
    /\n {10}- \{id: opposite, title: Opposite, definition: Did what the statement ruled out\., key: "3"\}\n/,
  );
});
