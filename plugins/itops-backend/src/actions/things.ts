import { InputError, NotFoundError } from '@backstage/errors';
import { Guest, Subjects, parseAddress } from '@sankofa/site-model';
import { SiteView } from '../site';
import { isKnown } from '../views/landing';
import { namedThings, refOf } from '../views/refs';

const FORMS =
  'a VMID, a name of a guest or node, an address, or a ref such as guest:7801, node:r630-01, port:xg-core/1+2 or resource:default/pve-main-7801';

function sameText(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

/** Guests that people mean by a VMID, a name, an id or a ref. */
function guestsNamed(text: string, { site }: SiteView): Guest[] {
  const subjects = Subjects.create(site);
  return site.guests.filter(
    guest =>
      String(guest.vmid) === text ||
      guest.id === text ||
      subjects.guest(guest) === text ||
      sameText(guest.name, text),
  );
}

function onlyOne<T>(
  found: readonly T[],
  text: string,
  refOfItem: (item: T) => string,
): T {
  if (found.length > 1) {
    throw new InputError(
      `'${text}' may be ${found
        .map(refOfItem)
        .sort()
        .join(' or ')}; ask for one of these`,
    );
  }
  return found[0];
}

/**
 * The one guest that is meant.
 *
 * @throws NotFoundError, InputError that names the candidates
 */
export function guestNamed(text: string, view: SiteView): Guest {
  const asked = text.trim();
  const entity = [...view.derive(namedThings)].find(([, { entityRef }]) =>
    sameText(entityRef, asked),
  );
  const found = guestsNamed(entity?.[0] ?? asked, view);
  if (found.length === 0) {
    throw new NotFoundError(
      `The inventory has no guest '${asked}'; ask with its VMID, name or a ref such as guest:7801`,
    );
  }
  const subjects = Subjects.create(view.site);
  return onlyOne(found, asked, guest => subjects.guest(guest));
}

/**
 * The ref, in the form of hops, of what is meant by a VMID, a name, an address or
 * a ref of any kind.
 *
 * @throws NotFoundError that names the forms, InputError that names the candidates
 */
export function refNamed(text: string, view: SiteView): string {
  const asked = text.trim();
  const { site } = view;
  const subjects = Subjects.create(site);
  const things = view.derive(namedThings);
  const address = parseAddress(asked.replace(/^address:/, ''));
  const ref =
    address === undefined ? refOf(asked, view) : subjects.address(address);
  if (isKnown(ref, view)) {
    return ref;
  }
  const found = [
    ...guestsNamed(asked, view).map(guest => subjects.guest(guest)),
    ...site.nodes
      .filter(({ name }) => sameText(name, asked))
      .map(node => subjects.node(node)),
    ...[...things].flatMap(([known, { title, entityRef }]) =>
      sameText(entityRef, asked) ||
      (/^(port|switch):/.test(known) && sameText(title, asked))
        ? [known]
        : [],
    ),
  ];
  if (found.length === 0) {
    throw new NotFoundError(
      `The inventory has no '${asked}'; ask with ${FORMS}`,
    );
  }
  return onlyOne([...new Set(found)], asked, each => each);
}
