import type { Problem } from './problem.ts';

/**
 * One sentence or two per code: what is wrong and what to do. `{name}` stands for a fact of that name.
 * Where it is (file, line, member) is told apart from it, by `placeText` or by an editor's marker.
 */
export const problemTemplates: Readonly<Record<string, string>> = {
  'adjudication.changed':
    'Since this was decided, of the reviewers’ tags {changed} changed, {added} came and {gone} went. Look again in “Plumbline: Adjudicate”, then keep or change the decision.',
  'adjudication.gone':
    'The reviewers’ tags that this was made from are no longer there. Remove it, or take `from` out to keep it.',
  'anchor.ambiguous': 'The text {quote} may stand at {count} places. Choose one: “Plumbline: Review Moved Tags”.',
  'anchor.fileMissing': 'The data file {file} is not there.',
  'anchor.lost': 'The text {quote} is no longer in the transcript.',
  'anchor.moved':
    'The text {quote} is in message {message} now, or what is beside it changed. “Plumbline: Review Moved Tags” keeps its new place.',
  'anchor.transcriptGone': 'The data file has no transcript {transcript}.',
  'anchor.unreadable': 'The transcript {transcript} could not be read: {reason}',
  'codebook.doubleId': 'The id {id} is there twice. Only the first counts.',
  'codebook.doubleKey': 'The key {key} is taken by a kind before {kind}, which has none now. Give it another.',
  'codebook.doubleOptionKey': 'The key {key} is given to two options of {field} in {kind}. It sets the first.',
  'codebook.keyTaken': 'The key {key} extends the selection in the panel. Give {kind} another; it has none now.',
  'codebook.laterTags':
    '{count} tags were made under version {latest} of this codebook. Is this an old copy? Take the newer one, or raise the version.',
  'codebook.sameVersion':
    '{count} tags made under {name} do not fit it. Where a kind, field or option was changed, raise the version; then mend the tags.',
  'file.empty': 'The file is empty.',
  'file.failed': 'The file could not be read: {reason}.',
  'file.gzip': 'The file is compressed with gzip and cannot be unpacked here: {reason}.',
  'file.gzipLarge':
    'The file is compressed with gzip and has {size} bytes; at most {limit} are unpacked in memory. Unpack it first.',
  'file.lfsPointer': 'The file is a Git LFS pointer, not the data. Fetch the data with "git lfs pull".',
  'file.sqlite': 'The file is an SQLite database, not a transcript. Export its rows as JSON lines.',
  'file.stopped': 'Opening was stopped.',
  'file.tooManyRecords': 'Only the first {count} records are listed: more do not fit in memory. Split the file.',
  'file.unreadable': 'The file cannot be read: {reason}.',
  'file.utf16Large':
    'The file is UTF-16 and has {size} bytes; at most {limit} are converted in memory. Convert it to UTF-8 first.',
  'file.noTranscripts': 'The file holds no transcripts.',
  'format.table':
    'This is a table, but none of its columns holds a conversation that a reader knows. They are {columns}. Map them: “Plumbline: Describe This Format” or “Plumbline: Describe These Records”.',
  'format.unknown':
    'No reader knows this format. Chat transcripts, agent logs and Inspect logs are known; for any other JSON, JSONL or CSV write a mapping in .plumbline/readers.yaml.',
  'inspect.eventsLeft':
    'Its events take {size} bytes. Those from {from} to {to} are read, and what the messages leave out there is shown; a jump elsewhere reads its surroundings.',
  'inspect.itemsMissing': '{count} items before those of this member are missing. Empty places stand for them.',
  'inspect.runCancelled': 'The run was cancelled.',
  'inspect.runError': 'The run ended with an error: {message}',
  'inspect.runInvalid': 'Samples of this log were marked as invalid.',
  'inspect.sampleError': 'The sample ended with an error: {message}',
  'inspect.sampleInvalid': 'The sample was marked as invalid by {author}: {reason}',
  'inspect.sampleLimit': 'The sample was stopped by its {kind} limit of {limit}.',
  'inspect.unfinished': 'The log has no final header: its run is still going, or stopped early.',
  'json.cut': 'The JSON is cut or broken at byte {offset}. The {count} records before it open.',
  'json.comma': 'A comma stands before a closing bracket. It is read as if it were not there.',
  'json.cutInside': 'The JSON is cut or broken here: {reason}. What stands whole before it is shown.',
  'json.invalid': 'This is not valid JSON: {reason}.',
  'mapping.joinLarge':
    'The files of the join {name} have more than {limit} bytes: its rows from here on are not joined.',
  'mapping.joinNone': 'No file matches the globs of the join {name}.',
  'mapping.joinSeveral': 'For {count} rows the join {name} finds several rows. The first one counts.',
  'mapping.joinUnfound': '{count} rows of the join {name} belong to no row of this file.',
  'mapping.noMessages': 'The mapping {name} finds no messages in this record.',
  'mapping.notTable': 'The mapping {name} fits this file by its name, but the file is neither JSON nor a table.',
  'mapping.rowsLeft': '{count} rows are not selected by the mapping {name}.',
  'parquet.damaged': 'The Parquet file cannot be read: {reason}.',
  'parquet.noTranscripts':
    'The table has no conversations that a reader knows. Its columns are {columns}. Map them: “Plumbline: Describe This Format”.',
  'parquet.tooManyRows': 'Of {rows} rows the first {count} are listed.',
  'pilot.twice': 'Round {round} is there twice. Only the first counts.',
  'queue.sameReviewer': 'Another file has what {reviewer} skipped. This one does not count.',
  'queue.stranger': '{reviewer}, who is to label {transcript}, is not among the reviewers of this queue.',
  'queue.twice': 'The transcript {transcript} of {file} was drawn already. Only the first counts.',
  'yaml.schema': 'Field {field} is not as it should be: {reason}.',
  'yaml.syntax': 'This is not valid YAML: {reason}.',
  'record.field': 'Field {field} is not as it should be: {reason}.',
  'record.missing': 'The file has no record {record}.',
  'record.notTranscript': 'The record is not a transcript of format {format}.',
  'record.tooLarge':
    'The record has {size} bytes; up to {limit} are shown unless more is allowed, and never more than {most}.',
  'record.yaml': 'This is not valid YAML: {reason}.',
  'search.empty': 'There is nothing to search for.',
  'search.pattern': 'This is not a regular expression that can be searched for: {reason}.',
  'tags.layout': 'The tags are not laid out as one item after the other, so that they can be read but not edited here.',
  'tags.newer': 'The file is of version {version}; this version of Plumbline writes {known}. It opens read-only.',
  'tags.sameId': 'Two items have the id {id}. Give one of them another.',
  'tags.sameIdElsewhere': 'The id {id} is also in {file}. Give one of them another.',
  'links.toNothing': 'There is no tag {to} that this link adds to.',
  'links.toOthers': 'The tag {to} is {reviewer}’s; a link adds to one’s own tags only.',
  'replies.toNothing': 'There is no tag {to} that this replies to.',
  'tags.schema': 'Field {field} is not as it should be: {reason}.',
  'tags.yaml': 'This is not valid YAML: {reason}.',
  'tag.confidence': 'The confidence {value} is not between 0 and 1.',
  'tag.conflict': 'A merge found two values for {fields}. Choose one and delete the key "conflict".',
  'tag.fieldMissing': 'The kind {kind} needs a value for {field}.',
  'tag.fieldUnknown': 'The codebook has no field {field} for the kind {kind}.',
  'tag.kindUnknown': 'The codebook has no kind {kind}.',
  'tag.roleMissing': 'The tag has no target with the role {role}.',
  'tag.roleTooMany': 'The tag has {count} targets with the role {role}; the kind {kind} takes {max}.',
  'tag.roleUnknown': 'The kind {kind} has no role {role}.',
  'tag.valueUnknown': 'The codebook has no value {value} for {field}.',
  'tags.conflictMarker': 'A merge left its markers here. Choose a side and delete them.',
  'tags.stray': 'This line cannot stand here.',
  'record.unfinished': 'The record is not complete yet: the file is still being written.',
  'session.brokenLines': 'Another {count} lines are not valid JSON.',
  'zip.damaged': 'The archive cannot be read: {reason}.',
  'zip.memberDamaged': 'Member {member} cannot be read: {reason}.',
  'zip.memberMissing': 'The archive has no member {member}.',
  'zip.memberTooLarge':
    'Member {member} has {size} bytes; up to {limit} are shown unless more is allowed, and never more than {most}.',
  'zip.methodUnknown':
    'Member {member} is compressed with method {method}, which is not supported. Known are stored, deflate and zstd.',
  'zip.notInspect': 'The archive is not an Inspect log: it has neither a header nor samples.',
  'zip.truncated': 'The archive is cut: {reason}. The {count} members before that open.',
};

/** Fills `{name}` in a template; what a localiser does, in English. */
export type Translate = (template: string, facts: Record<string, string | number>) => string;

/** The sentence for a Problem. `translate` may find the template in another language before it fills it. */
export function problemText(problem: Problem, translate: Translate = fill): string {
  const template = Object.hasOwn(problemTemplates, problem.code) ? problemTemplates[problem.code] : undefined;
  return template === undefined ? problem.code : translate(template, { ...problem.facts });
}

/** Where a Problem is, e.g. `run.jsonl:3, member samples/1.json, at /messages/0`; empty when nothing is known. */
export function placeText(problem: Problem): string {
  const { file, line, member, record, field } = problem.at;
  const where =
    file === undefined ? (line === undefined ? [] : [`line ${line}`]) : [line === undefined ? file : `${file}:${line}`];
  if (member !== undefined) where.push(`member ${member}`);
  else if (record !== undefined && line === undefined) where.push(`record ${record}`);
  if (field !== undefined) where.push(`at ${field}`);
  return where.join(', ');
}

function fill(template: string, facts: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(facts, name) ? String(facts[name]) : whole,
  );
}
