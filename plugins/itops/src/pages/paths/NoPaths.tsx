import { SourceFreshness } from '@sankofa/plugin-itops-common';
import { NothingThere } from '../../components/states';
import { PROXY_CONFIG } from '../configExamples';

/** No path at all: what this page shows, and which source brings it. */
export function NoPaths(props: { sources: SourceFreshness[] }) {
  return (
    <NothingThere
      what="paths"
      teaches="This page follows every public host name over forward, proxy, address, guest and node to its switch port. It needs a reverse proxy to read; a network controller adds forwards and switch ports."
      config={PROXY_CONFIG}
      sources={props.sources.filter(({ kind }) => kind === 'npm')}
    />
  );
}
