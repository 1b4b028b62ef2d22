import { LabPerson } from './people';

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 28rem; padding: 2rem 1rem; }
  h1 { font-size: 1.25rem; }
  button, input { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem .8rem; margin: .25rem 0; text-align: left; }
  small, .duty { opacity: .75; }
  code { font-size: 1.5rem; letter-spacing: .2em; }
`;

function escaped(text: string): string {
  return text.replace(
    /[&<>"']/g,
    character => `&#${character.codePointAt(0)};`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(
    title,
  )}</title><style>${STYLE}</style></head><body><h1>${escaped(
    title,
  )}</h1>${body}</body></html>`;
}

/** Who is it? Stands for the user name and password of a real provider. */
export function choosePersonPage(
  action: string,
  people: readonly LabPerson[],
): string {
  return page(
    'Sign in to the demo as …',
    `<form method="post" action="${escaped(action)}">${people
      .map(
        ({ subject, name, duty }) =>
          `<button name="person" value="${escaped(subject)}">${escaped(
            name,
          )} <span class="duty">· ${escaped(duty)}</span></button>`,
      )
      .join('')}</form><p><small>These people exist only here.</small></p>`,
  );
}

/** The second factor; the demo shows what the authenticator would. */
export function secondFactorPage(options: {
  action: string;
  person: LabPerson;
  code: string;
  wrong: boolean;
}): string {
  const { action, person, code, wrong } = options;
  return page(
    `Second factor of ${person.name}`,
    `${
      wrong ? '<p role="alert">That is not the code. Try again.</p>' : ''
    }<p>The authenticator of the demo shows <code>${code}</code></p>
    <form method="post" action="${escaped(action)}">
      <label>Code <input name="code" inputmode="numeric" autocomplete="one-time-code" autofocus></label>
      <button name="step" value="confirm">Confirm</button>
      <button name="step" value="skip" formnovalidate>Go on without a second factor</button>
    </form>`,
  );
}

/** Something went wrong that another try at the portal mends. */
export function problemPage(text: string): string {
  return page('This sign-in cannot go on', `<p>${escaped(text)}</p>`);
}
