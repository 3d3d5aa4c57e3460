import { parseArgs } from 'node:util';
import { parseScoreFilter } from '../core/search/scoreFilter.ts';
import { partTypes, roles, type SearchFilters, type SearchQuery } from '../core/search/searchQuery.ts';

export const searchHelp = `usage: plumbline search QUERY FILE... [options]

Searches the text of transcripts, of files of every known format, inside .eval archives too. Prints a line per match:
its locator (file#s=transcript&m=message&p=part&c=code points), who said it, and the line it stands in.

  --regex          QUERY is a regular expression (syntax of RE2)
  --case           mind upper and lower case
  --word           whole words only
  --role ROLE      only messages of a role (${roles.join(', ')}); more than once: any of them
  --part TYPE      only parts of a type (${partTypes.join(', ')})
  --score SCORE    only transcripts with a score: accuracy, accuracy=C, judge>=0.5
  --tagged         only what is tagged, in tag files beside the data; --untagged: only what is not
  --kind KIND      only what is tagged with a kind
  --reviewer NAME  only what a reviewer tagged
  --json           one JSON object per line and match

Exit status: 0 found, 1 nothing found, 2 failure or data that could not be read.
`;

export interface SearchArguments {
  readonly query: SearchQuery;
  readonly files: readonly string[];
  readonly json: boolean;
}

/** A string other than `help` says what is wrong. */
export function parseSearchArguments(args: readonly string[]): SearchArguments | string {
  const flag = { type: 'boolean', default: false } as const;
  const list = { type: 'string', multiple: true } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        regex: flag,
        case: flag,
        word: flag,
        json: flag,
        tagged: flag,
        untagged: flag,
        role: list,
        part: list,
        kind: list,
        reviewer: list,
        score: { type: 'string' },
      },
    });
    if (values.help) return 'help';
    const [text, ...files] = positionals;
    if (text === undefined || files.length === 0) return 'a query and a file are needed';
    if (values.tagged && values.untagged) return '--tagged and --untagged leave nothing';
    const score = values.score === undefined ? undefined : parseScoreFilter(values.score);
    if (values.score !== undefined && score === undefined)
      return `no score is meant by ${JSON.stringify(values.score)}`;
    const filters: SearchFilters = {
      ...(values.role && { roles: known('role', values.role, roles) }),
      ...(values.part && { partTypes: known('type of part', values.part, partTypes) }),
      ...(values.kind && { kinds: values.kind }),
      ...(values.reviewer && { reviewers: values.reviewer }),
      ...((values.tagged || values.untagged) && { tagged: values.tagged }),
      ...(score && { score }),
    };
    const query = { text, regex: values.regex, caseSensitive: values.case, wholeWord: values.word, filters };
    return { query, files, json: values.json };
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function known<T extends string>(what: string, given: readonly string[], all: readonly T[]): T[] {
  return given.map((word) => {
    const found = all.find((each) => each === word);
    if (found === undefined) throw new Error(`there is no ${what} ${JSON.stringify(word)}, only ${all.join(', ')}`);
    return found;
  });
}
