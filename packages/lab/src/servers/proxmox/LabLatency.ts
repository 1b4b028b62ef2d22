/** How long things take, in milliseconds. @public */
export interface LabLatency {
  /** Every answer. */
  callMs: number;
  /** On top, where another node than the asked one has to answer. */
  hopMs: number;
  /** A refused token: the real API waits 3 s. */
  authFailureMs: number;
  /** A guest agent that is configured and not there: the real API waits 3 s. */
  deadAgentMs: number;
  /** Between two bytes of the fault `slow-drip`. */
  dripMs: number;
  /** A task. */
  taskMs: number;
  /** How long a call waits while another one works on the guest: the real API, 10 s. */
  lockMs: number;
  /** Until a new guest is more than a number in the lists of the cluster: really up to 10 s. */
  reportMs: number;
}
