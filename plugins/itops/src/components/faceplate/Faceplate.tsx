import { KeyboardEvent, useMemo, useRef, useState } from 'react';
import {
  ObservedPortRecord,
  SwitchPortRow,
  SwitchView,
} from '@sankofa/plugin-itops-common';
import { portState } from '../../format/ports';
import { isCurrent } from '../../format/freshness';
import { PortCard } from './PortCard';
import { DrawnPort, faceplateLayout, portBeside } from './faceplateLayout';
import { isContradicted, sayPort } from './sayPort';
import { VlanColour } from './vlanColours';
import palette from './colours.module.css';
import styles from './Faceplate.module.css';

interface Shown {
  port: DrawnPort;
  anchor: DOMRect;
  /** Where the switch begins: the card never reaches under what is left of it. */
  edge: number;
}

/**
 * A switch as it is seen in the rack: colour is the native VLAN, filled is up, a
 * ring gives power, a bracket spans one link, a dot is a finding.
 */
export function Faceplate(props: {
  device: SwitchView;
  colours: ReadonlyMap<number, VlanColour>;
  /** Refs of the ports that match search and filters; others are dimmed. */
  matching: ReadonlySet<string>;
  selected: string | undefined;
  /** Records of each port, by its ref; undefined where they are not known. */
  records?: ReadonlyMap<string, ObservedPortRecord[]>;
  onOpen: (row: SwitchPortRow) => void;
}) {
  const { device, colours, matching, selected, records, onOpen } = props;
  const layout = useMemo(() => faceplateLayout(device.ports), [device.ports]);
  const buttons = useRef(new Map<number, HTMLButtonElement>());
  const scroll = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<number>();
  const [shown, setShown] = useState<Shown>();
  const tabStop = layout.ports.some(({ number }) => number === stop)
    ? stop
    : layout.ports[0]?.number;

  const show = (port: DrawnPort) => {
    const anchor = buttons.current.get(port.number)?.getBoundingClientRect();
    const edge = scroll.current?.getBoundingClientRect().left ?? 0;
    setShown(anchor && { port, anchor, edge });
  };
  const onKeyDown = (event: KeyboardEvent, from: DrawnPort) => {
    if (event.key === 'Escape' && shown) {
      event.stopPropagation();
      setShown(undefined);
      return;
    }
    const to = portBeside(layout, from, event.key);
    if (to && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      setStop(to.number);
      buttons.current.get(to.number)?.focus();
    }
  };
  return (
    <div
      ref={scroll}
      className={styles.scroll}
      onScroll={() => setShown(undefined)}
    >
      <div
        role="group"
        aria-label={`Ports of ${device.name}; arrow keys walk them`}
        className={styles.plate}
        style={{
          gridTemplateColumns: layout.columns
            .map(kind => (kind === 'port' ? '30px' : '6px'))
            .join(' '),
        }}
      >
        {layout.brackets.map(({ ref, letter, line, first, last }) => (
          <span
            key={`${ref} ${line} ${first}`}
            aria-hidden="true"
            className={styles.bracket}
            data-below={line > 0 || undefined}
            title={`Link ${letter}: ${ref.slice('port:'.length)}`}
            style={{
              gridColumn: `${first} / ${last + 1}`,
              gridRow: line === 0 ? 1 : 4,
            }}
          >
            <span>{letter}</span>
          </span>
        ))}
        {layout.ports.map(port => {
          const { number, row, column, line } = port;
          const colour =
            row.nativeVlan === undefined
              ? undefined
              : colours.get(row.nativeVlan);
          return (
            <button
              key={number}
              ref={element => {
                if (element) {
                  buttons.current.set(number, element);
                } else {
                  buttons.current.delete(number);
                }
              }}
              type="button"
              className={`${palette.coloured} ${styles.port}`}
              style={{ gridColumn: column, gridRow: line + 2 }}
              data-state={portState(row)}
              data-colour={colour?.colour}
              data-striped={colour?.striped || undefined}
              data-poe={row.poe === 'on' || undefined}
              data-severity={
                row.openFindings > 0 ? row.worstSeverity ?? 'info' : undefined
              }
              data-doubt={isCurrent(row.freshness) ? undefined : ''}
              data-dimmed={!matching.has(row.ref) || undefined}
              data-selected={row.ref === selected || undefined}
              data-contradicted={
                isContradicted(records?.get(row.ref) ?? []) || undefined
              }
              aria-label={sayPort(row, number, records?.get(row.ref))}
              tabIndex={number === tabStop ? 0 : -1}
              onClick={() => {
                setShown(undefined);
                onOpen(row);
              }}
              onKeyDown={event => onKeyDown(event, port)}
              onFocus={() => {
                setStop(number);
                show(port);
              }}
              onBlur={() => setShown(undefined)}
              onMouseEnter={() => show(port)}
              onMouseLeave={() => setShown(undefined)}
            >
              {number}
              {row.isUplink && (
                <span aria-hidden="true" className={styles.uplink}>
                  ↑
                </span>
              )}
            </button>
          );
        })}
      </div>
      {shown && (
        <PortCard
          device={device}
          records={records?.get(shown.port.row.ref)}
          {...shown}
        />
      )}
    </div>
  );
}
