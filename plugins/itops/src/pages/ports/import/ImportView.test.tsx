import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import { ago, importAnswer } from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { PortsPage } from '../PortsPage';

const IMPORT = '/?view=import';
const CABLES = 'a_device,a_kind,a_port,b_device,b_kind,b_port\n';
const csv = (name: string, text: string | Uint8Array = CABLES) =>
  new File([text], name, { type: 'text/csv' });

const at = { file: 'cables.csv', line: 2 };
const added = {
  key: 'k1',
  kind: 'cable' as const,
  label: 'spine interface 3 ↔ birch interface eno1',
  at,
};
const conflict = {
  ...added,
  key: 'k2',
  label: 'spine interface 4',
  heldBy: 'netbox' as const,
  accepted: false,
  fields: [{ field: 'label', from: 'W-1', to: 'W-2' }],
};

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

async function open(itops: FakeItops, path = IMPORT) {
  await renderPage(PortsPage, itops, { path });
  return screen.getByLabelText('Drop files here, or choose them');
}

async function previewed(itops: FakeItops, path = IMPORT) {
  await userEvent.upload(await open(itops, path), csv('cables.csv'));
  await screen.findByText('cables.csv');
  await press('Preview');
}

describe('an import', () => {
  it('writes nothing before Apply, then exactly what the preview said', async () => {
    const itops = new FakeItops();
    const records = itops.portRecords;
    records.answers.preview = importAnswer({ added: [added], unchanged: 4 });
    await previewed(itops);
    expect(await screen.findByText('1 to add · 4 unchanged')).toBeVisible();
    expect(screen.getByRole('list', { name: 'To be added' })).toHaveTextContent(
      'cables.csv:2',
    );
    expect(records.asked('import')).toHaveLength(0);
    await press('Apply: 1 record');
    expect(await screen.findByText(/^Written: 1 added/)).toBeInTheDocument();
    const [[asked]] = records.asked('previewImport');
    expect(asked).toEqual({
      format: 'csv',
      mode: 'merge',
      files: [{ name: 'cables.csv', text: CABLES }],
      accept: [],
      words: {},
    });
    expect(records.asked('import')).toEqual([
      [{ ...asked, previewHash: 'hash-1' }],
    ]);
  });

  it('takes files that are dropped, and lets go of them', async () => {
    const itops = new FakeItops();
    const input = await open(itops);
    fireEvent.drop(input.parentElement!, {
      dataTransfer: { files: [csv('a.csv'), csv('b.csv')] },
    });
    const list = await screen.findByRole('list', { name: 'Chosen files' });
    await press('Leave out a.csv');
    expect(list).not.toHaveTextContent('a.csv');
    expect(list).toHaveTextContent('b.csv');
  });

  it('refuses what is not UTF-8, with the remedy', async () => {
    const itops = new FakeItops();
    await userEvent.upload(
      await open(itops),
      csv('latin.csv', new Uint8Array([0x6e, 0xe4, 0x6d, 0x65])),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /latin.csv is not UTF-8 text/,
    );
    expect(screen.queryByRole('button', { name: 'Preview' })).toBeNull();
  });

  it('names every error with its line, and cannot be applied', async () => {
    const itops = new FakeItops();
    itops.portRecords.answers.preview = importAnswer({
      added: [added],
      problems: [
        { ...at, line: 7, column: 'b_port', message: 'there is no such port' },
      ],
    });
    await previewed(itops);
    expect(
      await screen.findByRole('list', { name: 'Errors' }),
    ).toHaveTextContent('cables.csv:7 b_port: there is no such port');
    expect(screen.getByRole('button', { name: /^Apply/ })).toBeDisabled();
  });

  it('keeps records in conflicts until the files are let win', async () => {
    const itops = new FakeItops();
    const records = itops.portRecords;
    records.answers.preview = importAnswer({ conflicts: [conflict] });
    await previewed(itops);
    const box = await screen.findByRole('checkbox', {
      name: 'Let the file win: spine interface 4',
    });
    expect(box).not.toBeChecked();
    expect(screen.getByRole('button', { name: /^Apply/ })).toBeDisabled();
    records.answers.preview = importAnswer({
      conflicts: [{ ...conflict, accepted: true }],
      previewHash: 'hash-2',
    });
    await userEvent.click(box);
    await press('Apply: 1 record');
    await waitFor(() => expect(records.asked('import')).toHaveLength(1));
    expect(records.asked('import')[0][0]).toMatchObject({
      accept: ['k2'],
      previewHash: 'hash-2',
    });
  });

  it('counts a cable that takes the place of another one once', async () => {
    const itops = new FakeItops();
    itops.portRecords.answers.preview = importAnswer({
      conflicts: [{ ...conflict, key: added.key, accepted: true }],
      added: [added],
      removed: [{ key: 'k9', kind: 'cable', label: 'the other one' }],
    });
    await previewed(itops);
    expect(await screen.findByText('1 to add · 1 to remove')).toBeVisible();
    await press('Apply…');
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'This import removes 1 record',
    );
  });

  it('is previewed again where the records have changed since', async () => {
    const itops = new FakeItops();
    const records = itops.portRecords;
    records.answers.preview = importAnswer({ added: [added] });
    await previewed(itops);
    await screen.findByText('1 to add');
    records.answers.preview = importAnswer({ previewHash: 'hash-9' });
    await press('Apply: 1 record');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'not what the preview said any more; nothing was written',
    );
    expect(screen.getByRole('button', { name: /^Apply/ })).toBeDisabled();
    await press('Try again');
    expect(
      await screen.findByText(/say nothing that is not written down already/),
    ).toBeInTheDocument();
  });

  it('asks for the number before it removes anything', async () => {
    const itops = new FakeItops();
    const records = itops.portRecords;
    records.answers.preview = importAnswer({
      removed: [{ key: 'k3', kind: 'device', label: 'old-switch' }],
    });
    await previewed(itops, `${IMPORT}&mode=replace`);
    await press('Apply…');
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'remove 2{Enter}',
    );
    expect(records.asked('import')).toHaveLength(0);
    await userEvent.clear(within(dialog).getByRole('textbox'));
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'remove 1{Enter}',
    );
    await waitFor(() => expect(records.asked('import')).toHaveLength(1));
    expect(records.asked('import')[0][0]).toMatchObject({ mode: 'replace' });
  });

  it('shows that it works, and can be stopped before it writes', async () => {
    const itops = new FakeItops();
    const release = itops.portRecords.hold('previewImport');
    await previewed(itops);
    expect(
      await screen.findByText('Comparing the files with the records …'),
    ).toBeInTheDocument();
    await press('Stop');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Preview' })).toBeEnabled(),
    );
    release();
  });

  it('says what headings of another language mean', async () => {
    const itops = new FakeItops();
    const input = await open(itops, `${IMPORT}&format=netbox`);
    await userEvent.type(
      screen.getByLabelText(/One on a line/),
      'Nazwa = name',
    );
    await userEvent.upload(input, csv('netbox_devices.csv'));
    await press('Preview');
    await waitFor(() =>
      expect(itops.portRecords.asked('previewImport')[0][0]).toMatchObject({
        format: 'netbox',
        words: { Nazwa: 'name' },
      }),
    );
  });

  it('fails with what the server says', async () => {
    const itops = new FakeItops();
    itops.portRecords.fail(
      'previewImport',
      httpError(400, 'cables.csv has the unknown heading colour'),
    );
    await previewed(itops);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'unknown heading colour',
    );
  });

  it('is not offered in the past', async () => {
    await renderPage(PortsPage, new FakeItops(), {
      path: `${IMPORT}&asOf=${ago(3_600_000)}`,
    });
    expect(screen.queryByLabelText(/^Drop files/)).not.toBeInTheDocument();
    expect(
      screen.getByText(/where nothing can be changed/),
    ).toBeInTheDocument();
    await press('Back to now');
  });
});

describe('an export', () => {
  const saved: Blob[] = [];
  const before = { ...URL };
  beforeEach(() => {
    saved.length = 0;
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:1';
    };
    URL.revokeObjectURL = () => {};
  });
  afterEach(() => Object.assign(URL, before));

  it('offers each file, and says what the receiver will ask for', async () => {
    const itops = new FakeItops();
    itops.portRecords.answers.exported = {
      files: [
        { name: 'devices.csv', text: 'name\nspine\n' },
        { name: 'cables.csv', text: CABLES },
      ],
      notes: [{ file: 'devices.csv', message: 'spine has no site' }],
    };
    await renderPage(PortsPage, itops, { path: IMPORT });
    await press('Export for NetBox');
    expect(await screen.findByText(/spine has no site/)).toBeInTheDocument();
    await press('Save cables.csv');
    expect(saved.map(({ size }) => size)).toEqual([CABLES.length]);
    expect(itops.portRecords.asked('export')[0][0]).toBe('netbox');
  });

  it('says what is wrong, and tries again', async () => {
    const itops = new FakeItops();
    itops.portRecords.fail('export', httpError(403, 'no'));
    await renderPage(PortsPage, itops, { path: IMPORT });
    await press('Export as CSV');
    expect(
      await screen.findByText('You may not see this.'),
    ).toBeInTheDocument();
  });
});
