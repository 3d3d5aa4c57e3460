import type { Codebook, Field, FieldOption, Kind, KindRole } from './codebook.ts';

/** One difference between two codebooks. `path`: titles of what it is in and of itself, such as `kind mistake`, `field severity`. */
export interface CodebookChange {
  readonly type: 'added' | 'removed' | 'renamed' | 'changed';
  readonly path: readonly string[];
  /** Of one that is renamed: its new id. Only its id is another. */
  readonly to?: string;
  /** Of one that is changed: the properties, as text. */
  readonly properties?: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  /** Whether tags made before and after can differ by it: looks, keys and examples do not count. */
  readonly matters: boolean;
}

/** From `before` to `after`, in the order of `after`, what is gone last. */
export function codebookDiff(before: Codebook, after: Codebook): CodebookChange[] {
  return compareLists(before.kinds, after.kinds, { what: 'kind', path: [], alike: kindText, inside: kindChanges });
}

/** As lines: what changed, and whether the version says so. */
export function codebookDiffText(before: Codebook, after: Codebook): string {
  const changes = codebookDiff(before, after);
  const names = [before, after].map(({ id, version }) => `${id}@${version}`);
  const same = names[0] === names[1];
  const lines = [`${names[0]} -> ${names[1]}`, ...changes.flatMap(changeLines)];
  if (changes.length === 0) lines.push('No kind, field or option differs.');
  if (same && changes.some(({ matters }) => matters)) {
    lines.push('', `Both are ${names[0]}, though tags made under them can differ. Raise the version.`);
  }
  return `${lines.join('\n')}\n`;
}

function changeLines({ type, path, to, properties = [] }: CodebookChange): string[] {
  const name = path.join(', ');
  switch (type) {
    case 'added':
      return [`+ ${name}`];
    case 'removed':
      return [`- ${name}`];
    case 'renamed':
      return [`> ${name}: now ${to}`];
    case 'changed':
      return [
        `~ ${name}`,
        ...properties.flatMap((each) => [
          `    ${each.name}: ${each.before}`,
          `    ${' '.repeat(each.name.length)}  ${each.after}`,
        ]),
      ];
  }
}

interface Comparison<T> {
  readonly what: string;
  readonly path: readonly string[];
  /** What makes two with different ids the same thing renamed. */
  alike(item: T): string;
  inside(before: T, after: T, path: readonly string[]): CodebookChange[];
}

function compareLists<T extends { readonly id: string | number }>(
  before: readonly T[],
  after: readonly T[],
  { what, path, alike, inside }: Comparison<T>,
): CodebookChange[] {
  const at = ({ id }: T): readonly string[] => [...path, `${what} ${id}`];
  const gone = before.filter(({ id }) => after.every((other) => other.id !== id));
  const renamed = new Map<T, T>();
  const changes: CodebookChange[] = [];
  for (const item of after) {
    const old = before.find(({ id }) => id === item.id);
    if (old !== undefined) changes.push(...inside(old, item, at(item)));
    else {
      const same = gone.find((other) => !renamed.has(other) && alike(other) === alike(item));
      if (same !== undefined) {
        renamed.set(same, item);
        changes.push({ type: 'renamed', path: at(same), to: String(item.id), matters: true });
      } else changes.push({ type: 'added', path: at(item), matters: true });
    }
  }
  const removed = gone.filter((item) => !renamed.has(item));
  return [...changes, ...removed.map((item): CodebookChange => ({ type: 'removed', path: at(item), matters: true }))];
}

/** Properties whose change no tag can differ by. */
const looks: ReadonlySet<string> = new Set(['title', 'color', 'underline', 'key', 'examples']);

function changed<T extends object>(
  before: T,
  after: T,
  names: readonly (keyof T & string)[],
  path: readonly string[],
): CodebookChange[] {
  const properties = names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ name, before: textOf(before[name]), after: textOf(after[name]) }));
  const matters = properties.some(({ name }) => !looks.has(name));
  return properties.length === 0 ? [] : [{ type: 'changed', path, properties, matters }];
}

function kindChanges(before: Kind, after: Kind, path: readonly string[]): CodebookChange[] {
  return [
    ...changed(before, after, ['title', 'definition', 'guideline', 'examples', 'color', 'underline', 'key'], path),
    ...compareLists(before.roles, after.roles, { what: 'role', path, alike: roleText, inside: roleChanges }),
    ...compareLists(before.fields, after.fields, { what: 'field', path, alike: fieldText, inside: fieldChanges }),
  ];
}

function roleChanges(before: KindRole, after: KindRole, path: readonly string[]): CodebookChange[] {
  return changed(before, after, ['title', 'min', 'max', 'levels'], path);
}

function fieldChanges(before: Field, after: Field, path: readonly string[]): CodebookChange[] {
  const options = { what: 'option', path, alike: ({ definition }: FieldOption) => definition, inside: optionChanges };
  return [
    ...changed(before, after, ['title', 'type', 'guideline', 'required'], path),
    ...compareLists(before.options ?? [], after.options ?? [], options),
  ];
}

function optionChanges(before: FieldOption, after: FieldOption, path: readonly string[]): CodebookChange[] {
  return changed(before, after, ['title', 'definition', 'key', 'examples'], path);
}

const kindText = ({ definition, fields, roles }: Kind): string => JSON.stringify([definition, fields, roles]);
const fieldText = ({ type, options, title, id }: Field): string =>
  JSON.stringify([type, options ?? (title === id ? id : title)]);
const roleText = ({ min, max, levels, title, id }: KindRole): string =>
  JSON.stringify([min, max, levels, title === id ? id : title]);

function textOf(value: unknown): string {
  if (value === undefined) return '(none)';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
