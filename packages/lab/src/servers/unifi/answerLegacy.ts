import { Answer, failed, ok } from './Answer';
import { UnifiView } from './UnifiView';
import { deviceRows } from './answers/devices';
import {
  forwardRows,
  groupRows,
  networkRows,
  profileRows,
  stationRows,
  sysinfoRows,
} from './answers/lists';

const LISTS: Record<string, (view: UnifiView) => Record<string, unknown>[]> = {
  '/stat/device': deviceRows,
  '/stat/sta': stationRows,
  '/rest/networkconf': networkRows,
  '/rest/portconf': profileRows,
  '/rest/firewallgroup': groupRows,
};

/** Answers a question of the API that the console's own pages use. */
export function answerLegacy(
  site: string,
  path: string,
  view: UnifiView,
): Answer {
  if (site !== view.switching.site) {
    return failed(401, 'api.err.NoSiteContext');
  }
  if (path === '/stat/sysinfo') {
    return { ...ok(sysinfoRows(view)), identity: true };
  }
  if (path === '/rest/portforward') {
    return { status: 200, body: forwardRows(view) }; // without its envelope, as some releases do
  }
  const rows = LISTS[path];
  return rows ? ok(rows(view)) : failed(404, 'api.err.NotFound');
}
