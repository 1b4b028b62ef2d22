import { useState } from 'react';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { itopsApiRef } from '../../api/itopsApiRef';
import { problemOf } from '../../api/problem';
import { saveFile } from '../../components/table/saveFile';

/** Saves the whole trail with its seals; that somebody did is written into it. */
export function ExportButton() {
  const api = useApi(itopsApiRef);
  const toastApi = useApi(toastApiRef);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const trail = await api.exportAudit();
      saveFile('audit.jsonl', 'application/jsonl', trail);
    } catch (error) {
      const { title, remedy } = problemOf(error);
      toastApi.post({
        title: `The trail was not exported. ${title}`,
        description: remedy,
        status: 'danger',
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiDownload2Line />}
      isPending={busy}
      onPress={save}
    >
      Export with seals
    </Button>
  );
}
