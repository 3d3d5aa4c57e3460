import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorReport } from '../../fuzz/anchors/anchorReport.ts';
import { runAnchorFuzz } from '../../fuzz/anchors/runAnchorFuzz.ts';

// The seed stands: `npm run fuzz` tries others. `PLUMBLINE_SEED` repeats one here.
const seed = Number(process.env.PLUMBLINE_SEED ?? 1);

test('10 000 tags on logs that change: never at a wrong place', async (t) => {
  const fuzz = await runAnchorFuzz(seed, 10_000);
  t.diagnostic(`seed ${seed}`);
  for (const line of anchorReport(fuzz)) t.diagnostic(line);
  assert.equal(fuzz.cases, 10_000);
  assert.deepEqual(fuzz.wrong, []);
  const { standing, found, offered, twins } = fuzz.total;
  assert.ok(found / standing > 0.85);
  assert.ok(offered / standing > 0.99);
  // What was said twice word for word, made often here on purpose: more of it would be another fault.
  assert.ok(twins / fuzz.cases < 0.02);
  for (const kind of ['rescored', 'repacked']) {
    const { outcomes } = fuzz.byKind.get(kind) ?? assert.fail(kind);
    assert.deepEqual({ ...outcomes, exact: 0 }, { exact: 0, moved: 0, ambiguous: 0, lost: 0 });
  }
});
