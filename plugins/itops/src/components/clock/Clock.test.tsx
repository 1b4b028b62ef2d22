import { render, screen } from '@testing-library/react';
import { ClockProvider } from './Clock';
import { Moment } from './Moment';

const START = Date.parse('2026-11-24T12:00:00Z');

describe('the clock of a page', () => {
  beforeEach(() => jest.useFakeTimers({ now: START }));
  afterEach(() => jest.useRealTimers());

  function shown(at: string, moment: string) {
    const { unmount } = render(
      <ClockProvider at={at}>
        <Moment at={moment} />
      </ClockProvider>,
    );
    const text = screen.getByText(/./).textContent;
    unmount();
    return text;
  }

  it('follows the server, whatever the clock of the desk says', () => {
    expect(shown('2026-11-24T15:00:00Z', '2026-11-24T14:00:00Z')).toBe(
      '1 h ago',
    );
  });

  it('does not stand still while an answer is kept: what happened since is past', () => {
    const at = '2026-11-24T12:00:01Z';
    expect(shown(at, '2026-11-24T12:00:00Z')).toBe('just now');
    jest.setSystemTime(START + 5 * 60_000);
    expect(shown(at, '2026-11-24T12:04:00Z')).toBe('1 min ago');
  });
});
