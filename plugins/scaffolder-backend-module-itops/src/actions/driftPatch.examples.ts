import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Show what would change',
    example: stringify({
      steps: [
        {
          id: 'patch',
          name: 'Show the fix',
          action: 'itops:drift:patch',
          input: { findingId: '${{ parameters.findingId }}' },
        },
      ],
    }),
  },
  {
    description: 'Write the fix into a file that was fetched before',
    example: stringify({
      steps: [
        {
          id: 'patch',
          name: 'Write the fix',
          action: 'itops:drift:patch',
          input: {
            findingId: '${{ parameters.findingId }}',
            path: 'change/network/ip-addresses.conf',
            dryRun: false,
          },
        },
      ],
    }),
  },
];
