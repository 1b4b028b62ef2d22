import { mkdir, rm } from 'node:fs/promises';
import { somethingToSee } from './api';
import { reportFolder } from './portal';

/** Waits until the portal has read the lab; the report begins empty. */
export default async function globalSetup(): Promise<void> {
  await rm(reportFolder, { recursive: true, force: true });
  await mkdir(reportFolder, { recursive: true });
  await somethingToSee();
}
