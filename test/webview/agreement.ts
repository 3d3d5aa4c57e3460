import { agreementReport } from '../../src/core/agreement/agreementReport.ts';
import type { AgreementFile } from '../../src/core/agreement/collectReadings.ts';
import { tagsById } from '../../src/core/agreement/whatWasSaid.ts';
import type { AgreementData, AgreementLook } from '../../src/panel/agreementReport.ts';
import { type AgreementContext, viewAgreement, viewDetail } from '../../src/panel/viewAgreement.ts';
import { at, book, tagFileOf } from '../unit/agreement/madeFiles.ts';
import { type FakeHost, type FakeHostOptions, openPage } from './fakeHost.ts';

/** The page of the report, and a host that answers as the extension does. */
export interface ReportHost extends FakeHost {
  show(data: AgreementData): Promise<void>;
  /** Answers what the page last asked to look at. */
  answer(): Promise<AgreementLook | undefined>;
  sent(): Promise<readonly { readonly type: string; readonly [key: string]: unknown }[]>;
}

const marked = (id: string, place: string, category: string, severity: number, quote = 'so it is') => ({
  id,
  kind: 'mistake',
  targets: [{ ...at(place), quote }],
  fields: { category, severity },
});

/** Ann, bob and cid on three transcripts: they agree on t1, differ on t2, and cid missed t3. */
export const files: readonly AgreementFile[] = [
  tagFileOf('ann', {
    reviewed: ['t1', 't2', 't3'],
    tags: [
      marked('A1', 't1 m1 0-8', 'factual', 2),
      marked('A2', 't2 m2 4-9', 'factual', 1, '<b>bold</b>'),
      marked('A3', 't3 m1 0-8', 'reasoning', 3),
    ],
  }),
  tagFileOf('bob', {
    reviewed: ['t1', 't2', 't3', 't4'],
    tags: [
      marked('B1', 't1 m1 0-8', 'factual', 2),
      marked('B2', 't2 m2 4-12', 'reasoning', 3),
      marked('B3', 't3 m1 0-8', 'reasoning', 3),
    ],
  }),
  tagFileOf('cid', { reviewed: ['t1', 't2', 't3'], tags: [marked('C1', 't1 m1 0-8', 'factual', 2)] }),
];

const options = { bootstrap: { resamples: 500 } };

function contextOf(of: readonly AgreementFile[]): AgreementContext {
  return { codebooks: [book], tags: tagsById(of), nameOf: (file) => file.replace('data/', '') };
}

export function dataOf(of: readonly AgreementFile[] = files): AgreementData {
  return viewAgreement(agreementReport(of, book, options), of, contextOf(of));
}

export function detailOf(look: AgreementLook): AgreementData {
  const wanted = ({ level, kind, field }: AgreementLook['measure']) =>
    level === look.measure.level && kind === look.measure.kind && field === look.measure.field;
  const [round] = agreementReport(files, book, { ...options, all: true, wanted }).rounds;
  const [measure] = round?.measures ?? [];
  if (round === undefined || measure === undefined) throw new Error(`no ${JSON.stringify(look)}`);
  return { ...dataOf(), open: viewDetail(measure, round.reviewers, look, contextOf(files)) };
}

export async function openReport(options: FakeHostOptions = {}): Promise<ReportHost> {
  const host = await openPage({ width: 1100, ...options, script: 'report' });
  const show = (data: AgreementData): Promise<void> => host.send({ type: 'didShow', kind: 'agreement', data } as never);
  const sent = async () => (await host.allIntents()) as never as Awaited<ReturnType<ReportHost['sent']>>;
  return {
    ...host,
    show,
    sent,
    async answer() {
      const last = (await sent()).findLast(({ type }) => type === 'own') as
        | { readonly intent: { readonly look?: AgreementLook } }
        | undefined;
      const look = last?.intent.look;
      await show(look === undefined ? dataOf() : detailOf(look));
      return look;
    },
  };
}
