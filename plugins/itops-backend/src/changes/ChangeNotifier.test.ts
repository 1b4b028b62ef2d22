import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { Mailbox } from '../findings/__testUtils__/Replica';
import { ChangeNotifier } from './ChangeNotifier';
import { AMA, ChangeBench, KOFI } from './__testUtils__/ChangeBench';

jest.setTimeout(120_000);

const TEAM = 'group:default/approvers';

describe('notifications of changes', () => {
  const databases = testDatabase();
  let knex: Knex;
  let bench: ChangeBench;
  let mailbox: Mailbox;
  let notifier: ChangeNotifier;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    knex = await databases.init();
    bench = await ChangeBench.create(knex);
    mailbox = new Mailbox();
    notifier = anotherNotifier();
  });

  function anotherNotifier(): ChangeNotifier {
    return ChangeNotifier.create({
      knex,
      notifications: mailbox,
      approvers: [TEAM],
      logger,
    });
  }

  const told = () =>
    mailbox.sent.map(({ payload, recipients }) => [
      payload.title,
      (recipients as { entityRef: string[] }).entityRef,
    ]);

  it('go to those who approve, then to the one who asked, each once', async () => {
    const { id, number } = await bench.applied();
    await bench.worker.once();
    await notifier.sendDue();
    await notifier.sendDue();
    expect(told()).toEqual([
      [`Change ${number} waits for approval`, [TEAM]],
      [`Change ${number} is approved`, [AMA]],
      [`Change ${number} is done`, [AMA]],
    ]);
    expect(mailbox.sent[0].payload).toMatchObject({
      description: 'Create container 9001 shop on alpha.',
      link: `/it/changes/${id}`,
      scope: `itops:change:${id}:approvers`,
    });
  });

  it('say why it was denied, and say nothing to whoever did it', async () => {
    const { id, number, planHash: hash } = await bench.submitted();
    const reason = 'Not before the migration.';
    await bench.service.deny(id, { hash: hash!, reason }, KOFI);
    await notifier.sendDue();
    expect(mailbox.sent.at(-1)!.payload).toMatchObject({
      title: `Change ${number} was denied`,
      description: expect.stringContaining(reason),
    });
    const { id: own, version } = await bench.planned();
    await bench.service.cancel(own, version, undefined, AMA);
    const before = mailbox.sent.length;
    await notifier.sendDue();
    expect(mailbox.sent).toHaveLength(before);
  });

  it('are sent by one of many processes, and after an outage', async () => {
    mailbox.before = async () => {
      throw new Error('notifications are down');
    };
    const { number } = await bench.submitted();
    await notifier.sendDue();
    await notifier.sendDue();
    expect(mailbox.sent).toEqual([]);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    mailbox.before = () => new Promise(resolve => setTimeout(resolve, 20));
    await Promise.all(
      [notifier, anotherNotifier(), anotherNotifier()].map(each =>
        each.sendDue(),
      ),
    );
    expect(told()).toEqual([[`Change ${number} waits for approval`, [TEAM]]]);
  });
});
