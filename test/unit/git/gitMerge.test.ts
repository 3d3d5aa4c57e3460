import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type ConflictSides, resolveConflict } from '../../../src/core/tags/resolveConflict.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';
import { addItem, changeItem, removeItem } from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile, type TagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import { mergeTagFiles } from '../../../src/core/tags/tagMerge.ts';
import { makeRandom, type Random } from '../../support/random.ts';
import { randomChange, randomTag } from '../tags/randomTags.ts';
import { edited, makeTag } from '../tags/support.ts';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A repository with one branch checked out on each of two "machines", by real git and no merge driver. */
class Repository {
  readonly #folder = mkdtempSync(join(tmpdir(), 'plumbline-git-'));

  constructor(files: Readonly<Record<string, string>>, conflictStyle = 'merge') {
    folders.push(this.#folder);
    this.git('init', '-q', '-b', 'main');
    for (const [key, value] of [
      ['user.name', 'Test'],
      ['user.email', 'test@example.org'],
      ['commit.gpgsign', 'false'],
      ['core.autocrlf', 'false'],
      ['merge.conflictStyle', conflictStyle],
    ] as const)
      this.git('config', key, value);
    this.write(files);
    this.commit('start');
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.#folder, encoding: 'utf8' });
  }

  read(name: string): string {
    return readFileSync(join(this.#folder, name), 'utf8');
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.#folder, name), text);
  }

  commit(message: string): void {
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', message);
  }

  /** What git keeps of both sides beside a file that it could not merge. */
  stages(name: string): ConflictSides {
    const show = (stage: number): string | undefined => {
      const { status, stdout } = spawnSync('git', ['show', `:${stage}:${name}`], {
        cwd: this.#folder,
        encoding: 'utf8',
      });
      return status === 0 ? stdout : undefined;
    };
    const base = show(1);
    return { ours: show(2) ?? '', theirs: show(3) ?? '', ...(base !== undefined && { base }) };
  }

  /** Each side's files on a branch of its own, theirs merged into ours. False where git found conflicts. */
  merge(ours: Readonly<Record<string, string>>, theirs: Readonly<Record<string, string>>): boolean {
    this.git('checkout', '-q', '-b', 'theirs');
    this.write(theirs);
    this.commit('theirs');
    this.git('checkout', '-q', 'main');
    this.write(ours);
    this.commit('ours');
    const { status } = spawnSync('git', ['merge', '-q', '--no-edit', 'theirs'], { cwd: this.#folder });
    return status === 0;
  }
}

const name = 'run.jsonl.ada.tags.yaml';
const empty = 'version: 1\nreviewer: ada\nsource: run.jsonl\n';

function withTags(text: string, ...ids: readonly string[]): string {
  return ids.reduce((file, id) => edited(file, addItem(file, 'tags', makeTag(id))), parseTagFile(text)).text;
}

const ids = (text: string): readonly string[] =>
  parseTagFile(text)
    .items.tags.map(({ id }) => id)
    .sort();

let clock = 0;
/** No two edits are of one time: every tag that changed differs in a line from what it was, and from every other. */
const tick = (): string => new Date(Date.UTC(2026, 10, 20) + clock++ * 1000).toISOString();

const anyTag = (random: Random, id: string): Tag => {
  const created = tick();
  return { ...randomTag(random), id, created, updated: created };
};

/** A few edits as a reviewer makes them, and the ids of what came or changed. */
function worked(
  file: TagFile,
  random: Random,
  side: string,
): { readonly file: TagFile; readonly touched: Set<string> } {
  const touched = new Set<string>();
  let now = file;
  for (let n = 1 + random.int(3); n > 0; n--) {
    const known = now.items.tags.map(({ id }) => id);
    const what = known.length === 0 ? 0 : random.int(4);
    const id = what < 2 ? `${side}${n}` : random.pick(known);
    if (what < 2) now = edited(now, addItem(now, 'tags', anyTag(random, id)));
    else if (what === 3) now = edited(now, removeItem(now, 'tags', id));
    else {
      const change = randomChange(random, valuesOf(now, 'tags').find((tag) => tag.id === id) ?? makeTag(id));
      now = edited(now, changeItem(now, 'tags', id, [change, { path: ['updated'], value: tick() }]));
    }
    if (what === 3) touched.delete(id);
    else touched.add(id);
  }
  return { file: now, touched };
}

describe('git merges what reviewers tagged', () => {
  it('of two reviewers on two branches without a conflict, whatever both did', () => {
    const bob = 'run.jsonl.bob.tags.yaml';
    const bobs = empty.replace('ada', 'bob');
    const repository = new Repository({ [name]: withTags(empty, 'a1'), [bob]: withTags(bobs, 'b1') });
    const ours = withTags(repository.read(name), 'a2', 'a3');
    const theirs = withTags(repository.read(bob), 'b2');
    assert.equal(repository.merge({ [name]: ours }, { [bob]: theirs }), true);
    assert.deepEqual([repository.read(name), repository.read(bob)], [ours, theirs]);
  });

  it('of one reviewer on two machines: both files new, both tagged', () => {
    const repository = new Repository({ 'run.jsonl': '{}\n' });
    const clean = repository.merge({ [name]: withTags(empty, 'a1', 'a2') }, { [name]: withTags(empty, 'b1') });
    assert.equal(clean, false);
    const conflicted = repository.read(name);
    const read = parseTagFile(conflicted);
    assert.equal(read.state, 'broken');
    assert.ok(read.problems.some(({ code }) => code === 'tags.conflictMarker'));
    const resolved = resolveConflict(conflicted);
    assert.deepEqual(ids(resolved?.text ?? ''), ['a1', 'a2', 'b1']);
    repository.write({ [name]: resolved?.text ?? '' });
    repository.commit('resolved');
    assert.equal(repository.git('status', '--porcelain'), '');
  });

  it('of one reviewer on two machines without a conflict, where they worked on tags apart', () => {
    const start = withTags(empty, 'a1', 'a2', 'a3');
    const repository = new Repository({ [name]: start });
    const noted = (id: string): string => {
      const file = parseTagFile(start);
      return edited(file, changeItem(file, 'tags', id, [{ path: ['note'], value: `of ${id}` }])).text;
    };
    assert.equal(repository.merge({ [name]: noted('a1') }, { [name]: noted('a3') }), true);
    const notes = valuesOf(parseTagFile(repository.read(name)), 'tags').map(({ note }) => note);
    assert.deepEqual(notes, ['of a1', undefined, 'of a3']);
  });

  it('of one reviewer on two machines: one field set to two values keeps both', () => {
    const start = withTags(empty, 'a1');
    const repository = new Repository({ [name]: start });
    const set = (category: string): string => {
      const file = parseTagFile(start);
      return edited(file, changeItem(file, 'tags', 'a1', [{ path: ['fields', 'category'], value: category }])).text;
    };
    assert.equal(repository.merge({ [name]: set('factual') }, { [name]: set('reasoning') }), false);
    const resolved = parseTagFile(resolveConflict(repository.read(name))?.text ?? '');
    const [tag] = valuesOf(resolved, 'tags');
    assert.deepEqual([tag?.fields['category'], tag?.conflict], ['factual', { category: 'reasoning' }]);
  });

  it('of one reviewer on two machines: what one removed stays removed where git says what there was', () => {
    const start = withTags(empty, 'a1', 'a2');
    const file = parseTagFile(start);
    const ours = withTags(edited(file, removeItem(file, 'tags', 'a2')).text, 'a3');
    const theirs = withTags(start, 'b1');
    for (const style of ['diff3', 'zdiff3']) {
      const repository = new Repository({ [name]: start }, style);
      const clean = repository.merge({ [name]: ours }, { [name]: theirs });
      const text = repository.read(name);
      assert.deepEqual(ids(clean ? text : (resolveConflict(text)?.text ?? '')), ['a1', 'a3', 'b1'], style);
    }
  });

  it('after any edits of both: a valid file, or a conflict that resolves with nothing lost', (t) => {
    const random = makeRandom();
    t.diagnostic(`seed ${random.seed}`);
    const seen = { clean: 0, resolved: 0 };
    for (let run = 0; run < 25; run++) {
      const style = random.pick(['merge', 'diff3', 'zdiff3']);
      let start = parseTagFile(empty);
      for (let n = random.int(10); n > 0; n--) start = edited(start, addItem(start, 'tags', anyTag(random, `s${n}`)));
      const repository = new Repository({ [name]: start.text }, style);
      const ours = worked(start, random, 'o');
      const theirs = worked(start, random, 't');
      const clean = repository.merge({ [name]: ours.file.text }, { [name]: theirs.file.text });
      const text = repository.read(name);
      const merged = clean ? text : resolveConflict(text, repository.stages(name))?.text;
      const where = `run ${run}, ${style}, seed ${random.seed}\n${text}`;
      assert.ok(merged !== undefined, `not resolved: ${where}`);
      const file = parseTagFile(merged);
      assert.equal(file.state, 'ok', where);
      const byHand = mergeTagFiles(start.text, ours.file.text, theirs.file.text).text;
      assert.deepEqual(ids(merged), ids(byHand), where);
      for (const id of [...ours.touched, ...theirs.touched])
        assert.ok(ids(merged).includes(id), `lost ${id}: ${where}`);
      const valueIn = (of: string, id: string) => valuesOf(parseTagFile(of), 'tags').find((tag) => tag.id === id);
      for (const id of ids(merged)) assert.deepEqual(valueIn(merged, id), valueIn(byHand, id), `${id}: ${where}`);
      // Without what git keeps, by the markers alone, it is at least a valid file or none.
      const marked = clean ? undefined : resolveConflict(text);
      if (marked !== undefined) assert.equal(parseTagFile(marked.text).state, 'ok', where);
      seen[clean ? 'clean' : 'resolved']++;
    }
    t.diagnostic(JSON.stringify(seen));
    assert.ok(seen.resolved > 0);
  });

  it('refuses what git did not write: markers out of order, a side that is broken by itself', () => {
    const whole = withTags(empty, 'a1');
    assert.equal(resolveConflict(whole), undefined);
    assert.equal(resolveConflict(`${whole}=======\n>>>>>>> theirs\n`), undefined);
    assert.equal(resolveConflict(`${whole}<<<<<<< ours\n=======\n  - id: [\n>>>>>>> theirs\n`), undefined);
    assert.equal(resolveConflict(`${whole}<<<<<<< ours\n=======\n`), undefined);
  });
});
