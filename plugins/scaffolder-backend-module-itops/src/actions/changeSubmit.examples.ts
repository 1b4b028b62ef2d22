import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Ask for a guest to be started',
    example: stringify({
      steps: [
        {
          id: 'submit',
          name: 'Plan and submit',
          action: 'itops:change:submit',
          input: {
            sourceId: 'proxmox/pve-main',
            ticket: '${{ parameters.ticket }}',
            intent: { verb: 'guest.start', vmid: '${{ parameters.vmid }}' },
          },
        },
      ],
    }),
  },
];
