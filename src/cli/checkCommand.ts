import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { problemText } from '../core/problemText.ts';
import { type Checked, checkFiles, type Found } from './checkFiles.ts';
import type { Output } from './output.ts';
import { printable } from './printable.ts';
import { slashed } from './tagSources.ts';

const help = `usage: plumbline check [PATH...] [options]

Checks tag files: their layout and schema, kinds, fields and options that the codebook does not have, ids that are
there twice, links and replies to nothing, data files that are missing, and whether every tag still stands in its
transcript. PATH is a tag file, a data file with the tag files beside it, or a folder (this one unless told).

  --json           one JSON object
  --format FORMAT  text, or github for annotations of a pull request

A tag that moved without doubt is a warning; one that may be anywhere, or is nowhere, is an error.
Exit status: 0 clean, 1 errors or warnings, 2 failure.
`;

interface CheckArguments {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'github';
}

/** `plumbline check`. Returns the exit status. */
export async function checkCommand(args: readonly string[], output: Output): Promise<number> {
  const given = parseCheckArguments(args);
  if (given === 'help') {
    await output.out(help);
    return 0;
  }
  if (typeof given === 'string') {
    output.error(`plumbline check: ${given}\n\n${help}`);
    return 2;
  }
  try {
    const checked = await checkFiles(given.paths);
    await output.out(printed(checked, given.format));
    return checked.found.some(({ problem }) => problem.severity !== 'info') ? 1 : 0;
  } catch (cause) {
    output.error(`plumbline check: ${messageOf(cause)}\n`);
    return 2;
  }
}

function parseCheckArguments(args: readonly string[]): CheckArguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        format: { type: 'string', default: 'text' },
      },
    });
    if (values.help) return 'help';
    const format = values.json ? 'json' : values.format;
    if (format !== 'text' && format !== 'json' && format !== 'github')
      return `there is no format ${JSON.stringify(format)}, only text, json and github`;
    return { paths: positionals.length === 0 ? ['.'] : positionals, format };
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function printed({ files, tags, found }: Checked, format: CheckArguments['format']): string {
  const problems = found.map((each) => ({ ...each, path: slashed(relative('.', each.path)) }));
  if (format === 'json') {
    const told = problems.map(({ path, line, column, problem }) => {
      const { code, severity, facts, at } = problem;
      return { path, line, column, code, severity, text: problemText(problem), facts, field: at.field };
    });
    return `${JSON.stringify({ files, tags, problems: told })}\n`;
  }
  const lines = problems.map((each) => (format === 'github' ? annotation(each) : sentence(each)));
  const worst = (severity: string) => found.filter(({ problem }) => problem.severity === severity).length;
  const sum = `${files} tag files, ${tags} tags: ${worst('error')} errors, ${worst('warning')} warnings`;
  return [...lines, sum].map((line) => `${line}\n`).join('');
}

function sentence({ path, line, column, problem }: Found): string {
  return printable(`${path}:${line}:${column}: ${problem.severity}: ${problemText(problem)}`);
}

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** As workflow commands are escaped: a quote of a transcript must not end its line or begin another command. */
function annotation({ path, line, column, problem }: Found): string {
  const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const at = `file=${property(path)},line=${line},col=${column},title=${property(`Plumbline ${problem.code}`)}`;
  return `::${levels[problem.severity]} ${at}::${printable(data(problemText(problem)))}`;
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
