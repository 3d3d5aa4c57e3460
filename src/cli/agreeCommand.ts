import { relative } from 'node:path';
import { agreementReport } from '../core/agreement/agreementReport.ts';
import { codebookName } from '../core/agreement/collectReadings.ts';
import type { MeasureName } from '../core/agreement/measureReport.ts';
import { tagsById, whatWasSaid } from '../core/agreement/whatWasSaid.ts';
import { type AgreeArguments, agreeHelp, parseAgreeArguments } from './agreeArguments.ts';
import { agreeFiles } from './agreeFiles.ts';
import type { ToldReport } from './agreeText.ts';
import { agreeText } from './agreeText.ts';
import type { Output } from './output.ts';
import { slashed } from './tagSources.ts';

/** `plumbline agree`. Returns the exit status. */
export async function agreeCommand(args: readonly string[], output: Output): Promise<number> {
  const given = parseAgreeArguments(args);
  if (given === 'help') {
    await output.out(agreeHelp);
    return 0;
  }
  if (typeof given === 'string') {
    output.error(`plumbline agree: ${given}\n\n${agreeHelp}`);
    return 2;
  }
  try {
    const { report, problems } = await toldReport(given);
    for (const problem of problems) output.error(`plumbline agree: ${problem}\n`);
    await output.out(given.json ? `${JSON.stringify({ problems, ...report })}\n` : agreeText(report, given.all));
    return problems.length > 0 || report.rounds.length === 0 ? 1 : 0;
  } catch (cause) {
    output.error(`plumbline agree: ${messageOf(cause)}\n`);
    return 2;
  }
}

/** The report with paths from here, and of the disagreements their number, or what was said. */
async function toldReport(given: AgreeArguments): Promise<{ report: ToldReport; problems: readonly string[] }> {
  const { files, codebooks, outlineOf, problems } = await agreeFiles(given.paths, given.codebooks);
  const [codebook, ...others] = codebooks;
  for (const kind of given.kinds)
    if (!codebooks.some(({ kinds }) => kinds.some(({ id }) => id === kind)))
      throw new Error(`the codebook has no kind ${JSON.stringify(kind)}`);
  const { seed, resamples } = given;
  const report = agreementReport(files, codebook, {
    codebooks: others,
    outlineOf,
    all: given.all,
    bootstrap: { ...(seed !== undefined && { seed }), ...(resamples !== undefined && { resamples }) },
    wanted: ({ level, kind }: MeasureName) =>
      given.levels.includes(level) && (given.kinds.length === 0 || (kind !== undefined && given.kinds.includes(kind))),
  });
  const tags = tagsById(given.disagreements ? files : []);
  const here = <T extends { readonly dataFile?: string; readonly path?: string }>(place: T): T => ({
    ...place,
    ...(place.dataFile !== undefined && { dataFile: fromHere(place.dataFile) }),
    ...(place.path !== undefined && { path: fromHere(place.path) }),
  });
  const rounds = report.rounds.map((round) => {
    const own = codebooks.find((one) => codebookName(one) === round.codebook) ?? codebook;
    return {
      ...round,
      kinds: own.kinds,
      measures: round.measures.map(({ disagreements, pairs, confusions, ...measure }) => ({
        ...measure,
        ...(given.all && { pairs }),
        ...(confusions !== undefined && { confusions }),
        differing: disagreements.length,
        ...(given.disagreements && {
          disagreements: disagreements
            .map((unit) => whatWasSaid(unit, measure, own, tags))
            .map((one) => ({ ...one, place: here(one.place) })),
        }),
      })),
    };
  });
  const told = { ...report, leftOut: report.leftOut.map(here), files: files.map(({ path }) => fromHere(path)) };
  return { report: { ...told, rounds }, problems };
}

function fromHere(path: string): string {
  return slashed(relative('', path));
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
