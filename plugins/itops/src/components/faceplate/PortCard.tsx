import { CSSProperties, Fragment } from 'react';
import { ObservedPortRecord, SwitchView } from '@sankofa/plugin-itops-common';
import {
  PORT_STATES,
  portNumbers,
  portSpeed,
  portState,
  taggedText,
} from '../../format/ports';
import { count } from '../../format/quantity';
import { wordOf } from '../../format/words';
import { FreshnessStamp, Observed } from '../freshness';
import { RecordedSide } from '../portRecord';
import { SeverityBadge, StateBadge, StatusChip } from '../status';
import { DrawnPort } from './faceplateLayout';
import styles from './PortCard.module.css';

const WIDTH = 270;
const MARGIN = 8;

/** How many learned hosts the card names; the drawer names all. */
const NAMED = 4;

/** Beside the port, inside the window, and above it where there is no room below. */
function placeBeside(anchor: DOMRect, edge: number): CSSProperties {
  const middle = anchor.left + anchor.width / 2;
  const left = Math.max(
    edge,
    Math.min(middle - WIDTH / 2, window.innerWidth - WIDTH - MARGIN),
  );
  return anchor.bottom > window.innerHeight * 0.6
    ? { left, bottom: window.innerHeight - anchor.top + MARGIN }
    : { left, top: anchor.bottom + MARGIN };
}

/**
 * What is known of a port, while it is pointed at or has the focus. Everything
 * here is in the name of the button or in its drawer, too.
 */
export function PortCard(props: {
  device: SwitchView;
  port: DrawnPort;
  anchor: DOMRect;
  /** Left edge of the switch. */
  edge: number;
  /** What is written down about it; undefined where that is not known. */
  records?: ObservedPortRecord[];
}) {
  const { device, port, anchor, edge, records } = props;
  const { row } = port;
  const state = wordOf(PORT_STATES, portState(row));
  const others = row.learned.length - NAMED;
  return (
    <div
      className={styles.card}
      style={{ width: WIDTH, ...placeBeside(anchor, edge) }}
      aria-hidden="true"
    >
      <div className={styles.head}>
        <strong>{`${device.name} ${portNumbers(row)}`}</strong>
        <StatusChip tone={state.tone} label={state.label} />
      </div>
      <Observed label={row.freshness} quiet>
        <dl className={styles.lines}>
          <dt>Label</dt>
          <dd>{row.label ?? 'none'}</dd>
          <dt>Speed</dt>
          <dd>{portSpeed(row) ?? '–'}</dd>
          <dt>VLAN</dt>
          <dd>{`${row.nativeVlan ?? 'none'} native, ${taggedText(
            row,
          )} tagged`}</dd>
          {row.announced.length > 0 && (
            <>
              <dt>Announced</dt>
              <dd>{row.announced.join(', ')}</dd>
            </>
          )}
          <dt>Learned</dt>
          <dd>
            {row.learned.length === 0 && 'nothing'}
            {row.learned
              .slice(0, NAMED)
              .map(({ title }) => title)
              .join(', ')}
            {others > 0 && ` and ${others} more`}
          </dd>
          {records?.map(record => (
            <Fragment key={record.portId}>
              <dt>Cable</dt>
              <dd>
                <RecordedSide record={record} />{' '}
                <StateBadge of="port" state={record.verdict} />
              </dd>
            </Fragment>
          ))}
          {row.hostnames > 0 && (
            <>
              <dt>Lands here</dt>
              <dd>{count(row.hostnames, 'host name')}</dd>
            </>
          )}
        </dl>
      </Observed>
      <div className={styles.head}>
        <FreshnessStamp label={row.freshness} />
        {row.openFindings > 0 && (
          <SeverityBadge
            severity={row.worstSeverity ?? 'info'}
            label={count(row.openFindings, 'finding')}
          />
        )}
      </div>
    </div>
  );
}
