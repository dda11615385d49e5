/** Every component in every state: built for this test alone, read by axe, measured, and kept as pictures to look at. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { Progress } from '../../stack/progress.ts';
import { buildGallery } from '../../stack/web-build.ts';
import { fixtureDesk, type FixtureDesk } from '../web/support/fixture-desk.ts';
import { newSchool } from '../support/school.ts';
import { openCounter } from './browser.ts';
import { headed, look } from './screen.ts';

const counter = openCounter();
let desk: FixtureDesk;
beforeAll(async () => { desk = await fixtureDesk(await buildGallery(new Progress((line) => console.log(line)), new AbortController().signal)); });
afterAll(() => desk.stop());

describe('every component in every state', () => {
  it('gallery', async () => {
    const page = await counter.visitor(`${desk.address}/gallery`);
    await headed('元件展示')(page);
    // Forms stand there once more with every field refused, folded away.
    await page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })");
    // The same part of a page stands there once for each of its states.
    await look(page, 'gallery', { 'landmark-unique': { enabled: false } });
  }, 180_000);
  it('is left out of what people are served', async () => {
    await headed('找不到這個頁面')(await counter.seat(await (await newSchool()).as('leaver_main'), '/gallery'));
  });
});
