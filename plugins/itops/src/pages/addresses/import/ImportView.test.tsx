import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { FakeItops } from '../../../testing/FakeItops';
import { ipamImportAnswer } from '../../../testing/fixtures';
import { httpError } from '../../../testing/httpError';
import { AddressesPage } from '../AddressesPage';

const TEXT = 'prefix,status\n10.20.40.0/24,active\n';

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

async function previewed(itops: FakeItops, query = '') {
  await renderPage(AddressesPage, itops, { path: `/?view=import${query}` });
  await userEvent.upload(
    screen.getByLabelText('Drop files here, or choose them'),
    new File([TEXT], 'prefixes.csv', { type: 'text/csv' }),
  );
  await screen.findByText('2 lines');
  await press('Preview');
}

describe('an import of NetBox’s files', () => {
  it('writes nothing before Apply, then exactly what the preview said', async () => {
    const itops = new FakeItops();
    await previewed(itops);
    expect(
      await screen.findByText('1 to add · 1 to change · 2 unchanged'),
    ).toBeVisible();
    expect(
      screen.getByRole('list', { name: 'To be changed' }),
    ).toHaveTextContent('nameservices → apps');
    expect(itops.ipam.asked('import')).toEqual([]);
    await press('Apply: 2 records');
    expect(
      await screen.findByText('Written: 1 added · 1 changed · 2 unchanged'),
    ).toBeInTheDocument();
    const asked = {
      files: [{ name: 'prefixes.csv', text: TEXT }],
      words: {},
      mode: 'update',
    };
    expect(itops.ipam.asked('previewImport')).toEqual([[asked]]);
    expect(itops.ipam.asked('import')).toEqual([
      [{ ...asked, previewHash: 'h1' }],
    ]);
  });

  it('only adds where that is chosen', async () => {
    const itops = new FakeItops();
    await previewed(itops, '&mode=add');
    await screen.findByText(/1 to add/);
    expect(itops.ipam.asked('previewImport')[0][0]).toMatchObject({
      mode: 'add',
    });
  });

  it('names each wrong line, and cannot be applied', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.preview = ipamImportAnswer({
      problems: [
        {
          file: 'prefixes.csv',
          line: 2,
          column: 'status',
          message: '“on” is no status',
        },
      ],
      counts: { problems: 1, added: 1, changed: 0, unchanged: 0, kept: 0 },
    });
    await previewed(itops);
    expect(
      await screen.findByRole('list', { name: 'Errors' }),
    ).toHaveTextContent('prefixes.csv:2 status: “on” is no status');
    expect(screen.getByRole('button', { name: /^Apply/ })).toBeDisabled();
  });

  it('asks for a new preview where records changed in between', async () => {
    const itops = new FakeItops();
    await previewed(itops);
    await screen.findByRole('button', { name: 'Apply: 2 records' });
    itops.ipam.answers.preview = ipamImportAnswer({ previewHash: 'h2' });
    await press('Apply: 2 records');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'nothing was written',
    );
    await press('Try again');
    await press('Apply: 2 records');
    expect(await screen.findByText(/^Written:/)).toBeInTheDocument();
  });

  it('says that there is nothing new', async () => {
    const itops = new FakeItops();
    itops.ipam.answers.preview = ipamImportAnswer({
      added: [],
      changed: [],
      counts: { problems: 0, added: 0, changed: 0, unchanged: 0, kept: 0 },
    });
    await previewed(itops);
    expect(
      await screen.findByText(/say nothing that is not written down/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: /^Apply/ })).toBeDisabled();
  });
});

describe('an export for NetBox', () => {
  const saved: string[] = [];
  beforeEach(() => {
    saved.length = 0;
    URL.createObjectURL = () => 'blob:test';
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it('saves the file that was asked for', async () => {
    const itops = new FakeItops();
    await renderPage(AddressesPage, itops, { path: '/?view=import' });
    await press('Save ip-addresses.csv');
    await waitFor(() => expect(saved).toEqual(['ip-addresses.csv']));
    expect(itops.ipam.asked('export')[0][0]).toBe('ip-addresses.csv');
  });

  it('says why a file was not saved', async () => {
    const itops = new FakeItops();
    itops.ipam.fail('export', httpError(503, 'starting'));
    await renderPage(AddressesPage, itops, { path: '/?view=import' });
    await press('Save vlans.csv');
    expect(await screen.findByRole('alert')).toHaveTextContent('starting');
    expect(saved).toEqual([]);
  });
});
