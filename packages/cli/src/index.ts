/**
 * Command line of the suite: headless export and doctor.
 *
 * @packageDocumentation
 */
export { runItops } from './runItops';
