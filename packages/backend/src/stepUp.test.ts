import {
  TestDatabases,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import { StepUpMessage } from '@sankofa/plugin-itops-common';
import { SignInPortal } from './__testUtils__/SignInPortal';
import {
  StepUpTrial,
  messageIn,
  policyOfTrial,
} from './__testUtils__/StepUpTrial';

jest.setTimeout(180_000);

const AMA = 'ama.boateng';
const EFUA = 'efua.owusu';
const withSecondFactor = { secondFactor: true };

const proofIn = (message: StepUpMessage) =>
  message.outcome === 'confirmed' ? message.proof : message.message;

const isProvider = ({ pathname }: URL) => pathname === '/auth';
const isCallback = ({ pathname }: URL) => pathname.endsWith('/callback');

/** What somebody does to the question who would rather not show a second factor. */
function askForLess(address: URL): void {
  if (isProvider(address)) {
    ['claims', 'acr_values', 'max_age'].forEach(name =>
      address.searchParams.delete(name),
    );
  }
}

const refusal = (message: RegExp) => ({
  outcome: 'refused',
  message: expect.stringMatching(message),
});

describe('confirming who one is before approving, at a real OpenID provider', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  const folder = createMockDirectory();
  let portal: SignInPortal;
  let trial: StepUpTrial;

  beforeAll(async () => {
    folder.setContent({});
    const knex = await databases.init('POSTGRES_15');
    portal = await SignInPortal.start({
      knex,
      folder,
      changes: { policy: policyOfTrial },
    });
    trial = await StepUpTrial.create(portal, knex);
  });
  afterAll(() => portal?.stop());

  it('lets through who confirmed exactly this, once', async () => {
    const change = await trial.waitingChange();
    expect(await trial.approve(AMA, change)).toMatchObject({
      status: 403,
      body: { error: { message: expect.stringMatching(/nothing was conf/) } },
    });
    const answer = await trial.confirm(await trial.begin(AMA, change), AMA);
    expect(answer).toMatchObject({
      outcome: 'confirmed',
      changeId: change.id,
      action: 'approve',
    });
    expect(await trial.lastAudit(change)).toMatchObject({
      action: 'change.step-up',
      outcome: 'success',
      actor: `user:default/${AMA}`,
      details: { acr: '2', amr: ['pwd', 'otp'], planHash: change.hash },
    });
    const proof = proofIn(answer);
    const other = await trial.waitingChange();
    expect((await trial.approve(AMA, other, proof)).status).toBe(403);
    expect((await trial.approve(EFUA, change, proof)).status).toBe(403);
    expect(await trial.approve(AMA, change, proof)).toMatchObject({
      status: 200,
      body: { state: 'approved', approvalsGiven: 1 },
    });
    expect((await trial.approve(AMA, other, proof)).status).toBe(403);
  });

  it('tells apart what is confirmed for: applying is not approving', async () => {
    const change = await trial.waitingChange();
    const address = await trial.begin(EFUA, change, 'apply');
    const answer = await trial.confirm(address, EFUA);
    expect(answer).toMatchObject({ outcome: 'confirmed', action: 'apply' });
    expect((await trial.approve(EFUA, change, proofIn(answer))).status).toBe(
      403,
    );
    await expect(trial.begin(AMA, change, 'apply')).rejects.toThrow(/^403/);
  });

  it('asks nobody about another plan than the one that is there', async () => {
    const change = await trial.waitingChange();
    await expect(
      trial.begin(AMA, { ...change, hash: 'f'.repeat(64) }),
    ).rejects.toThrow(/^409.*read it again/);
  });

  it('refuses somebody else, a password alone, and an answer from an old session', async () => {
    const change = await trial.waitingChange();
    const begin = () => trial.begin(AMA, change);
    expect(await trial.confirm(await begin(), EFUA)).toMatchObject(
      refusal(/Somebody else/),
    );
    expect(
      await trial.confirm(await begin(), AMA, {
        secondFactor: false,
        edit: askForLess,
      }),
    ).toMatchObject(refusal(/second factor/));
    expect(
      await trial.confirm(await begin(), AMA, {
        ...withSecondFactor,
        ago: 600,
      }),
    ).toMatchObject(refusal(/earlier sign-in/));
    expect(await trial.lastAudit(change)).toMatchObject({
      action: 'change.step-up',
      outcome: 'failure',
      details: { reason: expect.stringMatching(/earlier sign-in/) },
    });
  });

  it.each<[string, (address: URL) => void]>([
    [
      'state',
      address =>
        isCallback(address) && address.searchParams.set('state', 'mine'),
    ],
    [
      'nonce',
      address =>
        isProvider(address) && address.searchParams.set('nonce', 'mine'),
    ],
    [
      'code_challenge',
      address =>
        isProvider(address) &&
        address.searchParams.set('code_challenge', 'a'.repeat(43)),
    ],
    [
      'code',
      address =>
        isCallback(address) && address.searchParams.set('code', 'mine'),
    ],
  ])('refuses an answer whose %s was changed on the way', async (_, edit) => {
    const change = await trial.waitingChange();
    const address = await trial.begin(AMA, change);
    expect(
      await trial.confirm(address, AMA, { ...withSecondFactor, edit }),
    ).toMatchObject(refusal(/did not confirm it/));
  });

  it('takes an answer once, and only from the browser that was sent', async () => {
    const change = await trial.waitingChange();
    const browser = trial.browser();
    const seen: string[] = [];
    const edit = (address: URL) => {
      seen.push(address.href);
    };
    const address = await trial.begin(AMA, change);
    const proof = { ...withSecondFactor, edit };
    const answer = await trial.confirm(address, AMA, proof, browser);
    expect(answer.outcome).toBe('confirmed');
    const callback = seen.at(-1)!;
    expect(callback).toContain('/step-up/callback?');
    expect(callback).not.toContain(proofIn(answer));
    expect(messageIn(await browser.open(callback))).toMatchObject(
      refusal(/asked for no confirmation/),
    );
    // The ticket is used as well.
    expect(messageIn(await browser.open(address))).toMatchObject(
      refusal(/begun already/),
    );

    // Somebody is sent the address of the provider by whoever began.
    const lured = await trial.begin(AMA, change);
    const start = await fetch(lured, { redirect: 'manual' });
    expect(
      await trial.confirm(start.headers.get('location')!, AMA),
    ).toMatchObject(refusal(/asked for no confirmation/));
  });

  it('takes nothing that is older than five minutes', async () => {
    const change = await trial.waitingChange();
    const late = await trial.begin(AMA, change);
    await trial.agedBy(6);
    expect(messageIn(await trial.browser().open(late))).toMatchObject(
      refusal(/too long ago/),
    );
    const answer = await trial.confirm(await trial.begin(AMA, change), AMA);
    await trial.agedBy(6);
    expect(await trial.approve(AMA, change, proofIn(answer))).toMatchObject({
      status: 403,
      body: {
        error: { message: expect.stringMatching(/older than five minutes/) },
      },
    });
  });

  it('runs nothing on its pages but its own script, and has nobody keep them', async () => {
    const change = await trial.waitingChange();
    const answer = await fetch(
      `${(await trial.begin(AMA, change)).replace(/\?.*/, '')}?ticket=none`,
    );
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'.*script-src 'sha256-[^' ]+';.*frame-ancestors 'none'/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });
});
