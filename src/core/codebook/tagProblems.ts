import { type Problem, problem } from '../problem.ts';
import type { Tag } from '../tags/tag.ts';
import type { Json } from '../text/json.ts';
import { type Codebook, type Field, kindOf } from './codebook.ts';

/**
 * What the codebook says against a tag. A kind or option that is gone is said, never mended: the tag
 * stays as its reviewer made it. `at.field` is the path inside the tag; what its `keep` names is left in peace.
 */
export function tagProblems(tag: Tag, codebook: Codebook): Problem[] {
  const kept = new Set(tag.keep);
  const problems = allProblems(tag, codebook);
  return kept.size === 0
    ? problems
    : problems.filter(({ code, at }) => !(/Unknown$/.test(code) && kept.has(at.field ?? '')));
}

function allProblems(tag: Tag, codebook: Codebook): Problem[] {
  const problems: Problem[] = [];
  const report = (code: string, facts: Problem['facts'], field: string) => {
    problems.push(problem(code, { tag: tag.id, kind: tag.kind, ...facts }, { field }, 'warning'));
  };
  if (tag.confidence !== undefined && !(tag.confidence >= 0 && tag.confidence <= 1)) {
    report('tag.confidence', { value: tag.confidence }, 'confidence');
  }
  const kind = kindOf(codebook, tag.kind);
  if (kind === undefined) {
    report('tag.kindUnknown', {}, 'kind');
    return problems;
  }
  for (const [index, target] of tag.targets.entries()) {
    if (kind.roles.every((role) => role.id !== target.role))
      report('tag.roleUnknown', { role: target.role }, `targets.${index}.role`);
  }
  for (const role of kind.roles) {
    const count = tag.targets.filter((target) => target.role === role.id).length;
    if (count > (role.max ?? Number.POSITIVE_INFINITY))
      report('tag.roleTooMany', { role: role.id, count, max: role.max ?? 0 }, 'targets');
    // A pair that lacks a side is `open`: links of other files may complete it.
    if (count < role.min && tag.status === 'complete') report('tag.roleMissing', { role: role.id }, 'targets');
  }
  for (const [id, value] of Object.entries(tag.fields)) {
    const field = kind.fields.find((candidate) => candidate.id === id);
    if (field === undefined) report('tag.fieldUnknown', { field: id }, `fields.${id}`);
    else
      for (const wrong of wrongValues(field, value))
        report('tag.valueUnknown', { field: id, value: wrong }, `fields.${id}`);
  }
  for (const field of kind.fields) {
    if (field.required && tag.fields[field.id] === undefined) report('tag.fieldMissing', { field: field.id }, 'fields');
  }
  if (tag.conflict !== undefined) report('tag.conflict', { fields: Object.keys(tag.conflict).join(', ') }, 'conflict');
  return problems;
}

/** The values that a field does not take, as text. */
function wrongValues(field: Field, value: Json): string[] {
  const known = (option: Json) => field.options?.some(({ id }) => id === option) ?? false;
  const right: Record<Field['type'], () => readonly Json[]> = {
    choice: () => (known(value) ? [] : [value]),
    scale: () => (known(value) ? [] : [value]),
    choices: () => (Array.isArray(value) ? value.filter((option: Json) => !known(option)) : [value]),
    number: () => (typeof value === 'number' ? [] : [value]),
    boolean: () => (typeof value === 'boolean' ? [] : [value]),
    text: () => (typeof value === 'string' ? [] : [value]),
  };
  return right[field.type]().map(valueText);
}

/** A value as Problems name it. */
export function valueText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
