import { render, screen } from '@testing-library/react';
import { nodeRow } from '../../testing/fixtures';
import {
  CpuShare,
  MemoryShare,
  allocatedMemory,
  sayRunning,
} from './nodeShares';

describe('what guests may take of a node', () => {
  const unreadable = nodeRow({
    status: 'offline',
    guests: 3,
    runningGuests: 0,
    allocatedMemoryBytes: 0,
    allocatedMilliCores: 0,
    memoryBytes: undefined,
    cores: undefined,
  });

  it('is a share of the whole', () => {
    render(<MemoryShare node={nodeRow()} />);
    expect(screen.getByText('150 GiB of 256 GiB · 59 %')).toBeInTheDocument();
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '59');
  });

  it('is unknown where none of its guests could be read', () => {
    const { container } = render(
      <>
        <MemoryShare node={unreadable} />
        {', '}
        <CpuShare node={unreadable} />
      </>,
    );
    expect(container).toHaveTextContent('unknown, unknown');
    expect(allocatedMemory(unreadable)).toBeUndefined();
    expect(sayRunning(unreadable)).toBe('');
  });

  it('is zero where there is no guest', () => {
    const empty = nodeRow({ guests: 0, allocatedMemoryBytes: 0 });
    expect(allocatedMemory(empty)).toBe(0);
  });
});
