import { Links } from '../../../hooks/useLinks';

/** What the kinds of physical records have in common. */
export const PORT_RECORD_KIND = {
  teaches:
    'What people know about switches, panels, hosts and the cables between them stands here, beside what the network says. Import a spreadsheet or NetBox’s tables, or write them down one by one.',
  importHref: (links: Links) => links.ports({ view: 'import' }),
};
