import { isMap, isSeq } from 'yaml';
import * as z from 'zod';
import { type Problem, problem } from '../problem.ts';
import { nodeRange, readYaml, schemaProblem } from '../yaml/readYaml.ts';
import type { Codebook, Field, FieldOption, Kind } from './codebook.ts';
import { codebookSchema, type KindText, kindSchema } from './codebookSchema.ts';
import { defaultCodebook } from './defaultCodebook.ts';

/** Where a project keeps its codebook, from the folder that it is for. */
export const codebookPath = '.plumbline/codebook.yaml';

/** A codebook as read: its good kinds count, whatever else is wrong. */
export interface CodebookFile {
  /** Undefined where there is no kind at all: then the built-in one counts. */
  readonly codebook?: Codebook;
  /** With ranges in the text. */
  readonly problems: readonly Problem[];
}

const headSchema = codebookSchema.extend({ kinds: z.unknown() });

export function parseCodebook(text: string): CodebookFile {
  const { root, value, problems: syntax } = readYaml(text);
  if (value === null || value === undefined) return { problems: syntax };
  const head = headSchema.safeParse(value);
  const listed = (value as { readonly kinds?: unknown }).kinds;
  const whole = head.success
    ? Array.isArray(listed)
      ? []
      : [problem('yaml.schema', { field: 'kinds', reason: 'a list of kinds is expected' }, { range: nodeRange(root) })]
    : head.error.issues.map((issue) => schemaProblem(root, [], issue));
  const list = isMap(root) ? root.get('kinds', true) : undefined;
  const kinds: Kind[] = [];
  const problems: Problem[] = [];
  for (const [i, each] of (Array.isArray(listed) ? listed : []).entries()) {
    const node = isSeq(list) ? list.items[i] : undefined;
    const parsed = kindSchema.safeParse(each);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.map((issue) => schemaProblem(node, ['kinds', i], issue)));
      continue;
    }
    const kind = kindOfText(parsed.data, kinds.length);
    const at = { range: nodeRange(node) };
    const double = doubleIds(kind) ?? (kinds.some(({ id }) => id === kind.id) ? kind.id : undefined);
    if (double !== undefined) problems.push(problem('codebook.doubleId', { id: double }, at));
    else {
      kinds.push(kind);
      problems.push(
        ...doubleOptionKeys(parsed.data).map((facts) => problem('codebook.doubleOptionKey', facts, at, 'warning')),
      );
    }
  }
  const { id, version, extends: base } = (head.success ? head.data : {}) as Partial<z.infer<typeof headSchema>>;
  const own = new Set(kinds.map((kind) => kind.id));
  const inherited = base === 'default' ? defaultCodebook.kinds.filter((kind) => !own.has(kind.id)) : [];
  const all = withKeys([...inherited, ...kinds]);
  const keys = all.faults
    .filter(({ kind }) => own.has(kind))
    .map(({ code, kind, key }) => {
      const index = (Array.isArray(listed) ? listed : []).findIndex((each) => (each as { id?: unknown }).id === kind);
      const node = isSeq(list) ? list.items[index] : undefined;
      const at = isMap(node) ? (node.get('key', true) ?? node) : node;
      return problem(code, { key, kind }, { range: nodeRange(at) }, 'warning');
    });
  const codebook: Codebook = { id: id ?? 'project', version: version ?? 1, kinds: all.kinds };
  return { ...(all.kinds.length > 0 && { codebook }), problems: [...syntax, ...whole, ...problems, ...keys] };
}

/** JSON Schema (draft 2020-12) of the file, for YAML editors. */
export function codebookJsonSchema(): object {
  return { ...z.toJSONSchema(codebookSchema, { io: 'input' }), title: 'Plumbline codebook' };
}

const palette = ['plumbline.preferenceGap', 'plumbline.mistake', 'plumbline.predictionMiss', 'plumbline.warningSign'];
const underlines = ['solid', 'double', 'dotted', 'dashed', 'wavy'] as const;

function kindOfText(text: KindText, at: number): Kind {
  const { guideline, examples } = text;
  return {
    id: text.id,
    title: text.title ?? text.id,
    definition: text.definition,
    ...(guideline !== undefined && { guideline }),
    ...(examples !== undefined && { examples: examples as NonNullable<Kind['examples']> }),
    color: text.color ?? (palette[at % palette.length] as string),
    underline: text.underline ?? (underlines[at % underlines.length] as Kind['underline']),
    key: text.key ?? '',
    roles: (text.roles ?? [{ id: 'at' }]).map(({ id, title, min, max, levels }) => ({
      id,
      title: title ?? id,
      min: min ?? 1,
      ...(max !== undefined && { max }),
      ...(levels !== undefined && { levels }),
    })),
    fields: (text.fields ?? []).map(fieldOfText),
  };
}

type FieldText = NonNullable<KindText['fields']>[number];

function fieldOfText(text: FieldText): Field {
  const given = new Set(text.options?.map(({ key }) => key));
  const options = text.options?.map(({ id, title, definition, key, examples }, i): FieldOption => {
    const place = i < 9 && !given.has(String(i + 1)) ? String(i + 1) : undefined;
    const digit = key === undefined ? place : first(text, key) === id ? key : undefined;
    return {
      id,
      ...(title !== undefined && { title }),
      definition,
      ...(digit !== undefined && { key: digit }),
      ...(examples !== undefined && { examples: examples as NonNullable<FieldOption['examples']> }),
    };
  });
  const coded = text.type === 'choice' || text.type === 'choices';
  return {
    id: text.id,
    title: text.title ?? text.id,
    type: text.type,
    ...(text.guideline !== undefined && { guideline: text.guideline }),
    ...(options !== undefined && { options: coded ? withCannotTell(options) : options }),
    ...(text.required !== undefined && { required: text.required }),
  };
}

const first = ({ options = [] }: FieldText, key: string): string | number | undefined =>
  options.find((option) => option.key === key)?.id;

/** Digits that two options of a field have: they set the first of them. */
function doubleOptionKeys({ id: kind, fields = [] }: KindText): { kind: string; field: string; key: string }[] {
  return fields.flatMap((field) =>
    (field.options ?? []).flatMap(({ id, key }) =>
      key === undefined || first(field, key) === id ? [] : [{ kind, field: field.id, key }],
    ),
  );
}

/** A coder who cannot tell must be able to say so, or agreement is measured on guesses. */
function withCannotTell(options: readonly FieldOption[]): readonly FieldOption[] {
  if (options.some(({ id }) => id === 'cannot-tell')) return options;
  const definition = 'The transcript does not show it.';
  const key = options.some((option) => option.key === '0') ? {} : { key: '0' };
  return [...options, { id: 'cannot-tell', title: 'Cannot tell', definition, ...key }];
}

function doubleIds(kind: Kind): string | undefined {
  const lists = [kind.roles, kind.fields, ...kind.fields.map(({ options = [] }) => options)];
  for (const list of lists) {
    const seen = new Set<string | number>();
    for (const { id } of list) {
      if (seen.has(id)) return `${kind.id}: ${id}`;
      seen.add(id);
    }
  }
  return undefined;
}

/** Letters that the page needs for the selection itself: a kind's key would never be reached. */
const selectionKeys = 'ax';
interface KeyFault {
  readonly code: 'codebook.doubleKey' | 'codebook.keyTaken';
  readonly kind: string;
  readonly key: string;
}

/** Of two kinds with one key the later has none: a key that tags by chance is worse than none. */
function withKeys(kinds: readonly Kind[]): { readonly kinds: readonly Kind[]; readonly faults: readonly KeyFault[] } {
  const taken = new Set<string>();
  const faults: KeyFault[] = [];
  const kept = kinds.map((kind) => {
    const { id, key } = kind;
    if (key === '') return kind;
    const double = taken.has(key);
    taken.add(key);
    if (!double && !selectionKeys.includes(key)) return kind;
    faults.push({ code: double ? 'codebook.doubleKey' : 'codebook.keyTaken', kind: id, key });
    return { ...kind, key: '' };
  });
  return { kinds: kept, faults };
}
