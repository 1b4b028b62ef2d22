import { ProxmoxReader } from '../clients/ProxmoxReader';

/** A reader that answers from memory: for tests with thousands of runs. */
export function memoryReader(answer: (path: string) => unknown): ProxmoxReader {
  return {
    transport: 'api',
    place: 'memory',
    async get(path) {
      return answer(path);
    },
  };
}
