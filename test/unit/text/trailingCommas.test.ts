import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutTrailingCommas } from '../../../src/core/text/trailingCommas.ts';

/** A comma that goes is marked; a text without a mark stays as it is. */
for (const marked of [
  '[1, 2[[,]]]',
  '{"a": [1[[,]] ][[,]]\n}',
  '["a,]", {"b": "\\",}"[[,]]}]',
  '[[1[[,]]\t]]',
  '[,]',
  '{"a":,}',
  '[1,,]',
  '["open ,]',
  '{"a": 1}',
]) {
  test(`without trailing commas: ${marked}`, () => {
    const text = marked.replaceAll(/\[\[,\]\]/g, ',');
    const gone = marked.replaceAll(/\[\[,\]\]/g, ' ');
    const found = withoutTrailingCommas(text);
    assert.equal(found?.text ?? text, gone);
    const first = marked.indexOf('[[,]]');
    assert.equal(found?.offset, first < 0 ? undefined : first);
  });
}
