import { readFileSync } from 'node:fs';
import path from 'node:path';
import { labPeople } from './people';

it('has the same people in the catalog of the demo', () => {
  const catalog = readFileSync(
    path.resolve(__dirname, '../../site/org.yaml'),
    'utf8',
  )
    .split('---\n')
    .flatMap(text => {
      const subject = /keycloak\.org\/id: (\S+)/.exec(text)?.[1];
      return subject
        ? [
            {
              subject,
              username: /^ {2}name: (\S+)$/m.exec(text)?.[1],
              name: /displayName: (.+)$/m.exec(text)?.[1],
            },
          ]
        : [];
    });
  expect(catalog).toEqual(
    labPeople.map(({ subject, username, name }) => ({
      subject,
      username,
      name,
    })),
  );
});
