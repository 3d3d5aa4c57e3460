import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import type { Target } from '../tags/tag.ts';
import type { Transcript } from '../transcripts/transcript.ts';
import { resolveTarget } from './resolve.ts';

const quoted = 60;

/**
 * What is wrong with where a target points: a warning where it moved without doubt, an error where it is nowhere,
 * or nobody can tell. `gone`: its file has no transcript of that name.
 */
export function anchorProblem(target: Omit<Target, 'role'>, transcript: Transcript | 'gone'): Problem | undefined {
  const name = target.transcript;
  if (transcript === 'gone') return problem('anchor.transcriptGone', { transcript: name });
  const { outcome, message = '', candidates = [] } = resolveTarget(transcript, target);
  const quote = target.quote === undefined ? name : `“${target.quote.slice(0, quoted)}”`;
  switch (outcome) {
    case 'exact':
      return undefined;
    case 'moved':
      return problem('anchor.moved', { quote, message }, {}, 'warning');
    case 'ambiguous':
      return problem('anchor.ambiguous', { quote, count: candidates.length });
    case 'lost':
      return problem('anchor.lost', { quote });
  }
}
