import { addItem } from '../../src/core/tags/tagEdit.ts';
import { TagSession } from '../../src/core/tags/tagSession.ts';
import { readText, saveText } from '../../src/node/saveText.ts';
import { makeTag } from '../unit/tags/support.ts';

/**
 * Child process for the kill test: a host that adds a tag, saves, says which tag is saved, and goes
 * on until it is killed. Usage: tagSaver PATH RUN
 */
async function save(path: string, run: string): Promise<never> {
  const session = new TagSession('ada', 'run.jsonl', await readText(path));
  for (let n = 0; ; n++) {
    const id = `01KAJ3W5Z0S7R3VQ${run.padStart(5, '0')}${String(n).padStart(5, '0')}`;
    session.edit(addItem(session.file, 'tags', makeTag(id, { note: 'x'.repeat(3000) })));
    const of = session.file.text;
    const written = await saveText(path, (onDisk) => session.decide(onDisk));
    session.saved(written, of);
    process.stdout.write(`${id}\n`);
  }
}

const [path, run] = process.argv.slice(2);
if (path === undefined || run === undefined) throw new Error('usage: tagSaver PATH RUN');
void save(path, run);
