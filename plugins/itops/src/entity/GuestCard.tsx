import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ItopsReadOptions,
  nodeEntityName,
  resourceRef,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { ClaimList } from '../components/finding';
import { Section } from '../components/frame';
import { DeclaredRows, GuestFacts, GuestInterfaces } from '../components/guest';
import { behindGuest } from '../format/behind';
import { count } from '../format/quantity';
import { LiveCard } from './LiveCard';
import styles from './LiveCard.module.css';

/** Entity card of a guest: what it is, its addresses with claims, node and owner. */
export function GuestCard() {
  const api = useApi(itopsApiRef);
  const load = useCallback(
    (id: string, options: ItopsReadOptions) => api.guest(id, options),
    [api],
  );
  return (
    <LiveCard title="Guest" name="guest" load={load} behind={behindGuest}>
      {({ guest }) => (
        <>
          <GuestFacts
            guest={guest}
            nodeRef={resourceRef(nodeEntityName(guest.sourceId, guest.node))}
          />
          <Section title="Interfaces and addresses">
            <GuestInterfaces guest={guest} />
          </Section>
          <details className={styles.more}>
            <summary>{count(guest.claims.length, 'claim')}</summary>
            <ClaimList claims={guest.claims} showAddress />
          </details>
          <Section title="Written down in">
            <DeclaredRows rows={guest.declaredRows} />
          </Section>
        </>
      )}
    </LiveCard>
  );
}
