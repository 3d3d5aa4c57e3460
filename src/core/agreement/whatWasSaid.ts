import { type Codebook, kindOf } from '../codebook/codebook.ts';
import type { Tag, Target } from '../tags/tag.ts';
import { valuesOf } from '../tags/tagFile.ts';
import { isSet, keyOf } from './codeRatings.ts';
import type { AgreementFile } from './collectReadings.ts';
import type { MeasureName } from './measureReport.ts';
import type { Category, Rating } from './scale.ts';
import { answerIn, type Place, type Unit } from './units.ts';

/** A place where reviewers differ, by what they said. */
export interface Disagreement {
  readonly place: Place;
  readonly said: readonly Said[];
}

export interface Said {
  /** In words of the codebook: `marked`, `nothing`, an option's title, spans as `4-12`. */
  readonly value: string;
  readonly by: readonly Speaker[];
}

export interface Speaker {
  readonly reviewer: string;
  /** None for who marked nothing. */
  readonly tags: readonly {
    readonly id: string;
    /** Index of the tag's target there. */
    readonly side: number;
    readonly quote?: string;
  }[];
}

/** Tags by id, to quote from. */
export function tagsById(files: readonly AgreementFile[]): ReadonlyMap<string, Tag> {
  return new Map(files.flatMap(({ file }) => valuesOf(file, 'tags').map((tag) => [tag.id, tag] as const)));
}

/** Those who said the same together, and whoever marked something before who did not. */
export function whatWasSaid(
  unit: Unit,
  name: MeasureName,
  codebook: Codebook,
  tags: ReadonlyMap<string, Tag>,
): Disagreement {
  const groups = new Map<string, { value: string; by: Speaker[] }>();
  const reviewers = [...new Set([...unit.answers.map(({ reviewer }) => reviewer), ...(unit.silent?.reviewers ?? [])])];
  for (const reviewer of reviewers) {
    const answer = answerIn(unit, reviewer);
    if (answer === undefined) continue;
    const key = keyOf(answer.value);
    const group = groups.get(key) ?? { value: valueText(answer.value, name, codebook), by: [] };
    groups.set(key, group);
    group.by.push({ reviewer, tags: answer.tags.map((id) => quoted(id, tags.get(id), unit.place)) });
  }
  return { place: unit.place, said: [...groups.values()] };
}

/** A value in words of the codebook. */
export function valueText(value: Rating, { kind, field, level }: MeasureName, codebook: Codebook): string {
  if (field === undefined) {
    if (level === 'span') return isSet(value) && value.length > 0 ? value.join(', ') : 'nothing';
    return value === true ? 'marked' : 'nothing';
  }
  const options = kindOf(codebook, kind ?? '')?.fields.find(({ id }) => id === field)?.options ?? [];
  const word = (category: Category): string => {
    const title = options.find(({ id }) => id === category)?.title;
    if (title !== undefined) return title;
    return typeof category === 'boolean' ? (category ? 'yes' : 'no') : String(category);
  };
  if (!isSet(value)) return word(value);
  return value.length === 0 ? 'none' : value.map(word).join(', ');
}

function quoted(id: string, tag: Tag | undefined, place: Place): Speaker['tags'][number] {
  const side = Math.max(0, tag?.targets.findIndex((target) => isThere(target, place)) ?? 0);
  const quote = tag?.targets[side]?.quote;
  return { id, side, ...(quote !== undefined && { quote }) };
}

function isThere({ transcript, message, start }: Target, place: Place): boolean {
  if (transcript !== place.transcript) return false;
  if (place.message !== undefined && message !== place.message) return false;
  return place.start === undefined || (start !== undefined && start >= place.start && start < (place.end ?? 0));
}
