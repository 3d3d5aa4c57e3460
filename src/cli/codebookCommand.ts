import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Codebook } from '../core/codebook/codebook.ts';
import { codebookDiff, codebookDiffText } from '../core/codebook/codebookDiff.ts';
import { type CodebookFile, codebookPath, parseCodebook } from '../core/codebook/codebookFile.ts';
import { defaultCodebook } from '../core/codebook/defaultCodebook.ts';
import { problemText } from '../core/problemText.ts';
import { lineCounter } from '../core/tags/tagLayout.ts';
import type { Output } from './output.ts';
import { printable } from './printable.ts';

const help = `usage: plumbline codebook [FILE] [--diff OTHER] [--json]

Checks a codebook and prints its kinds. FILE is a codebook or a folder that has one in ${codebookPath}; without it, the
folder that the command is run in. "default" is the built-in codebook.

  --diff OTHER     what is different since OTHER, an earlier codebook, and whether that needs a new version
  --json           as JSON

Exit status: 0 clean, 1 problems in the codebook, 2 failure.
`;

/** `plumbline codebook`. Returns the exit status. */
export async function codebookCommand(args: readonly string[], output: Output): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { diff: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      await output.out(help);
      return 0;
    }
    if (positionals.length > 1) throw new Error('one codebook at a time');
    const { codebook, problems } = await readCodebook(positionals[0] ?? '.');
    const before = values.diff === undefined ? undefined : (await readCodebook(values.diff)).codebook;
    for (const problem of problems) output.error(`plumbline codebook: ${problem}\n`);
    if (values.json) {
      const changes = before && codebookDiff(before, codebook);
      await output.out(`${JSON.stringify({ codebook, problems, ...(changes && { changes }) })}\n`);
    } else await output.out(printable(before === undefined ? kindsText(codebook) : codebookDiffText(before, codebook)));
    return problems.length > 0 ? 1 : 0;
  } catch (error) {
    output.error(`plumbline codebook: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function readCodebook(
  path: string,
): Promise<{ readonly codebook: Codebook; readonly problems: readonly string[] }> {
  if (path === 'default') return { codebook: defaultCodebook, problems: [] };
  const inFolder = (error: NodeJS.ErrnoException): Promise<string> => {
    if (error.code !== 'EISDIR') throw error;
    return readFile(join(path, codebookPath), 'utf8');
  };
  const text = await readFile(path, 'utf8').catch(inFolder);
  const { codebook, problems }: CodebookFile = parseCodebook(text);
  const said = problems.map(
    (problem) => `${path}:${lineCounter(text)(problem.at.range?.start ?? 0)}: ${problemText(problem)}`,
  );
  if (codebook === undefined) throw new Error([`${path} has no kinds.`, ...said].join('\n'));
  return { codebook, problems: said };
}

function kindsText({ id, version, kinds }: Codebook): string {
  const lines = kinds.flatMap((kind) => [
    '',
    `${kind.key === '' ? ' ' : kind.key} ${kind.id}: ${kind.definition}`,
    ...kind.fields.map((field) => {
      const options = field.options?.map((option) => `${option.id}`).join(', ') ?? field.type;
      return `    ${field.id}: ${options}`;
    }),
  ]);
  return `${id}@${version}\n${lines.join('\n')}\n`;
}
