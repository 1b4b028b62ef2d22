import AxeBuilder from '@axe-core/playwright';
import { Page } from 'playwright-core';

/** What axe finds in Backstage's own frame around the pages. */
const OF_BACKSTAGE = [
  // Tabs of the plugin header are links: the panels that they name are never drawn.
  { rule: 'aria-valid-attr-value', html: /role="tab"/ },
  // What is announced of a button that was busy outlives the button for some seconds.
  {
    rule: 'role-img-alt',
    html: /^<div role="img" aria-labelledby="react-aria/,
  },
  // The badge with the number of unread ones is no part of the name of the link.
  { rule: 'label-content-name-mismatch', html: /aria-label="Notifications"/ },
];

/** What axe calls serious or critical in what is ours, with the places. */
export async function serious(page: Page): Promise<string[]> {
  // What is fading in is judged as it will be; what never ends goes on.
  await page.evaluate(() =>
    document.getAnimations().forEach(animation => {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) {
        animation.finish();
      }
    }),
  );
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(
          ({ html }) =>
            !OF_BACKSTAGE.some(
              known => known.rule === id && known.html.test(html),
            ),
        )
        .map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
}
