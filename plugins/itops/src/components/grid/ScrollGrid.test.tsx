import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DataColumn } from '../table/columns';
import { ScrollGrid } from './ScrollGrid';

interface Mac {
  mac: string;
  port: number;
}

const ROWS: Mac[] = Array.from({ length: 10_000 }, (_, index) => ({
  mac: `mac-${index}`,
  port: index % 48,
}));

const COLUMNS: DataColumn<Mac>[] = [
  {
    id: 'mac',
    label: 'MAC',
    width: 2,
    rowHeader: true,
    render: row => <a href={`#${row.mac}`}>{row.mac}</a>,
  },
  { id: 'port', label: 'Port', width: 1, render: row => `/${row.port}` },
  { id: 'file', label: 'File', width: 0, fileOnly: true, render: () => null },
];

/** jsdom has no layout: every element is as high as a frame of ten rows. */
function useFrameOf(height: number) {
  let spies: jest.SpyInstance[];
  beforeEach(() => {
    spies = (['clientHeight', 'clientWidth'] as const).map(name =>
      jest.spyOn(Element.prototype, name, 'get').mockReturnValue(height),
    );
    spies.push(
      jest
        .spyOn(Element.prototype, 'scrollHeight', 'get')
        .mockReturnValue(36 * (ROWS.length + 1)),
    );
    // As in a browser the event comes after the call.
    Element.prototype.scrollTo = function scrollTo(
      this: Element,
      options?: ScrollToOptions | number,
    ) {
      this.scrollTop = (options as ScrollToOptions).top ?? 0;
      setTimeout(() => act(() => this.dispatchEvent(new Event('scroll'))));
    };
  });
  afterEach(() => {
    spies.forEach(spy => spy.mockRestore());
    delete (Element.prototype as { scrollTo?: unknown }).scrollTo;
  });
}

function activeRow(grid: HTMLElement): HTMLElement | null {
  const id = grid.getAttribute('aria-activedescendant');
  return id === null ? null : document.getElementById(id);
}

describe('ScrollGrid', () => {
  useFrameOf(396);

  const show = (onOpen?: (row: Mac) => void) =>
    render(
      <ScrollGrid
        label="Learned MACs"
        columns={COLUMNS}
        rows={ROWS}
        idOf={({ mac }) => mac}
        onOpen={onOpen}
      />,
    );

  it('tells how many rows there are, and has only those in view in the document', () => {
    show();
    const grid = screen.getByRole('grid', { name: 'Learned MACs' });
    expect(grid).toHaveAttribute('aria-rowcount', '10001');
    expect(grid).toHaveAttribute('aria-colcount', '2');
    const [head, first, ...others] = within(grid).getAllByRole('row');
    expect(within(head).getAllByRole('columnheader')).toHaveLength(2);
    expect(head).toHaveAttribute('aria-rowindex', '1');
    expect(first).toHaveAttribute('aria-rowindex', '2');
    expect(within(first).getByRole('rowheader')).toHaveTextContent('mac-0');
    expect(others.length).toBeGreaterThan(8);
    expect(others.length).toBeLessThan(40);
  });

  it('is one tab stop whose rows are walked by arrow, page and end keys', async () => {
    show();
    const grid = screen.getByRole('grid');
    const isAt = (text: string) =>
      waitFor(() =>
        expect(activeRow(grid)?.textContent).toMatch(new RegExp(`^${text}\\D`)),
      );
    await userEvent.tab();
    expect(grid).toHaveFocus();
    await isAt('mac-0');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    await isAt('mac-1');
    await userEvent.keyboard('{PageDown}');
    await isAt('mac-11');
    await userEvent.keyboard('{End}');
    await isAt('mac-9999');
    await userEvent.keyboard('{ArrowDown}');
    await isAt('mac-9999');
    await userEvent.keyboard('{PageUp}');
    await isAt('mac-9989');
    await userEvent.keyboard('{Home}{ArrowUp}');
    await isAt('mac-0');
    expect(grid).toHaveFocus();
  });

  it('opens the current row with Enter, and any row with a click', async () => {
    const onOpen = jest.fn();
    show(onOpen);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onOpen).toHaveBeenLastCalledWith(ROWS[1]);
    await userEvent.click(screen.getByText('mac-3'));
    expect(onOpen).toHaveBeenLastCalledWith(ROWS[3]);
    expect(activeRow(screen.getByRole('grid'))).toHaveTextContent('mac-3');
  });

  it('follows the first link of a row with Enter, where rows open nothing', async () => {
    show();
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(window.location.hash).toBe('#mac-2');
  });

  it('keeps the current row inside a list that became shorter', async () => {
    const { rerender } = show();
    await userEvent.tab();
    await userEvent.keyboard('{PageDown}');
    rerender(
      <ScrollGrid
        label="Learned MACs"
        columns={COLUMNS}
        rows={ROWS.slice(0, 3)}
        idOf={({ mac }) => mac}
      />,
    );
    expect(activeRow(screen.getByRole('grid'))).toHaveTextContent('mac-2');
  });
});
