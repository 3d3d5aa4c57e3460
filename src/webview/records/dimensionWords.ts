import type { Dimension } from '../../core/records/dimensions.ts';
import type { ParseStatus } from '../../core/records/record.ts';
import type { DidDescribeRecords, ScoreView } from '../../panel/recordMessages.ts';

export const dimensionTitles: Readonly<Record<Dimension, string>> = {
  model: 'Model',
  predictor: 'Predictor',
  kind: 'Self or cross',
  property: 'Property',
  dataset: 'Data set',
  elicitation: 'Elicitation',
  checkpoint: 'Checkpoint',
  update: 'Update',
  file: 'File',
};

export const statusWords: Readonly<Record<ParseStatus, string>> = {
  ok: 'answered',
  unparseable: 'unparseable',
  refused: 'refused',
  abstained: 'abstained',
  missing: 'missing',
};

export const viewTitles: Readonly<Record<ScoreView, string>> = {
  scores: 'Scores',
  change: 'Before and after',
  gap: 'Stated and revealed',
};

export const valueWord = (value: string): string => (value === '' ? 'not said' : value);

type Described = DidDescribeRecords['dimensions'][number];

/** Dimensions to choose by: those with more than one value. */
export function choosable(described: DidDescribeRecords | undefined): readonly Described[] {
  return described?.dimensions.filter(({ values }) => values.length > 1) ?? [];
}

/** What holds for every record of the file, to be said once. */
export function constants(
  described: DidDescribeRecords | undefined,
): readonly { readonly id: Dimension; readonly value: string }[] {
  const single = (described?.dimensions ?? []).flatMap(({ id, values }) => {
    const [only] = values;
    return values.length === 1 && only !== undefined && only.value !== '' && id !== 'file'
      ? [{ id, value: only.value }]
      : [];
  });
  // A model that predicts itself is named once.
  const self = single.some(({ id, value }) => id === 'kind' && value === 'self');
  return single.filter(({ id }) => !self || id !== 'predictor');
}
