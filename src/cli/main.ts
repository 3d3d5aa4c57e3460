#!/usr/bin/env node
import { readCommand } from './readCommand.ts';
import { standardOutput } from './output.ts';

const help = `plumbline: read and review transcripts of language models

usage:
  plumbline read FILE... [--json]   print the transcripts of files of any known format
  plumbline --help

"plumbline read --help" says more. Exit status: 0 clean, 1 problems in the data, 2 failure.
`;

const commands = new Map([['read', readCommand]]);

const [name, ...args] = process.argv.slice(2);
const command = commands.get(name ?? '');
if (command !== undefined) {
  process.exitCode = await command(args, standardOutput);
} else if (name === '--help' || name === '-h') {
  await standardOutput.out(help);
} else {
  standardOutput.error(name === undefined ? help : `plumbline: unknown command ${JSON.stringify(name)}\n\n${help}`);
  process.exitCode = 2;
}
