import { InputError } from '@backstage/errors';

/**
 * Fingerprints of SSH host keys as `ssh-keygen -l` prints them, without padding.
 *
 * @throws InputError when there is none, or one is no fingerprint
 */
export function hostKeyPins(hostKey: string | string[]): string[] {
  const list = [hostKey].flat().map(pin => pin.trim().replace(/=+$/, ''));
  const wrong = list.find(pin => !/^SHA256:[A-Za-z0-9+/]{43}$/.test(pin));
  if (list.length === 0 || wrong !== undefined) {
    throw new InputError(
      `"${
        wrong ?? ''
      }" is not an SSH host key fingerprint (SHA256:…); show it on the host with: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`,
    );
  }
  return list;
}
