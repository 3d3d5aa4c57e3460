import type { Dimension } from '../core/records/dimensions.ts';
import { changeTable } from '../core/records/scores/changeRecords.ts';
import { scoreTable } from '../core/records/scores/scoreRecords.ts';
import type { Output } from './output.ts';
import { parseScoreArguments, recordOptionsHelp } from './scoreArguments.ts';
import { readScoredFiles } from './scoreFiles.ts';
import { changeText, scoreText } from './scoreText.ts';

const by: readonly Dimension[] = ['model', 'property', 'elicitation'];

const help = `usage: plumbline score FILE... [options]

Scores self-prediction records: what a model said that it would do against what it did. Several files are one table.
Prints accuracy, compliance, majority baseline and lift, Brier score with its decomposition, log score, calibration
error, AUROC, correlations, errors of numbers, self against cross predictions; each with n, interval and convention.

${recordOptionsHelp}
  --change         before and after an update as well, where records name checkpoints
  --bins N         of the calibration error and the reliability table (10)
  --bin-rule RULE  words with commas between: right for (low, high], left for [low, high), float32 for edges in
                   32 bits, zero-outside for 0 in no bin; torch for what widespread torch code does, all of these
  --clip P         probabilities are moved into [P, 1 - P] for the log score (1e-6)

Groups are by ${by.join(', ')} unless told. Exit status: 0 clean, 1 problems in the data, 2 failure.
`;

/** `plumbline score`. Returns the exit status. */
export async function scoreCommand(args: readonly string[], output: Output): Promise<number> {
  const given = parseScoreArguments(args, by);
  if (given === 'help') {
    await output.out(help);
    return 0;
  }
  if (typeof given === 'string') {
    output.error(`plumbline score: ${given}\n\n${help}`);
    return 2;
  }
  try {
    const { table, problems } = await readScoredFiles(given.files, given.mapping);
    const rows = table.select(given.filter);
    const scores = await scoreTable(table, rows, given.settings);
    const change = given.change ? await changeTable(table, rows, given.settings) : undefined;
    for (const problem of problems) output.error(`plumbline score: ${problem}\n`);
    if (given.json) await output.out(`${JSON.stringify({ files: given.files, problems, scores, change })}\n`);
    else await output.out(`${scoreText(scores)}${change === undefined ? '' : `\n${changeText(change)}`}`);
    return problems.length > 0 ? 1 : 0;
  } catch (cause) {
    output.error(`plumbline score: ${messageOf(cause)}\n`);
    return 2;
  }
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
