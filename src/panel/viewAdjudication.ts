import type { Adjudicated } from '../core/adjudication/adjudicate.ts';
import { orderTranscripts } from '../core/adjudication/orderTranscripts.ts';
import type { ReviewerTag } from '../core/adjudication/reviewerTag.ts';
import type { Transcript } from '../core/transcripts/transcript.ts';
import { findMessage } from '../core/transcripts/transcriptText.ts';
import type { DidAdjudicate, ViewCluster } from './adjudicationMessages.ts';
import { isConsensus, linkTags, type TagSource, targetFile } from './viewTags.ts';

/** What people tagged: no suggestions, no consensus. */
export function reviewerTags(sources: readonly TagSource[]): readonly ReviewerTag[] {
  const people = sources.filter((source) => !source.suggested && !isConsensus(source));
  return linkTags(people).map(({ source, tag, sides }) => ({
    reviewer: source.reviewer,
    tag,
    sides: sides.map((side) => ({ role: side.role, file: targetFile(side.source, side.target), target: side.target })),
  }));
}

/** What the page is told: the queue of the whole file, and the clusters of the transcript that it shows. */
export function viewAdjudication(clusters: readonly Adjudicated[], shown: Transcript | undefined): DidAdjudicate {
  const here = clusters.filter(({ home }) => home.transcript === shown?.name);
  const placed = here.map((cluster) => ({ cluster, at: shown === undefined ? [0, 0] : placeIn(cluster, shown) }));
  placed.sort((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0) || (a.at[1] ?? 0) - (b.at[1] ?? 0));
  return {
    type: 'didAdjudicate',
    transcripts: orderTranscripts(clusters),
    clusters: placed.map(({ cluster }) => viewCluster(cluster)),
  };
}

function viewCluster(cluster: Adjudicated): ViewCluster {
  const { id, kind, home, state, disagreement, members, decisions, reason, stale } = cluster;
  return {
    id,
    kind,
    transcript: home.transcript,
    state,
    disagreement: disagreement.value,
    differing: disagreement.fields,
    absent: disagreement.absent,
    tags: members.map(({ tag }) => tag.id),
    ...(decisions[0] !== undefined && { decision: decisions[0].id }),
    ...(reason !== undefined && { reason }),
    ...(stale !== undefined && { stale }),
  };
}

/** Message and offset of the first side in this transcript; what is of all of it comes first. */
function placeIn({ members, home }: Adjudicated, transcript: Transcript): readonly number[] {
  const places = members.flatMap(({ sides }) =>
    sides
      .filter(({ file, target }) => file === home.file && target.transcript === home.transcript)
      .map(({ target }) => {
        const message = target.message === undefined ? undefined : findMessage(transcript, target.message);
        return [message?.index ?? -1, target.start ?? -1];
      }),
  );
  return places.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0))[0] ?? [-1, -1];
}
