import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Wait for a change that a step before has submitted',
    example: stringify({
      steps: [
        {
          id: 'wait',
          name: 'Wait until it is done',
          action: 'itops:change:wait',
          input: {
            id: '${{ steps.submit.output.id }}',
            timeoutMinutes: 120,
          },
        },
      ],
    }),
  },
];
