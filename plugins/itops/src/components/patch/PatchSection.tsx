import { useState } from 'react';
import { RiDownload2Line } from '@remixicon/react';
import { Button, ButtonLink } from '@backstage/ui';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { Finding, FindingPatch } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { useAsOf } from '../../hooks/useAsOf';
import { sourceName } from '../../format/words';
import { useLive } from '../../hooks/useLive';
import { useMay } from '../../hooks/useMay';
import { templateRouteRef } from '../../routes';
import { Section } from '../frame';
import { ProblemState, SkeletonLines } from '../states';
import { saveFile } from '../table/saveFile';
import { CopyButton } from './CopyButton';
import { DiffView } from './DiffView';
import styles from './PatchSection.module.css';

/** Rules whose findings a declared file may be at fault for. */
const RULES: ReadonlySet<string> = new Set([
  'address-undeclared',
  'address-mismatch',
  'declared-duplicate',
  'address-unused',
]);
const TEMPLATE = { namespace: 'default', templateName: 'fix-drift' };

/** Where the template with this finding filled in is, when the portal has templates. */
function useTemplateHref(findingId: string): string | undefined {
  const path = useRouteRef(templateRouteRef)?.(TEMPLATE);
  const formData = encodeURIComponent(JSON.stringify({ findingId }));
  return path && `${path}?formData=${formData}`;
}

function Offer(props: { patch: Extract<FindingPatch, { offered: true }> }) {
  const { cautions, diff, file, findingId, summary } = props.patch;
  const href = useTemplateHref(findingId);
  return (
    <>
      <p className={styles.text}>{summary}</p>
      <DiffView file={file} diff={diff} />
      {cautions.length > 0 && (
        <ul className={styles.cautions} aria-label="Before you merge it">
          {cautions.map(caution => (
            <li key={caution}>{caution}</li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <CopyButton text={diff} />
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownload2Line />}
          onPress={() => saveFile(`${file}.patch`, 'text/x-patch', diff)}
        >
          Download
        </Button>
        {href && (
          <ButtonLink size="small" variant="primary" href={href}>
            Open a pull request
          </ButtonLink>
        )}
      </div>
    </>
  );
}

function NoOffer(props: {
  patch: Extract<FindingPatch, { offered: false }>;
  onChoose: (sourceId: string) => void;
}) {
  const { choices = [], message } = props.patch;
  return (
    <>
      <p className={styles.text}>
        <strong>No edit is offered.</strong> {message}
      </p>
      {choices.length > 0 && (
        <div className={styles.actions}>
          {choices.map(sourceId => (
            <Button
              key={sourceId}
              size="small"
              variant="secondary"
              onPress={() => props.onChoose(sourceId)}
            >
              {`Into ${sourceName(sourceId)}`}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function Patch(props: { findingId: string; version: number }) {
  const { findingId, version } = props;
  const api = useApi(itopsApiRef);
  const [into, setInto] = useState<string>();
  const live = useLive(`patch ${findingId} ${version} ${into}`, signal =>
    api.findingPatch(findingId, { into }, { signal }),
  );
  const { data, problem } = live;
  if (problem) {
    const isOtherText = problem.kind === 'conflict' && problem.detail;
    return (
      <ProblemState
        problem={
          isOtherText
            ? {
                kind: 'conflict',
                title: 'The file is another one than was judged.',
                remedy: `${problem.detail}.`,
              }
            : problem
        }
        onRetry={live.reload}
      />
    );
  }
  if (!data) {
    return <SkeletonLines lines={3} label="Reading the file" />;
  }
  return data.offered ? (
    <Offer patch={data} />
  ) : (
    <NoOffer patch={data} onChoose={setInto} />
  );
}

/**
 * The edit of a declared file that makes a finding go away. The file is read
 * when somebody asks for it, not with every look at a finding.
 */
export function PatchSection(props: { finding: Finding }) {
  const { id, rule, state, version } = props.finding;
  const { past } = useAsOf();
  const may = useMay('decide on findings');
  const [isShown, setShown] = useState(false);
  if (!RULES.has(rule) || !may || past || state === 'resolved') {
    return null;
  }
  return (
    <Section title="Patch">
      {isShown ? (
        <div className={styles.body}>
          <Patch findingId={id} version={version} />
        </div>
      ) : (
        <Button size="small" variant="secondary" onPress={() => setShown(true)}>
          Show the patch
        </Button>
      )}
    </Section>
  );
}
