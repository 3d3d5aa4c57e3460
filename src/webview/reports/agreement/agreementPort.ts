import type { FigureName } from '../../../core/agreement/measureWords.ts';
import type { UnitLevel } from '../../../core/agreement/units.ts';
import type { AgreementIntent, AgreementLook } from '../../../panel/agreementReport.ts';
import type { ReportPort } from '../reportPage.ts';

/** What a reader was looking at: never figures, those come from the host. */
export interface KeptAgreement {
  /** As `default@1`; absent: the last. */
  readonly round?: string;
  /** Absent: all levels beside each other. */
  readonly level?: UnitLevel;
  /** The figure of the matrix. */
  readonly figure?: FigureName;
  /** Ids of the buttons that led here: Escape goes back to them. */
  readonly trail?: readonly string[];
}

export type AgreementPort = ReportPort<KeptAgreement>;

/** Disagreements shown at first, and more each time. */
export const shownAtOnce = 200;

/** Where the focus goes once it is drawn. */
let wanted: string | undefined;

export function look(
  page: AgreementPort,
  to: AgreementLook | undefined,
  trail: readonly string[],
  focus: string,
): void {
  const intent: AgreementIntent = { type: 'look', ...(to !== undefined && { look: to }) };
  page.keep({ ...page.kept, trail });
  wanted = focus;
  page.send({ type: 'own', intent });
}

/** Gives the focus to what was asked for, once it is there. */
export function settleFocus(): void {
  const element = wanted === undefined ? null : document.getElementById(wanted);
  if (element === null) return;
  wanted = undefined;
  element.focus();
}
