import { parseUpid } from './upid';

const UPID =
  'UPID:r630-01:0000459C:00032B7B:6B047CF0:vzcreate:7811:it-prov@pve!prov:';

it('reads the name of a task of a token, as recorded', () => {
  expect(parseUpid(UPID)).toEqual({
    node: 'r630-01',
    startedAt: 1795456240,
    type: 'vzcreate',
    id: '7811',
    user: 'it-prov@pve!prov',
  });
});

it('takes the longer start of a process that began after a year and a half of uptime', () => {
  expect(parseUpid(UPID.replace('00032B7B', '100032B7B'))?.id).toBe('7811');
});

it.each([
  undefined,
  null,
  1,
  '',
  'UPID:bad',
  UPID.slice(0, -1),
  `${UPID} `,
  UPID.replace('r630-01', '../x'),
  UPID.replace('r630-01', 'a/b'),
  UPID.replace('6B047CF0', '6B047CFG'),
])('%j is no task', text => {
  expect(parseUpid(text)).toBeUndefined();
});
