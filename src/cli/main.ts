#!/usr/bin/env node
import { agreeCommand } from './agreeCommand.ts';
import { checkCommand } from './checkCommand.ts';
import { codebookCommand } from './codebookCommand.ts';
import { gapCommand } from './gapCommand.ts';
import { standardOutput } from './output.ts';
import { queueCommand } from './queueCommand.ts';
import { readCommand } from './readCommand.ts';
import { scoreCommand } from './scoreCommand.ts';
import { searchCommand } from './searchCommand.ts';

const help = `plumbline: read and review transcripts of language models

usage:
  plumbline read FILE... [--json]   print the transcripts of files of any known format
  plumbline search QUERY FILE...    find text in transcripts, inside .eval archives too
  plumbline score FILE...           score self-prediction records: forecasts against behaviour
  plumbline gap FILE...             what models state against what they reveal
  plumbline agree [PATH...]         how far reviewers agree, from their tag files
  plumbline check [PATH...]         whether tag files are valid, and their tags still in place
  plumbline queue [FOLDER]          how far reviewers are with what was drawn, and how often each kind occurs
  plumbline codebook [FILE]         check a codebook, print it, or tell how it differs from another
  plumbline --help

"plumbline read --help" (or search, score, gap, agree, check) says more. Exit status: 0 clean (found), 1 problems in
the data (nothing found), 2 failure.
`;

const commands = new Map([
  ['codebook', codebookCommand],
  ['queue', queueCommand],
  ['read', readCommand],
  ['search', searchCommand],
  ['score', scoreCommand],
  ['gap', gapCommand],
  ['agree', agreeCommand],
  ['check', checkCommand],
]);

/** Gives the exit status. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  const command = commands.get(name ?? '');
  if (command !== undefined) return command(args, standardOutput);
  if (name === '--help' || name === '-h') {
    await standardOutput.out(help);
    return 0;
  }
  standardOutput.error(name === undefined ? help : `plumbline: unknown command ${JSON.stringify(name)}\n\n${help}`);
  return 2;
}

// No top-level await: the bundle is CommonJS, so that `node dist/cli.js` runs on every Node from 20 on.
void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
