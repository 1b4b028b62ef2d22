/**
 * A backend with the real itops plugin and its connector to Proxmox and nothing else, for
 * processes that carry changes out and do not live long: nobody signs in to it.
 */
import { createBackend } from '@backstage/backend-defaults';
import { answering } from '../forked';
import { baseUrlOf, portalConfig } from './portalConfig';
import { PortalOptions } from './protocol';

async function serve(options: PortalOptions) {
  const backend = createBackend();
  backend.add(portalConfig(options));
  backend.add(import('@sankofa/plugin-itops-backend'));
  backend.add(import('@sankofa/plugin-itops-backend-module-proxmox'));
  await backend.start();
  return {
    ready: { url: baseUrlOf(options) },
    answer() {
      throw new Error('A worker answers no questions');
    },
  };
}

answering(serve);
