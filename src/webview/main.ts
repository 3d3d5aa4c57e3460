import { connectHost } from './hostPort.ts';
import { Page } from './page.ts';

const root = document.getElementById('app');
if (root === null) throw new Error('The page has no #app.');
new Page(root, connectHost()).start();
