import { ConflictError } from '@backstage/errors';
import {
  StepUpAction,
  StepUpTicket,
  stepUpMessageSchema,
} from '@sankofa/plugin-itops-common';
import { safeHref } from '../../../format/href';

const LOOK_MS = 500;
const NAME = 'itops-step-up';
const FEATURES = 'popup,width=520,height=720';

/** A proof that somebody is there, and for what it is. */
export interface StepUpSubject {
  changeId: string;
  action: StepUpAction;
}

/** Waits for what the window says, or for its end. */
function heard(window_: Window, { changeId, action }: StepUpSubject) {
  return new Promise<string>((resolve, reject) => {
    const end = (settle: () => void) => {
      window.removeEventListener('message', listen);
      clearInterval(timer);
      settle();
    };
    const listen = ({ source, data }: MessageEvent) => {
      const said =
        source === window_ ? stepUpMessageSchema.safeParse(data) : undefined;
      if (!said?.success) {
        return;
      }
      const message = said.data;
      if (message.outcome === 'refused') {
        end(() => reject(new ConflictError(message.message)));
      } else if (message.changeId === changeId && message.action === action) {
        end(() => resolve(message.proof));
      }
    };
    let wasClosed = false;
    const timer = setInterval(() => {
      // One more round: what the window said last may still be on its way.
      if (wasClosed) {
        end(() =>
          reject(
            new ConflictError(
              'The window was closed before you had confirmed that it is you; nothing was done',
            ),
          ),
        );
      }
      wasClosed = window_.closed;
    }, LOOK_MS);
    window.addEventListener('message', listen);
  });
}

/**
 * Has the viewer confirm with the identity provider that it is them, in a window of
 * its own. Has to be called while a press of a button is handled, or the browser lets
 * no window open.
 *
 * @param ask - asks the backend where to confirm it
 * @returns the proof that `approve` or `apply` takes, good once
 * @throws ConflictError with one sentence when it was not confirmed
 */
export async function beginStepUp(
  subject: StepUpSubject,
  ask: () => Promise<StepUpTicket>,
): Promise<string> {
  const opened = window.open('', NAME, FEATURES);
  if (!opened) {
    throw new ConflictError(
      'The browser let no window open in which you confirm that it is you; allow windows of this portal and try again',
    );
  }
  try {
    const { address } = await ask();
    const href = safeHref(address);
    if (href === undefined) {
      throw new ConflictError(
        'The portal names no address at which to confirm it; tell the IT platform team',
      );
    }
    opened.location.href = href;
    return await heard(opened, subject);
  } finally {
    opened.close();
  }
}
