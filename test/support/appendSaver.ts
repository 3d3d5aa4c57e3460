import { saveText } from '../../src/node/saveText.ts';

/** Child process: append `count` lines to `path`, each in a save of its own. */
const [path, name, count] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: appendSaver PATH NAME COUNT');
for (let i = 0; i < Number(count); i++) {
  await saveText(path, (onDisk) => `${onDisk ?? ''}${name}-${i}\n`);
}
