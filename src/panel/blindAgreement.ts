import type { AgreementFile } from '../core/agreement/collectReadings.ts';
import { valuesOf } from '../core/tags/tagFile.ts';
import { dirname, resolvePath } from '../core/text/paths.ts';

/**
 * The tag files as a reviewer who works blind may count them: others' readings and tags only where all their sides lie in transcripts
 * that the reviewer has marked reviewed. `hides`: whether a data file is reviewed blind.
 */
export function blindAgreement(
  files: readonly AgreementFile[],
  reviewer: string,
  hides: (dataFile: string) => boolean,
): readonly AgreementFile[] {
  const key = (file: string, transcript: string): string => `${file}\n${transcript}`;
  const done = new Set(
    files
      .filter(({ file }) => file.reviewer === reviewer)
      .flatMap(({ dataFile, file }) => valuesOf(file, 'reviewed').map((entry) => key(dataFile, entry.transcript))),
  );
  const sees = (file: string, transcript: string): boolean => !hides(file) || done.has(key(file, transcript));
  const targetSeen = (
    { path, dataFile }: AgreementFile,
    target: { readonly file?: string; readonly transcript: string },
  ): boolean => sees(target.file === undefined ? dataFile : resolvePath(dirname(path), target.file), target.transcript);
  // A pair with one side elsewhere would tell what is to be found there.
  const shut = new Set(
    files.flatMap((one) =>
      valuesOf(one.file, 'links').flatMap((link) => (targetSeen(one, link.target) ? [] : [link.to])),
    ),
  );
  return files.map((one) => {
    const { dataFile, file } = one;
    if (file.reviewer === reviewer) return one;
    const { items } = file;
    return {
      ...one,
      file: {
        ...file,
        items: {
          ...items,
          tags: items.tags.filter(({ id, value }) =>
            value === undefined
              ? !hides(dataFile)
              : !shut.has(id) && value.targets.every((target) => targetSeen(one, target)),
          ),
          links: items.links.filter(({ value }) =>
            value === undefined ? !hides(dataFile) : targetSeen(one, value.target),
          ),
          reviewed: items.reviewed.filter(({ value }) =>
            value === undefined ? !hides(dataFile) : sees(dataFile, value.transcript),
          ),
        },
      },
    };
  });
}
