import { EDGE_FAULTS } from './__testUtils__/edgeFaults';
import { testPortal } from './__testUtils__/testPortal';

jest.setTimeout(60_000);

testPortal('the edge of the recorded site in the portal', EDGE_FAULTS);
