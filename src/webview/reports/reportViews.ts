import { agreementView } from './agreement/agreementView.ts';
import { pilotView } from './pilot/pilotView.ts';
import type { ReportView } from './reportPage.ts';

/** Every kind of report that the page can show. */
export const reportViews: readonly ReportView[] = [agreementView as ReportView, pilotView as ReportView];
