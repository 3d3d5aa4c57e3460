import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basename, dirname, relativePath, resolvePath } from '../../../src/core/text/paths.ts';

test('resolve', () => {
  assert.equal(resolvePath('/a/b', '../c'), '/a/c');
  assert.equal(resolvePath('/a/b', '../../../c'), '/c');
  assert.equal(resolvePath('/a', '/x/y'), '/x/y');
  assert.equal(resolvePath('', 'x/./y'), 'x/y');
  assert.equal(resolvePath('', '../x'), '../x');
  assert.equal(resolvePath('a', '../../x'), '../x');
});

test('relative is what resolve undoes', () => {
  for (const [from, to, expected] of [
    ['/a/b', '/a/c/d.json', '../c/d.json'],
    ['/a/b', '/a/b/d.json', 'd.json'],
    ['/a/.plumbline/tags/x', '/a/x/d.json', '../../../x/d.json'],
    ['', 'x/y.json', 'x/y.json'],
    ['x', 'x.json', '../x.json'],
  ] as const) {
    assert.equal(relativePath(from, to), expected);
    assert.equal(resolvePath(from, expected), to);
  }
});

test('dirname and basename', () => {
  assert.equal(dirname('/a/b.json'), '/a');
  assert.equal(dirname('/b.json'), '/');
  assert.equal(dirname('b.json'), '');
  assert.equal(basename('/a/b.json'), 'b.json');
});
