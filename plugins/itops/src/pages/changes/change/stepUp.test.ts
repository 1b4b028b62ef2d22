import { beginStepUp } from './stepUp';

const SUBJECT = { changeId: 'c-17', action: 'approve' } as const;
const TICKET = { address: 'https://portal.example/start?t=1', expiresAt: '' };
const CONFIRMED = {
  type: 'itops-step-up',
  outcome: 'confirmed',
  ...SUBJECT,
  proof: 'proof-1',
};

/** Stands for the window that opens; only what is used of it. */
function fakeWindow() {
  const popup = {
    closed: false,
    location: { href: '' },
    close: () => {
      popup.closed = true;
    },
  };
  return popup;
}

function say(source: unknown, data: unknown): void {
  window.dispatchEvent(
    Object.assign(new Event('message'), { source, data }) as Event,
  );
}

describe('confirming who one is', () => {
  let popup: ReturnType<typeof fakeWindow>;
  const open = jest.spyOn(window, 'open');
  beforeEach(() => {
    jest.useFakeTimers();
    popup = fakeWindow();
    open.mockReturnValue(popup as unknown as Window);
  });
  afterEach(() => jest.useRealTimers());

  const begin = async (ask = async () => TICKET) => {
    const proof = beginStepUp(SUBJECT, ask);
    // What it comes to is looked at by the test.
    proof.catch(() => {});
    await jest.advanceTimersByTimeAsync(0);
    return { proof };
  };

  it('opens a window while the button is pressed, and sends it there later', async () => {
    const { proof } = await begin();
    expect(popup.location.href).toBe(TICKET.address);
    say(popup, CONFIRMED);
    expect(await proof).toBe('proof-1');
    expect(popup.closed).toBe(true);
  });

  it('listens to that window alone, and to what is about this alone', async () => {
    const { proof } = await begin();
    say(window, CONFIRMED);
    say(popup, { ...CONFIRMED, changeId: 'c-18', proof: 'another' });
    say(popup, { ...CONFIRMED, action: 'apply', proof: 'another' });
    say(popup, 'proof-0');
    say(popup, CONFIRMED);
    expect(await proof).toBe('proof-1');
  });

  it('says why it was refused', async () => {
    const { proof } = await begin();
    say(popup, {
      type: 'itops-step-up',
      outcome: 'refused',
      message: 'Somebody else confirmed it',
    });
    await expect(proof).rejects.toThrow('Somebody else confirmed it');
  });

  it('ends when the window is closed', async () => {
    const { proof } = await begin();
    popup.closed = true;
    await jest.advanceTimersByTimeAsync(2_000);
    await expect(proof).rejects.toThrow(/closed before you had confirmed/);
  });

  it('says so when the browser lets no window open', async () => {
    open.mockReturnValue(null);
    const ask = jest.fn(async () => TICKET);
    const { proof } = await begin(ask);
    await expect(proof).rejects.toThrow(/let no window open/);
    expect(ask).not.toHaveBeenCalled();
  });

  it('closes the window when the portal refuses, and goes nowhere strange', async () => {
    const refuse = async () => {
      throw new Error('another plan now');
    };
    await expect((await begin(refuse)).proof).rejects.toThrow(
      'another plan now',
    );
    expect(popup.closed).toBe(true);
    // eslint-disable-next-line no-script-url
    const strange = { ...TICKET, address: 'javascript:alert(1)' };
    await expect((await begin(async () => strange)).proof).rejects.toThrow(
      /names no address/,
    );
    expect(popup.location.href).toBe('');
  });
});
