import type { Dimension } from '../core/records/dimensions.ts';
import { gapTable } from '../core/records/scores/gapRecords.ts';
import { gapText } from './gapText.ts';
import type { Output } from './output.ts';
import { parseScoreArguments, recordOptionsHelp } from './scoreArguments.ts';
import { readScoredFiles } from './scoreFiles.ts';

const by: readonly Dimension[] = ['model'];

const help = `usage: plumbline gap FILE... [options]

Stated against revealed: what a model says of itself, topic by topic, against what it does. Several files are one table,
and each side may be in files of its own. Prints rates with Wilson and Newcombe intervals, mean ratings, ratings from
pairwise choices, how the two rankings of the topics agree, consistency, F1 of stance and action.

${recordOptionsHelp}
  --elo batch|online  ratings from choices: Bradley-Terry over all choices at once (batch), or one choice after the
                   other in 100 orders (online: depends on the order, to reproduce published tables)
  --prior N        ties against an average value that each value is given in batch ratings (0)

Groups are by ${by.join(', ')} unless told. Exit status: 0 clean, 1 problems in the data, 2 failure.
`;

/** `plumbline gap`. Returns the exit status. */
export async function gapCommand(args: readonly string[], output: Output): Promise<number> {
  const given = parseScoreArguments(args, by);
  if (given === 'help') {
    await output.out(help);
    return 0;
  }
  if (typeof given === 'string') {
    output.error(`plumbline gap: ${given}\n\n${help}`);
    return 2;
  }
  try {
    const { table, problems } = await readScoredFiles(given.files, given.mapping);
    const gap = await gapTable(table, table.select(given.filter), given.settings);
    for (const problem of problems) output.error(`plumbline gap: ${problem}\n`);
    await output.out(given.json ? `${JSON.stringify({ files: given.files, problems, gap })}\n` : gapText(gap));
    return problems.length > 0 ? 1 : 0;
  } catch (cause) {
    output.error(`plumbline gap: ${messageOf(cause)}\n`);
    return 2;
  }
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
