/**
 * A demo site for people without hardware.
 *
 * @packageDocumentation
 */
export * from './world';
