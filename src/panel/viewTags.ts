import { type Resolved, resolveTarget } from '../core/anchors/resolve.ts';
import type { Codebook } from '../core/codebook/codebook.ts';
import { kindOf } from '../core/codebook/codebook.ts';
import type { Link, Reply, Tag, Target } from '../core/tags/tag.ts';
import { parseTagFileName } from '../core/tags/tagFileName.ts';
import { basename, dirname, relativePath, resolvePath } from '../core/text/paths.ts';
import type { Transcript } from '../core/transcripts/transcript.ts';
import { findMessage, threadOf } from '../core/transcripts/transcriptText.ts';
import { isMine, seenSources } from './blindTags.ts';
import type { ViewTag, ViewTarget } from './messages.ts';
import { repliesByTag, takenBy, viewReplies } from './viewReplies.ts';

/** One tag file of the workspace, parsed. Paths are absolute, with `/`. */
export interface TagSource {
  readonly path: string;
  /** The data file that it lies beside (or that its folder under `.plumbline/tags` stands for). */
  readonly dataFile: string;
  readonly reviewer: string;
  /** Whether these are suggestions, shown apart and never counted as human. */
  readonly suggested: boolean;
  readonly tags: readonly Tag[];
  readonly links: readonly Link[];
  readonly replies: readonly Reply[];
  /** Names of the transcripts of `dataFile` that the reviewer marked as reviewed. */
  readonly reviewed: readonly string[];
}

export interface TagScene {
  /** The panel's data file and the tag file that it edits. */
  readonly dataFile: string;
  readonly ownPath: string;
  readonly codebook: Codebook;
  readonly sources: readonly TagSource[];
  /** Others' tags and replies, and suggestions, are hidden until the reviewer marked all their transcripts as reviewed. */
  readonly blind?: boolean;
  /** Transcripts the panel shows now, of any file. */
  readonly shown: readonly { readonly dataFile: string; readonly transcript: Transcript }[];
}

/** Absolute path of the data file a target is in. */
export function targetFile(source: TagSource, target: { readonly file?: string }): string {
  return target.file === undefined ? source.dataFile : resolvePath(dirname(source.path), target.file);
}

/** A tag with the sides that links of any file of the same reviewer add to it. */
export interface LinkedTag {
  readonly source: TagSource;
  readonly tag: Tag;
  readonly sides: readonly Side[];
}

export interface Side {
  readonly source: TagSource;
  readonly role: string;
  readonly target: Omit<Target, 'role'>;
  /** Id of the link, where the side came by one. */
  readonly link?: string;
}

/** Every tag of the sources with all its sides. A link to a tag that is nowhere is left out. */
export function linkTags(sources: readonly TagSource[]): readonly LinkedTag[] {
  const links = new Map<string, { source: TagSource; link: Link }[]>();
  for (const source of sources) {
    for (const link of source.links) {
      const known = links.get(link.to);
      if (known === undefined) links.set(link.to, [{ source, link }]);
      else known.push({ source, link });
    }
  }
  return sources.flatMap((source) =>
    source.tags.map((tag) => ({
      source,
      tag,
      sides: [
        ...tag.targets.map((target) => ({ source, role: target.role, target })),
        ...(links.get(tag.id) ?? [])
          .filter((found) => found.source.reviewer === source.reviewer)
          .map((found) => ({
            source: found.source,
            role: found.link.role,
            target: found.link.target,
            link: found.link.id,
          })),
      ],
    })),
  );
}

/** Whether every role of the kind has its minimum of sides: a pair made whole by a link is complete. */
export function isComplete(linked: LinkedTag, codebook: Codebook): boolean {
  const kind = kindOf(codebook, linked.tag.kind);
  if (kind === undefined) return linked.tag.status === 'complete';
  return kind.roles.every((role) => linked.sides.filter((side) => side.role === role.id).length >= role.min);
}

export interface ViewedTags {
  readonly tags: readonly ViewTag[];
  readonly tray: readonly ViewTag[];
  readonly counts: Readonly<Record<string, number>>;
}

/** What the page may show: tags with a side in a shown transcript, the tray, and counts for the list. */
export function viewTags(scene: TagScene, reviewer: string): ViewedTags {
  const key = (file: string, transcript: string): string => `${file}\n${transcript}`;
  const shown = new Set(scene.shown.map((each) => key(each.dataFile, each.transcript.name)));
  const tags: ViewTag[] = [];
  const tray: ViewTag[] = [];
  const counts: Record<string, number> = {};
  const sources = scene.blind === true ? seenSources(reviewer, scene.sources) : scene.sources;
  const replies = repliesByTag(sources);
  const taken = takenBy(reviewer, sources);
  for (const linked of linkTags(sources)) {
    const open = !isComplete(linked, scene.codebook);
    const mine = isMine(linked.source, reviewer);
    const places = linked.sides.map((side) => ({
      file: targetFile(side.source, side.target),
      transcript: side.target.transcript,
    }));
    const here = places.some((place) => shown.has(key(place.file, place.transcript)));
    if (here || (open && mine)) {
      const said = viewReplies(replies, linked.tag.id, reviewer);
      const fate = taken(linked);
      const view: ViewTag = {
        ...viewTag(scene, linked, open, mine),
        ...(said.length > 0 && { replies: said }),
        ...(fate !== undefined && { taken: fate }),
      };
      if (here) tags.push(view);
      if (open && mine) tray.push(view);
    }
    const names = places.filter((place) => place.file === scene.dataFile).map((place) => place.transcript);
    for (const name of new Set(names)) counts[name] = (counts[name] ?? 0) + 1;
  }
  return { tags, tray, counts };
}

/** A file that adjudication writes. */
export function isConsensus(source: TagSource): boolean {
  return parseTagFileName(basename(source.path))?.consensus === true;
}

function viewTag(scene: TagScene, linked: LinkedTag, open: boolean, mine: boolean): ViewTag {
  const { tag, source } = linked;
  const targets = linked.sides.map((side) => viewTarget(scene, side));
  const lost = targets.filter((target) => target.outcome === 'lost').length;
  const problem =
    kindOf(scene.codebook, tag.kind) === undefined
      ? `The codebook has no kind “${tag.kind}”.`
      : lost > 0
        ? 'Its text is no longer in the transcript.'
        : undefined;
  return {
    id: tag.id,
    kind: tag.kind,
    reviewer: source.reviewer,
    own: mine && source.path === scene.ownPath,
    ...(source.dataFile !== scene.dataFile && { file: relativePath(dirname(scene.dataFile), source.dataFile) }),
    status: open ? 'open' : 'complete',
    targets,
    fields: tag.fields,
    ...(tag.confidence !== undefined && { confidence: tag.confidence }),
    ...(tag.note !== undefined && { note: tag.note }),
    ...(source.suggested && { suggested: true }),
    ...(isConsensus(source) && { consensus: true }),
    ...(tag.suggestedBy !== undefined && { suggestedBy: tag.suggestedBy }),
    ...(tag.conflict !== undefined && { conflict: tag.conflict }),
    ...(problem !== undefined && { problem }),
  };
}

function viewTarget(scene: TagScene, side: Side): ViewTarget {
  const { target } = side;
  const file = targetFile(side.source, target);
  const shown = scene.shown.find(
    (candidate) => candidate.dataFile === file && candidate.transcript.name === target.transcript,
  );
  const { resolved, place } = (shown && resolvedOnce(shown.transcript, target)) ?? {};
  const message = resolved?.message ?? target.message;
  const part = resolved?.part ?? target.part;
  return {
    role: side.role,
    ...(file !== scene.dataFile && { file: relativePath(dirname(scene.dataFile), file) }),
    transcript: target.transcript,
    ...(message !== undefined && { message }),
    ...(place !== undefined && { place }),
    ...(part !== undefined && { part }),
    ...(resolved?.start !== undefined && { start: resolved.start }),
    ...(resolved?.end !== undefined && { end: resolved.end }),
    ...(target.quote !== undefined && { quote: target.quote }),
    ...(resolved !== undefined && { outcome: resolved.outcome }),
    ...(side.link !== undefined && { link: side.link }),
  };
}

interface Found {
  readonly resolved: Resolved;
  readonly place: ViewTarget['place'];
}

const resolutions = new WeakMap<Transcript, WeakMap<object, Found>>();

/** An unchanged tag keeps its parsed target objects, so only what changed is looked for again. */
function resolvedOnce(transcript: Transcript, target: Side['target']): Found {
  const known = resolutions.get(transcript) ?? new WeakMap<object, Found>();
  resolutions.set(transcript, known);
  const found = known.get(target) ?? findTarget(transcript, target);
  known.set(target, found);
  return found;
}

function findTarget(transcript: Transcript, target: Side['target']): Found {
  const resolved = resolveTarget(transcript, target);
  const id = resolved.message ?? target.message;
  const message = id === undefined ? undefined : findMessage(transcript, id);
  const thread = message && threadOf(transcript, message.id)?.id;
  return { resolved, place: message && { index: message.index, ...(thread !== undefined && { thread }) } };
}
