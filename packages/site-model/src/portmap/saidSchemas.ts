import { cableSchema, devicePortSchema, portDeviceSchema } from './portMap';

/** What one row of a file may say; made once, for making one is slow. */
export const saidDeviceSchema = portDeviceSchema.partial();
export const saidPortSchema = devicePortSchema.partial();
export const saidCableSchema = cableSchema.partial();
