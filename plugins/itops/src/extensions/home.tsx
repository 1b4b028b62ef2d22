import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

export const siteWidget = HomePageWidgetBlueprint.make({
  name: 'site',
  params: {
    name: 'ItopsSite',
    title: 'Site',
    description: 'Findings, sources, guests, nodes and addresses at a glance',
    components: () =>
      import('../home/SiteWidget').then(m => ({ Content: m.SiteWidget })),
  },
});
