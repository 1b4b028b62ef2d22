export type {
  ActiveFault,
  AnswerFaultKind,
  ConnectionFaultKind,
  Fault,
  FaultKind,
  SiteFaultKind,
} from './fault';
export { FAULT_KINDS } from './fault';
