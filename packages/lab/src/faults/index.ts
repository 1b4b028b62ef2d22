export type {
  ActiveFault,
  AnswerFaultKind,
  ConnectionFaultKind,
  Fault,
  FaultKind,
  SiteFaultKind,
  WorkFaultKind,
} from './fault';
export { FAULT_KINDS } from './fault';
