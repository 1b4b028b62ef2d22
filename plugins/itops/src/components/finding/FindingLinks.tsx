import { useNavigate } from 'react-router-dom';
import { Finding } from '@sankofa/plugin-itops-common';
import { useLinks } from '../../hooks/useLinks';
import { FindingItem } from './FindingItem';
import { FindingList } from './FindingList';

/** Findings that lead to their evidence on the drift page. */
export function FindingLinks(props: { label: string; findings: Finding[] }) {
  const { label, findings } = props;
  const navigate = useNavigate();
  const links = useLinks();
  return (
    <FindingList label={label}>
      {findings.map(finding => (
        <FindingItem
          key={finding.id}
          finding={finding}
          onOpen={({ id }) => navigate(links.drift({ finding: id }))}
        />
      ))}
    </FindingList>
  );
}
