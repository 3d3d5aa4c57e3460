import { type ItemChange, spliceItem } from '../tags/spliceItem.ts';
import { readYaml } from '../yaml/readYaml.ts';
import { type Codebook, kindOf } from './codebook.ts';

/** An example for a kind, or for one option of a field of it. */
export interface Lesson {
  readonly kind: string;
  readonly field?: string;
  readonly option?: string | number;
  readonly text: string;
  /** Whether the text is to be coded so, or only looks like it. */
  readonly positive: boolean;
}

/**
 * The text of a codebook with more examples; what is there already is not added again, all else stays. A kind that the
 * codebook has by `extends: default` is written into it. Throws for a text that is not valid.
 */
export function teach(text: string, codebook: Codebook, lessons: readonly Lesson[]): string {
  return lessons.reduce((now, lesson) => addOne(now, codebook, lesson), text);
}

function addOne(text: string, codebook: Codebook, lesson: Lesson): string {
  const { value, problems } = readYaml(text);
  const [fault] = problems;
  if (fault !== undefined || typeof value !== 'object' || value === null)
    throw new Error(`the codebook is not valid YAML: ${String(fault?.facts['reason'] ?? 'it is empty')}`);
  const kinds = listIn(value, 'kinds');
  const k = kinds.findIndex(({ id }) => id === lesson.kind);
  const which = lesson.positive ? 'positive' : 'negative';
  if (k < 0) {
    const kind = kindOf(codebook, lesson.kind);
    if (kind === undefined) throw new Error(`the codebook has no kind ${lesson.kind}`);
    const change = kinds.length === 0 ? { path: ['kinds'], value: [kind] } : { path: ['kinds', '+'], value: kind };
    return addOne(splice(text, change), codebook, lesson);
  }
  const at: (string | number)[] = ['kinds', k];
  let holder = kinds[k] as Holder;
  for (const [list, id] of [
    ['fields', lesson.field],
    ['options', lesson.option],
  ] as const) {
    if (id === undefined) break;
    const found = listIn(holder, list).findIndex((each) => each.id === id);
    // An option that every coded choice has, written or not.
    if (found < 0) return text;
    at.push(list, found);
    holder = listIn(holder, list)[found] as Holder;
  }
  const examples = holder.examples?.[which];
  if (examples?.includes(lesson.text)) return text;
  return splice(text, { path: [...at, 'examples', which, '+'], value: lesson.text });
}

interface Holder {
  readonly id?: unknown;
  readonly examples?: { readonly positive?: readonly unknown[]; readonly negative?: readonly unknown[] };
}

function listIn(holder: object, key: string): readonly Holder[] {
  const list = (holder as Record<string, unknown>)[key];
  return Array.isArray(list) ? (list as Holder[]) : [];
}

function splice(text: string, change: ItemChange): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return spliceItem(text, [change], { column: 0, eol, order: [] });
}
