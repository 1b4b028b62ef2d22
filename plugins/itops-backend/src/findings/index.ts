export * from './DatabaseFindingStore';
export * from './DatabaseNotificationOutbox';
export * from './FindingBoard';
export * from './FindingNotifier';
export * from './FindingService';
export * from './FindingStore';
export * from './NotificationOutbox';
export * from './toWireFinding';
