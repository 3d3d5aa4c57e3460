import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodePlatform } from '../../../src/node/platform.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'plumbline-user-'));

test('the name is that of the Git configuration of the folder', async () => {
  const repository = folder();
  execFileSync('git', ['init', '-q'], { cwd: repository });
  execFileSync('git', ['config', 'user.name', 'Ada Lovelace'], { cwd: repository });
  assert.equal(await nodePlatform.userName(repository), 'Ada Lovelace');
});

test('it is asked for once per folder', async () => {
  const repository = folder();
  execFileSync('git', ['init', '-q'], { cwd: repository });
  execFileSync('git', ['config', 'user.name', 'Ada'], { cwd: repository });
  const first = await nodePlatform.userName(repository);
  execFileSync('git', ['config', 'user.name', 'Eve'], { cwd: repository });
  assert.equal(await nodePlatform.userName(repository), first);
});

test('without Git it is the name of the account', async () => {
  const { PATH } = process.env;
  process.env['PATH'] = '';
  try {
    assert.equal(await nodePlatform.userName(folder()), userInfo().username);
  } finally {
    Object.assign(process.env, { PATH });
  }
});
