export * from './writeEtcPve';
