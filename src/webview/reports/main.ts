import { acquireApi } from '../acquireApi.ts';
import { ReportPage } from './reportPage.ts';
import { reportViews } from './reportViews.ts';

const root = document.getElementById('app');
if (root === null) throw new Error('The page has no #app.');
new ReportPage(root, acquireApi(), reportViews).start();
